import type { JsonNode } from '../json/node.js';
import type { PolicyType, PrincipalView, StatementView } from '../policy/view.js';
import type { Complaint, Rule } from '../types.js';

const KEYS = new Set(['AWS', 'CanonicalUser', 'Federated', 'Service']);

/** `Principal` and `NotPrincipal`: form, keys, wildcards, ids. Only for policies that have principals. */
export const principals: Rule = function* ({ policy }) {
  if (policy.type !== 'resource' && policy.type !== 'trust' && policy.type !== 'rcp') return;
  for (const statement of policy.statements) {
    for (const name of ['Principal', 'NotPrincipal']) {
      const found = statement.elements.get(name);
      if (found) yield* checkForm(found.value);
    }
    for (const principal of statement.principals) yield* checkValue(principal, policy.type);
    yield* checkNot(statement, policy.type);
  }
};

function* checkForm(node: JsonNode): Iterable<Complaint> {
  if (node.kind === 'string' && node.value === '*') return;
  if (node.kind !== 'object') return yield { code: 'INVALID_PRINCIPAL_FORMAT', at: node };
  if (node.members.length === 0) yield { code: 'EMPTY_OBJECT_PRINCIPAL', at: node };
  for (const { name, key, value } of node.members) {
    if (!KEYS.has(name)) yield { code: 'INVALID_PRINCIPAL_KEY', at: key, args: { key: name } };
    if (value.kind === 'array' && value.items.length === 0) yield { code: 'EMPTY_ARRAY_PRINCIPAL', at: value };
    else if (value.kind !== 'string' && value.kind !== 'array') yield { code: 'INVALID_PRINCIPAL_FORMAT', at: value };
  }
}

/** IAM's unique ids begin with four letters that say what they name:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids */
const ID = /^(AROA|AIDA)[A-Z0-9]{12,}$/;

function* checkValue({ kind, text, node: at }: PrincipalView, type: PolicyType): Iterable<Complaint> {
  const id = kind === 'AWS' ? ID.exec(text)?.[1] : undefined;
  if (id)
    yield { code: id === 'AROA' ? 'INVALID_ROLE_REFERENCE' : 'INVALID_USER_REFERENCE', at, args: { value: text } };
  if (kind === 'Federated' && type === 'resource') yield { code: 'FEDERATED_PRINCIPAL_NOT_SUPPORTED', at };
  const isFederatedInTrust = kind === 'Federated' && type === 'trust';
  const whole = kind === 'AWS' && text === '*';
  if (KEYS.has(kind) && /[*?]/.test(text) && !whole && !isFederatedInTrust)
    yield { code: 'UNSUPPORTED_WILDCARD_IN_PRINCIPAL', at, args: { key: kind } };
}

function* checkNot({ effect, elements }: StatementView, type: PolicyType): Iterable<Complaint> {
  const not = elements.get('NotPrincipal');
  if (!not) return;
  if (type === 'trust') yield { code: 'ROLE_TRUST_POLICY_SYNTAX_ERROR_NOTPRINCIPAL', at: not.key };
  else if (effect === 'Allow') yield { code: 'ALLOW_WITH_NOTPRINCIPAL', at: not.key };
}
