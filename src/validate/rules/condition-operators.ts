import { typeOfKey } from '../condition-keys.js';
import type { KeyType } from '../data/global-condition-keys.js';
import { OPERATORS, type OperatorType } from '../data/operators.js';
import { PROVIDER_KEY } from '../data/provider-keys.js';
import type { ConditionView } from '../policy/view.js';
import type { Complaint, Rule } from '../types.js';

/** Operator types that make sense for a key's type. Sources as in the operators' table: dates may be compared as numbers of seconds. */
const FITTING: { readonly [type in KeyType]: readonly OperatorType[] } = {
  // ARNs as tags or encryption contexts: AWS's own policies compare them with ArnLike.
  String: ['String', 'Arn'],
  ARN: ['Arn', 'String'],
  Bool: ['Bool', 'String'],
  Numeric: ['Numeric'],
  Date: ['Date', 'Numeric'],
  IPAddress: ['IpAddress'],
  Binary: ['Binary'],
  ArrayOfString: ['String', 'Arn'],
  ArrayOfARN: ['Arn', 'String'],
  ArrayOfBool: ['Bool', 'String'],
};

/** Do the operators exist, and do they fit the type of the key and the number of its values? */
export const conditionOperators: Rule = function* ({ policy, catalog }) {
  for (const condition of policy.statements.flatMap(({ conditions }) => conditions)) {
    if (!condition.known) {
      yield { code: 'INVALID_CONDITION_OPERATOR', at: condition.operatorNode, args: { operator: condition.written } };
      continue;
    }
    yield* nullOperator(condition);
    const type = PROVIDER_KEY.test(condition.key) ? undefined : typeOfKey(condition.key, catalog);
    if (type && condition.operator !== 'Null') yield* fits(condition, type);
  }
};

function* nullOperator({ operator, ifExists, qualifier, operatorNode }: ConditionView): Iterable<Complaint> {
  if (operator !== 'Null') return;
  if (ifExists) yield { code: 'NULL_WITH_IF_EXISTS', at: operatorNode };
  if (qualifier)
    yield {
      code: 'NULL_WITH_QUALIFIER',
      at: operatorNode,
      args: { qualifier, value: String(qualifier === 'ForAllValues') },
    };
}

function* fits(
  { operator, qualifier, key, operatorNode, keyNode, values }: ConditionView,
  type: KeyType,
): Iterable<Complaint> {
  const many = type.startsWith('ArrayOf');
  // Only operators for strings take variables, so two addresses can't be compared otherwise.
  const addresses = type === 'IPAddress' && values.every(({ text }) => /^\$\{.*\}$/.test(text));
  if (!FITTING[type].includes(OPERATORS[operator]!) && !addresses)
    yield { code: 'TYPE_MISMATCH', at: operatorNode, args: { key, type, operator } };
  if (many && !qualifier) yield { code: 'MISSING_QUALIFIER', at: keyNode, args: { key } };
  if (!many && qualifier === 'ForAllValues')
    yield { code: 'FORALLVALUES_WITH_SINGLE_VALUED_KEY', at: operatorNode, args: { key } };
  if (type === 'Bool' && OPERATORS[operator] === 'Bool' && values.length > 1)
    yield { code: 'INVALID_CONDITION_MULTIPLE_BOOLEAN', at: keyNode, args: { key } };
}
