/** What the values of an operator are compared as. */
type Theory = 'string' | 'arn' | 'numeric' | 'date' | 'bool' | 'binary' | 'ip' | 'null';

/** A condition operator taken apart: `ForAllValues:StringNotLikeIfExists`. */
export interface Operator {
  /** As the policy spells it. */
  text: string;
  theory: Theory;
  /** How one value is compared: see the theory's file. */
  compare: string;
  negated: boolean;
  ifExists: boolean;
  set?: 'all' | 'any';
}

/** Base operators: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
const BASE: { readonly [name: string]: readonly [theory: Theory, compare: string, negated?: true] } = {
  stringequals: ['string', 'equals'],
  stringnotequals: ['string', 'equals', true],
  stringequalsignorecase: ['string', 'equalsIgnoreCase'],
  stringnotequalsignorecase: ['string', 'equalsIgnoreCase', true],
  stringlike: ['string', 'like'],
  stringnotlike: ['string', 'like', true],
  numericequals: ['numeric', '='],
  numericnotequals: ['numeric', '=', true],
  numericlessthan: ['numeric', '<'],
  numericlessthanequals: ['numeric', '<='],
  numericgreaterthan: ['numeric', '>'],
  numericgreaterthanequals: ['numeric', '>='],
  dateequals: ['date', '='],
  datenotequals: ['date', '=', true],
  datelessthan: ['date', '<'],
  datelessthanequals: ['date', '<='],
  dategreaterthan: ['date', '>'],
  dategreaterthanequals: ['date', '>='],
  bool: ['bool', 'equalsIgnoreCase'],
  binaryequals: ['binary', 'equals'],
  ipaddress: ['ip', 'in'],
  notipaddress: ['ip', 'in', true],
  arnequals: ['arn', 'like'],
  arnlike: ['arn', 'like'],
  arnnotequals: ['arn', 'like', true],
  arnnotlike: ['arn', 'like', true],
  null: ['null', 'absent'],
};

const SETS: { readonly [name: string]: 'all' | 'any' } = { forallvalues: 'all', foranyvalue: 'any' };

/** Operator names ignore case. Undefined for one that IAM does not know (`Null` takes no `IfExists`). */
export function parseOperator(text: string): Operator | undefined {
  const colon = text.indexOf(':');
  const set = colon < 0 ? undefined : SETS[text.slice(0, colon).toLowerCase()];
  if (colon >= 0 && !set) return undefined;
  let name = text.slice(colon + 1).toLowerCase();
  const ifExists = name.endsWith('ifexists');
  if (ifExists) name = name.slice(0, -'ifexists'.length);
  const base = Object.hasOwn(BASE, name) ? BASE[name] : undefined;
  if (!base || (base[0] === 'null' && ifExists)) return undefined;
  return { text, theory: base[0], compare: base[1], negated: base[2] ?? false, ifExists, ...(set && { set }) };
}
