import type { JsonNode } from '../json/node.js';
import type { StatementView } from '../policy/view.js';
import type { Complaint, Rule } from '../types.js';

/** Characters of a resource control policy; white space counts. https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html */
const QUOTA = 5_120;

/**
 * IT516: what a resource control policy can't say. It only denies, for everybody, and names its actions.
 * Source: https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_syntax.html
 */
export const resourceControl: Rule = function* ({ policy }) {
  if (policy.type !== 'rcp') return;
  const size = policy.text.trim().length;
  if (size > QUOTA) yield say(policy.root, `at most ${QUOTA} characters, white space included; this has ${size}`);
  for (const statement of policy.statements) yield* checkStatement(statement);
};

function* checkStatement({ effect, elements, action, principals }: StatementView): Iterable<Complaint> {
  const allow = effect === 'Allow' && elements.get('Effect');
  if (allow) yield say(allow.value, 'only Deny; the Allow is RCPFullAWSAccess, which AWS attaches');
  for (const name of ['NotAction', 'NotPrincipal']) {
    const found = elements.get(name);
    if (found) yield say(found.key, `no ${name}`);
  }
  const named = principals.find(({ element, kind }) => element === 'Principal' && kind !== '*');
  if (named) yield say(named.node, 'only "Principal": "*"; name principals in conditions');
  const all = action.find(({ text }) => text === '*');
  if (all) yield say(all.node, 'no action "*" alone; name a service, s3:*');
}

const say = (at: JsonNode, rule: string): Complaint => ({ code: 'IT516', at, args: { rule } });
