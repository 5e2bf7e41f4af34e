import { matchesAction } from '../../prove/index.js';
import { arnFields } from '../arn/arn-pattern.js';
import type { Entry, StatementView } from '../policy/view.js';
import type { Complaint, Rule } from '../types.js';

/** An action that must not be given on open resources, and the condition that makes that acceptable. */
interface RiskyAction {
  action: string;
  /** Start of the codes. */
  code: string;
  /** Lower case. */
  condition: string;
  /** The part of the ARN's last field behind which a wildcard is open. */
  openAfter: RegExp;
}

/**
 * `iam:PassRole` on roles whose name is open, and `iam:CreateServiceLinkedRole` for services that are open.
 * Source: the check reference, "Pass role with …" and "Create SLR with …".
 */
const RISKY: readonly RiskyAction[] = [
  { action: 'iam:PassRole', code: 'PASS_ROLE', condition: 'iam:passedtoservice', openAfter: /^(role\/)?$/ },
  {
    action: 'iam:CreateServiceLinkedRole',
    code: 'CREATE_SLR',
    condition: 'iam:awsservicename',
    openAfter: /^(role\/(aws-service-role\/)?)?$/,
  },
];

/** Twelve codes: which of the two actions, how the statement reaches it, and how open its resources are. */
export const riskyGrants: Rule = function* ({ policy }) {
  for (const statement of policy.statements) {
    if (statement.effect !== 'Allow') continue;
    for (const risky of RISKY) yield* check(risky, statement);
  }
};

function* check(risky: RiskyAction, statement: StatementView): Iterable<Complaint> {
  const exact = statement.action.find(({ text }) => text.toLowerCase() === risky.action.toLowerCase());
  const star = statement.action.find(({ text }) => /[*?]/.test(text) && matchesAction(text, risky.action));
  const notAction = statement.elements.get('NotAction');
  const reachedByNot =
    notAction !== undefined && !statement.notAction.some(({ text }) => matchesAction(text, risky.action));
  if (!exact && !star && !reachedByNot) return;
  const action = (exact ?? star)?.text ?? 'NotAction';
  if (statement.elements.has('NotResource')) {
    const how = exact ? '' : star ? 'STAR_IN_ACTION_AND_' : 'NOTACTION_AND_';
    yield {
      code: `${risky.code}_WITH_${how}NOTRESOURCE`,
      at: statement.elements.get('NotResource')!.key,
      args: { action },
    };
    return;
  }
  const open = statement.resource.find((entry) => isOpen(entry, risky));
  const guarded = statement.conditions.some(({ key }) => key.toLowerCase() === risky.condition);
  if (!open || guarded) return;
  const how = exact ? 'STAR_IN_RESOURCE' : star ? 'STAR_IN_ACTION_AND_RESOURCE' : 'STAR_IN_RESOURCE_AND_NOTACTION';
  yield { code: `${risky.code}_WITH_${how}`, at: open.node, args: { action, resource: open.text } };
}

/** A wildcard before anything says which role: `*`, `…:role/*`. A prefix (`role/orders-*`) is a naming rule, not an open door. */
function isOpen({ text }: Entry, { openAfter }: RiskyAction): boolean {
  const resource = text === '*' ? '*' : (arnFields(text)?.resource ?? '');
  const wildcard = resource.search(/[*?]/);
  return wildcard >= 0 && openAfter.test(resource.slice(0, wildcard));
}
