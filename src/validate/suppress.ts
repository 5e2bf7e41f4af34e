import type { PolicyDocument, Statement } from '../model/policy.js';
import { includes } from '../prove/index.js';
import { toValue } from './json/node.js';
import { isProvable } from './provable.js';
import type { Complaint, RuleContext } from './types.js';

/**
 * Codes of the list of May 2023 that AWS has lifted since. They are still reported, as suppressed, for reviewers who compare.
 * Source: https://aws.amazon.com/blogs/security/unlock-new-possibilities-aws-organizations-service-control-policy-now-supports-full-iam-language/
 */
const LIFTED = new Set([
  'SCP_SYNTAX_ERROR_ACTION_WILDCARD',
  'SCP_SYNTAX_ERROR_ALLOW_CONDITION',
  'SCP_SYNTAX_ERROR_ALLOW_NOTACTION',
  'SCP_SYNTAX_ERROR_ALLOW_RESOURCE',
  'SCP_SYNTAX_ERROR_NOTRESOURCE',
]);

/** Codes about what a statement grants, by the action they are about. */
const GRANTS: readonly { code: RegExp; action: string }[] = [
  { code: /^PASS_ROLE_/, action: 'iam:PassRole' },
  { code: /^CREATE_SLR_/, action: 'iam:CreateServiceLinkedRole' },
];

/**
 * Why a finding does not count although its rule holds; undefined when it counts. Access Analyzer reads a document as a grant, alone: it
 * sees neither that a boundary grants nothing nor that a Deny takes the access away. We prove the latter.
 */
export function reasonToSuppress({ code, args }: Complaint, { policy }: RuleContext): string | undefined {
  if (LIFTED.has(code)) return 'service control policies take the full policy language since 19 September 2025';
  if (code === 'UNSUPPORTED_ACTION_FOR_CONDITION_KEY' && args?.['ifExists'])
    return 'IfExists says what holds for actions without the key';
  if (/_UNSUPPORTED_TAG_CONDITION_KEY_/.test(code) && args?.['absent'])
    return 'the operator holds where the key is absent';
  const grant = GRANTS.find((row) => row.code.test(code));
  if (!grant) return undefined;
  if (policy.type === 'boundary') return 'a boundary grants nothing by itself';
  if (!policy.statements.every(isProvable)) return undefined;
  const denies = policy.statements
    .filter(({ effect }) => effect === 'Deny')
    .map(({ node }) => toValue(node) as Statement);
  if (denies.length === 0) return undefined;
  const allow: Statement = { Effect: 'Allow', Action: grant.action, Resource: '*' };
  const version = { Version: policy.version ?? '2008-10-17' };
  const effective: PolicyDocument = { ...version, Statement: [allow, ...denies] };
  const { answer } = includes(effective, { ...version, Statement: [] });
  return answer === 'none' ? `a Deny of this policy takes ${grant.action} away` : undefined;
}
