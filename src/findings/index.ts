import type { Finding } from '../model/finding.js';
import type { Message, MessageTable } from './message.js';
import { DYNAMIC_MESSAGES } from './messages/dynamic.js';
import { MERGE_MESSAGES } from './messages/merge.js';
import { MINIMIZE_MESSAGES } from './messages/minimize.js';
import { PROJECT_MESSAGES } from './messages/project.js';
import { PROPOSE_MESSAGES } from './messages/propose.js';
import { REPORT_MESSAGES } from './messages/report.js';
import { STATIC_MESSAGES } from './messages/static.js';
import { USAGE_MESSAGES } from './messages/usage.js';
import { VALIDATE_MESSAGES } from './messages/validate.js';

/** Every message of the tool. An area adds its table here. */
export const MESSAGES: MessageTable = {
  ...DYNAMIC_MESSAGES,
  ...MERGE_MESSAGES,
  ...MINIMIZE_MESSAGES,
  ...PROJECT_MESSAGES,
  ...PROPOSE_MESSAGES,
  ...REPORT_MESSAGES,
  ...STATIC_MESSAGES,
  ...USAGE_MESSAGES,
  ...VALIDATE_MESSAGES,
};

/** The wording of a finding. Throws on an unknown rule id: that is our bug, not the user's. */
export function messageOf(ruleId: string): Message {
  const message = MESSAGES[ruleId];
  if (!message) throw new Error(`no message for rule ${ruleId}`);
  return message;
}

/** The sentence of one finding with its arguments filled in. */
export function textOf(finding: Finding): string {
  return messageOf(finding.ruleId).text(finding.args);
}
