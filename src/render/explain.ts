import { messageOf } from '../findings/index.js';
import type { Analysis, FunctionAnalysis } from '../model/analysis.js';
import type { ArnContext } from '../model/arn.js';
import { renderArn } from '../model/arn-render.js';
import { oneLine } from '../model/escape/plain.js';
import type { LedgerEntry } from '../model/ledger.js';
import type { Evidence, Permission } from '../model/permission.js';
import { isUnresolved } from './envelope.js';
import { resolutionOf } from './resolution.js';
import { type Style, witness } from './summary.js';

const RESOLUTION_WORDS = {
  exact: 'known exactly from the code',
  reference: 'named by the template',
  env: 'named by an environment variable that nothing sets here',
  dynamic: 'known in part; the rest is decided at run time',
  any: 'any: the action takes no resource, or nothing is known of it',
} as const;

/**
 * The whole story of the permissions whose action matches a pattern (`s3:GetObject`, `s3:*`): who needs it, on what, and the way from
 * the handler to the call; and what the history had to say, also about what was left out because of it. Returns undefined when neither code nor
 * history knows a matching action.
 */
export function renderExplanation(analysis: Analysis, pattern: string, style: Style): string | undefined {
  const matches = actionMatcher(pattern);
  const blocks = analysis.functions.flatMap((result) =>
    result.permissions
      .filter(({ action }) => matches(action))
      .map((permission) => block(result, permission, analysis.arnContext, style)),
  );
  blocks.push(...analysis.functions.flatMap((result) => historyBlock(result, matches, style)));
  return blocks.length > 0 ? [...new Set(blocks)].join('\n') : undefined;
}

/** What could still need the action although no permission says so: sites of which not even the action is known, each once. */
export function openSites(analysis: Analysis): LedgerEntry[] {
  const open = analysis.functions.flatMap(({ ledger }) =>
    ledger.filter((entry) => isUnresolved(entry) && entry.bucket !== 'unresolved-resource'),
  );
  return [
    ...new Map(open.map((entry) => [JSON.stringify([entry.location, entry.site, entry.reason]), entry])).values(),
  ];
}

function block(result: FunctionAnalysis, permission: Permission, context: ArnContext, style: Style): string {
  const { action, resource, evidence, unseen } = permission;
  const printed = renderArn(resource, context);
  const lines = [
    `${style('bold', oneLine(action))} on ${oneLine(printed)}`,
    oneLine(`  function  ${result.fn.id} (${result.fn.handler.file}#${result.fn.handler.export})`),
    `  resource  ${RESOLUTION_WORDS[resolutionOf(resource)]}`,
    oneLine(`  statement ${statementsOf(result, action, printed).join(', ')}`),
  ];
  for (const item of evidence) lines.push(...evidenceLines(item, style));
  if (unseen !== undefined) lines.push(oneLine(`  history   does not show it; kept, because ${unseen}`));
  return `${lines.join('\n')}\n`;
}

/** What the merge with the history decided about the actions: dropped, kept although unseen, used without code, denied. */
function historyBlock(
  { fn, findings }: FunctionAnalysis,
  matches: (action: string) => boolean,
  style: Style,
): string[] {
  const about = findings.filter(({ ruleId, args }) => /^IT21\d$/.test(ruleId) && matches(String(args['action'])));
  if (about.length === 0) return [];
  const lines = about.map(({ ruleId, args }) => oneLine(`  ${ruleId} ${messageOf(ruleId).text(args)}`));
  return [`${[`${style('bold', 'history')} of ${oneLine(fn.id)}`, ...lines].join('\n')}\n`];
}

/** Sids of the statements that hold the permission; one covered by a wider resource is in the statements of its action. */
function statementsOf({ policies }: FunctionAnalysis, action: string, resource: string): string[] {
  const ofAction = policies.flatMap(({ document }) =>
    document.Statement.filter((one) => [one.Action ?? []].flat().some((known) => actionMatcher(known)(action))),
  );
  const exact = ofAction.filter((one) => [one.Resource ?? []].flat().includes(resource));
  return [...new Set((exact.length > 0 ? exact : ofAction).flatMap(({ Sid }) => Sid ?? []))];
}

function evidenceLines(evidence: Evidence, style: Style): string[] {
  const lines = [
    `  because   ${oneLine(witness(evidence))} ${style('dim', `(${evidence.source}, ${evidence.strength})`)}`,
  ];
  if (evidence.source !== 'static') return lines;
  if (evidence.path.length > 0) lines.push(style('dim', oneLine(`            path: ${evidence.path.join(' → ')}`)));
  for (const hole of evidence.wildcards ?? []) {
    const place = hole.at ? ` at ${hole.at.file}:${hole.at.line}:${hole.at.column}` : '';
    lines.push(style('dim', oneLine(`            *: ${hole.reason}${hole.source ? ` (${hole.source})` : ''}${place}`)));
  }
  return lines;
}

/** Actions compare without case; `*` and `?` as in a policy. */
function actionMatcher(pattern: string): (action: string) => boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*/g, '.*')
    .replace(/\?/g, '.');
  const regex = new RegExp(`^${source}$`, 'i');
  return (action) => regex.test(action);
}
