import type { JsonNode } from '../json/node.js';
import type { StatementView } from '../policy/view.js';
import type { Complaint, Rule } from '../types.js';

const DOCUMENT_ELEMENTS = new Set(['Version', 'Id', 'Statement']);
const STATEMENT_ELEMENTS = new Set([
  'Sid',
  'Effect',
  'Principal',
  'NotPrincipal',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Condition',
]);

/** Pairs of elements of which a statement may have one. */
const PAIRS = [
  ['Action', 'NotAction'],
  ['Resource', 'NotResource'],
  ['Principal', 'NotPrincipal'],
] as const;

/** Which elements are there, which must be, which must not. Source: the grammar of IAM policies,
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html */
export const elements: Rule = function* ({ policy }) {
  if (policy.root.kind === 'object') {
    for (const { name, key } of policy.root.members)
      if (!DOCUMENT_ELEMENTS.has(name))
        yield { code: 'INVALID_POLICY_ELEMENT', at: key, args: { where: 'policy', element: name } };
  }
  const list = policy.elements.get('Statement')?.value;
  if (policy.root.kind === 'object' && (list === undefined || (list.kind === 'array' && list.items.length === 0)))
    yield { code: 'MISSING_STATEMENT', at: list ?? policy.root };
  for (const statement of policy.statements) {
    if (statement.node.kind !== 'object') continue;
    yield* unknownElements(statement.node);
    yield* missing(statement, policy.type);
    yield* combinations(statement);
  }
};

function* unknownElements(node: JsonNode): Iterable<Complaint> {
  if (node.kind !== 'object') return;
  for (const { name, key } of node.members)
    if (!STATEMENT_ELEMENTS.has(name))
      yield { code: 'INVALID_POLICY_ELEMENT', at: key, args: { where: 'statement', element: name } };
}

function* missing({ node, elements: own }: StatementView, type: string): Iterable<Complaint> {
  const effect = own.get('Effect')?.value;
  if (!effect) yield { code: 'MISSING_EFFECT', at: node };
  else if (effect.kind === 'string' && effect.value !== 'Allow' && effect.value !== 'Deny')
    yield { code: 'INVALID_EFFECT', at: effect, args: { effect: effect.value as string } };
  if (!own.has('Action') && !own.has('NotAction')) yield { code: 'MISSING_ACTION', at: node };
  const ofIdentity = type === 'identity' || type === 'boundary' || type === 'scp';
  if ((ofIdentity || type === 'rcp') && !own.has('Resource') && !own.has('NotResource'))
    yield { code: 'MISSING_RESOURCE', at: node };
  const named = own.get('Principal') ?? own.get('NotPrincipal');
  if (!ofIdentity && !named) yield { code: 'MISSING_PRINCIPAL', at: node };
  if (type !== 'scp' && ofIdentity && named) yield { code: 'UNSUPPORTED_PRINCIPAL', at: named.key };
}

function* combinations({ elements: own }: StatementView): Iterable<Complaint> {
  for (const [first, second] of PAIRS) {
    const both = own.has(first) && own.get(second);
    if (both) yield { code: 'UNSUPPORTED_ELEMENT_COMBINATION', at: both.key, args: { first, second } };
  }
}
