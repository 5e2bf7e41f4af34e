import { matchesArnGlob } from '../arn-pattern.js';
import { matchesGlob } from '../glob.js';
import { bindGlob, bindText, type Lookup, type Pattern } from '../pattern.js';
import { inRange, readIpRange } from './ip.js';
import { compareNumbers, readDate, readNumber } from './numbers.js';
import type { Operator } from './operator.js';

/** One line of a condition block: `StringEquals: { key: values }`. */
export interface Condition {
  operator: Operator;
  /** As the policy spells it, and in lower case: keys ignore case. */
  keyText: string;
  key: string;
  values: readonly Pattern[];
}

/**
 * Does the condition hold? A key that is absent fails the positive operators and passes the negated ones, `IfExists` and
 * `ForAllValues`. Without a set operator a multivalued key passes when one value does (a negated operator: when all do).
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-logic-multiple-context-keys-or-values.html
 */
export function holds(condition: Condition, lookup: Lookup): boolean {
  const { operator } = condition;
  const found = lookup(condition.key);
  if (operator.theory === 'null')
    return condition.values.some(({ text }) => (text.toLowerCase() === 'true') === (found === undefined));
  if (found === undefined)
    return operator.ifExists || operator.set === 'all' || (operator.negated && operator.set !== 'any');
  const passes = (value: string): boolean => matchesValue(condition, value, lookup) !== operator.negated;
  if (typeof found === 'string') return passes(found);
  const all = operator.set ? operator.set === 'all' : operator.negated;
  return all ? found.every(passes) : found.some(passes);
}

/** Is the value equal to, like, in … one of the condition's values? Negation is not yet applied. */
export function matchesValue(condition: Condition, value: string, lookup: Lookup): boolean {
  return condition.values.some((wanted) => matchesWanted(condition.operator, wanted, value, lookup));
}

function matchesWanted(operator: Operator, wanted: Pattern, value: string, lookup: Lookup): boolean {
  switch (operator.theory) {
    case 'string':
      return matchesString(operator.compare, wanted, value, lookup);
    case 'arn': {
      const glob = bindGlob(wanted, lookup);
      return glob !== undefined && matchesArnGlob(glob, value);
    }
    case 'bool':
      return wanted.text.toLowerCase() === value.toLowerCase();
    case 'binary':
      return wanted.text === value;
    case 'ip': {
      const range = readIpRange(wanted.text);
      const address = readIpRange(value);
      return range !== undefined && address !== undefined && inRange(range, address);
    }
    case 'numeric':
    case 'date': {
      const read = operator.theory === 'date' ? readDate : readNumber;
      const [a, b] = [read(value), read(wanted.text)];
      return a !== undefined && b !== undefined && compareNumbers(operator.compare, a, b);
    }
    default:
      return false;
  }
}

function matchesString(compare: string, wanted: Pattern, value: string, lookup: Lookup): boolean {
  if (compare === 'like') {
    const glob = bindGlob(wanted, lookup);
    return glob !== undefined && matchesGlob(glob, value);
  }
  const text = bindText(wanted, lookup);
  if (text === undefined) return false;
  return compare === 'equals' ? text === value : text.toLowerCase() === value.toLowerCase();
}
