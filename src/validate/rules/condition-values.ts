import { parseCidr } from '../data/cidr.js';
import { OPERATORS, type OperatorType } from '../data/operators.js';
import type { ConditionView } from '../policy/view.js';
import type { Complaint, Rule } from '../types.js';

/** A date or date and time of ISO 8601, as far as IAM takes them: https://www.w3.org/TR/NOTE-datetime */
const DATE = /^\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?)?)?$/;
const VARIABLE = /\$\{/;

/** Which code says that a value is not of its operator's type, and how to see that it is. */
const VALUE_CHECKS: { readonly [type in OperatorType]?: { code: string; valid: (value: string) => boolean } } = {
  Bool: { code: 'TYPE_MISMATCH_BOOLEAN', valid: (value) => /^(true|false)$/i.test(value) },
  Null: { code: 'TYPE_MISMATCH_BOOLEAN', valid: (value) => /^(true|false)$/i.test(value) },
  Numeric: { code: 'TYPE_MISMATCH_NUMBER', valid: (value) => /^-?\d+(\.\d+)?$/.test(value) },
  Date: { code: 'TYPE_MISMATCH_DATE', valid: (value) => DATE.test(value) || /^\d+$/.test(value) },
  IpAddress: { code: 'TYPE_MISMATCH_IP_RANGE', valid: (value) => parseCidr(value) !== undefined },
  Binary: {
    code: 'TYPE_MISMATCH_STRING',
    valid: (value) => /^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(value),
  },
};

/** Are the values of conditions of the right type, is there any, and does each count? */
export const conditionValues: Rule = function* ({ policy }) {
  for (const condition of policy.statements.flatMap(({ conditions }) => conditions)) {
    if (!condition.known) continue;
    yield* noValues(condition);
    yield* types(condition);
    yield* wildcards(condition);
    yield* numbers(condition);
  }
};

function* noValues({ valueNode: at, qualifier, ifExists, key }: ConditionView): Iterable<Complaint> {
  if (at.kind !== 'array' || at.items.length > 0) return;
  if (qualifier) yield { code: `EMPTY_ARRAY_CONDITION_${qualifier.toUpperCase()}`, at, args: { key } };
  else yield { code: ifExists ? 'EMPTY_ARRAY_CONDITION_IFEXISTS' : 'EMPTY_ARRAY_CONDITION', at, args: { key } };
}

function* types({ operator, values, valueNode }: ConditionView): Iterable<Complaint> {
  if (new Set(values.map(({ node }) => node.kind)).size > 1)
    yield { code: 'INVALID_CONDITION_DATA_TYPE', at: valueNode };
  const type = OPERATORS[operator]!;
  const check = VALUE_CHECKS[type];
  for (const { text: value, node } of values) {
    if (VARIABLE.test(value)) continue;
    if (check && !check.valid(value)) yield { code: check.code, at: node, args: { operator, value } };
    else if (type === 'Date' && /^\d{5,}$/.test(value)) yield { code: 'INVALID_DATE_VALUE', at: node, args: { value } };
  }
}

/** Operators that compare literally although the value looks like a pattern. */
function* wildcards({ operator, values }: ConditionView): Iterable<Complaint> {
  if (!/^String(Not)?Equals(IgnoreCase)?$/.test(operator)) return;
  for (const { text, node } of values)
    if (/[*?]/.test(text.replace(/\$\{[^}]*\}/g, '')))
      yield { code: 'WILDCARD_WITHOUT_LIKE_OPERATOR', at: node, args: { value: text, operator } };
}

/** Of several limits only the widest counts. */
function* numbers({ operator, values, key, valueNode }: ConditionView): Iterable<Complaint> {
  const bound = /^Numeric(Less|Greater)Than(Equals)?$/.exec(operator);
  if (!bound || values.length < 2) return;
  const all = values.map(({ text }) => Number(text));
  const value = bound[1] === 'Less' ? Math.max(...all) : Math.min(...all);
  yield { code: 'REDUNDANT_CONDITION_VALUE_NUM', at: valueNode, args: { operator, key, value } };
}
