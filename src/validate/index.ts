import { textOf } from '../findings/index.js';
import { AWS_CODES } from './codes/index.js';
import { JsonSyntaxError, positionsOf } from './json/node.js';
import { pathTo } from './json/path.js';
import { OWN_RULES } from './own/index.js';
import { OWN_TYPES } from './own/types.js';
import { readPolicy } from './policy/read-policy.js';
import { AWS_RULES } from './rules/index.js';
import { reasonToSuppress } from './suppress.js';
import type { Complaint, PolicyFinding, RuleContext, ValidateOptions } from './types.js';

export { AWS_CODES } from './codes/index.js';
export { guessType } from './guess-type.js';
export { validateOnline } from './online.js';
export type { PolicyType } from './policy/view.js';
export { checkBoundary, checkRoleQuotas } from './role.js';
export type { PolicyFinding, ValidateOptions } from './types.js';

/**
 * Checks one policy document offline: Access Analyzer's checks under AWS's issue codes, and ours under `IT5xx`. Any text is taken; what is
 * no JSON is a finding too. Sorted by place. Findings whose access is provably denied carry the reason in `suppressed`.
 */
export function validatePolicy(text: string, options: ValidateOptions): PolicyFinding[] {
  try {
    const policy = readPolicy(text, options.type);
    const context: RuleContext = { policy, catalog: options.catalog, resourceType: options.resourceType };
    const positions = positionsOf(policy.text);
    const complaints = [...AWS_RULES, ...OWN_RULES].flatMap((rule) => [...rule(context)]);
    return complaints
      .toSorted((a, b) => a.at.start - b.at.start || (a.code < b.code ? -1 : a.code > b.code ? 1 : 0))
      .map((complaint) => toFinding(complaint, context, positions));
  } catch (error) {
    if (!(error instanceof JsonSyntaxError)) throw error;
    return [syntaxError(error, text)];
  }
}

type Positions = ReturnType<typeof positionsOf>;

function toFinding(complaint: Complaint, context: RuleContext, positions: Positions): PolicyFinding {
  const { code, at, args = {} } = complaint;
  const known = AWS_CODES[code];
  const { policy } = context;
  const suppressed = reasonToSuppress(complaint, context);
  return {
    source: 'offline',
    findingType: known?.type ?? OWN_TYPES[code]!,
    issueCode: code,
    message: known ? known.text(args) : textOf({ ruleId: code, level: 'note', args }),
    path: pathTo(policy.root, at),
    ...positions(at.start),
    ...(suppressed && { suppressed }),
  };
}

function syntaxError(error: JsonSyntaxError, text: string): PolicyFinding {
  const { type, text: say } = AWS_CODES['JSON_SYNTAX_ERROR']!;
  const message = say({ reason: error.message });
  return {
    source: 'offline',
    findingType: type,
    issueCode: 'JSON_SYNTAX_ERROR',
    message,
    path: '',
    ...positionsOf(text)(error.offset),
  };
}
