import type { Budget } from '../budget.js';
import type { Condition } from '../conditions/evaluate.js';
import { TOKEN_COUNT, tokenOf } from '../glob.js';
import type { Lookup } from '../pattern.js';
import type { NormalStatement } from '../policy/statement.js';
import { type KeyValue, type ValueSpace, valueSpace } from './value-space.js';

/** Values given to policy variables by lower-case name; undefined is absent. */
export type Assignment = ReadonlyMap<string, KeyValue>;

const MAX_ASSIGNMENTS = 64;

/** Every variable of a pair of policies has one letter that stands for its unknown value wherever it occurs. */
export class Tokens {
  private readonly byKey = new Map<string, string>();
  /** False when there are more variables than letters. */
  complete = true;

  tokenOf(key: string): string {
    let token = this.byKey.get(key);
    if (token === undefined) {
      if (this.byKey.size >= TOKEN_COUNT) this.complete = false;
      token = tokenOf(this.byKey.size % TOKEN_COUNT);
      this.byKey.set(key, token);
    }
    return token;
  }

  /** Gives every variable its letter. */
  readonly lookup: Lookup = (key) => this.tokenOf(key);

  entries(): Iterable<[key: string, token: string]> {
    return this.byKey.entries();
  }
}

export function variablesOf(statements: readonly NormalStatement[]): string[] {
  const out = new Set<string>();
  for (const { resources, conditions } of statements) {
    for (const { variables } of resources?.values ?? []) for (const one of variables) out.add(one);
    for (const { values } of conditions) for (const { variables } of values) for (const one of variables) out.add(one);
  }
  return [...out];
}

/**
 * Values of the variables to try: the letter that stands for "some value nobody names", and where conditions ask for the variable's own
 * key, a value of each class. `complete` says that a request with other values exists only if one with these does.
 */
export function assignmentsOf(
  inside: readonly NormalStatement[],
  outside: readonly NormalStatement[],
  tokens: Tokens,
  budget: Budget,
): { assignments: Assignment[]; complete: boolean } {
  const statements = [...inside, ...outside];
  const variables = variablesOf(statements);
  if (variables.length === 0) return { assignments: [new Map()], complete: true };
  let complete = isGeneric(inside, outside, variables) && tokens.complete;
  let assignments: Map<string, KeyValue>[] = [new Map()];
  for (const key of variables) {
    const conditions = statements.flatMap((one) => one.conditions.filter((condition) => condition.key === key));
    const token = tokens.tokenOf(key);
    const space: ValueSpace =
      conditions.length > 0
        ? valueSpace(conditions, () => undefined, [token], budget)
        : { values: [token], complete: true };
    complete &&= space.complete;
    const values = [...space.values];
    if (!complete && !values.includes(undefined)) values.push(undefined);
    const next = assignments.flatMap((known) => values.map((value) => new Map(known).set(key, value)));
    if (next.length > MAX_ASSIGNMENTS) complete = false;
    assignments = next.slice(0, MAX_ASSIGNMENTS);
  }
  return { assignments, complete };
}

/**
 * May the letters stand for any value? Yes when a special value (one that happens to equal other text of the policies) can only make
 * the statements to stay out of apply more often. Then a request with special values stays one when they become letters: where the
 * statement to be in has a variable, its own pattern says which part of the text the letter replaces.
 */
function isGeneric(
  inside: readonly NormalStatement[],
  outside: readonly NormalStatement[],
  variables: readonly string[],
): boolean {
  const [grant, ...more] = inside;
  if (!grant || more.length > 0) return false;
  const own = [...grant.conditions, ...outside.flatMap(({ conditions }) => conditions)].filter(({ key }) =>
    variables.includes(key),
  );
  if (!own.every(isPlain)) return false;
  const hasVariable = ({ resources }: NormalStatement) =>
    resources?.values.some((one) => one.variables.length > 0) ?? false;
  const inGrant = hasVariable(grant);
  if (inGrant && grant.resources?.not) return false;
  if (outside.some((one) => one.resources?.not && (inGrant || hasVariable(one)))) return false;
  const keys = new Set([...grant.conditions, ...outside.flatMap(({ conditions }) => conditions)].map(({ key }) => key));
  return [...keys].every((key) => isGenericKey(key, grant, outside));
}

const isPlain = ({ operator, values }: Condition): boolean =>
  operator.theory === 'null' ||
  (operator.compare === 'equals' && values.every(({ variables }) => variables.length === 0));

const asksVariable = ({ values }: Condition): boolean => values.some(({ variables }) => variables.length > 0);

function isGenericKey(key: string, grant: NormalStatement, outside: readonly NormalStatement[]): boolean {
  const given = grant.conditions.filter((one) => one.key === key && one.operator.theory !== 'null');
  const others = outside.flatMap(({ conditions }) => conditions.filter((one) => one.key === key));
  const inGrant = given.some(asksVariable);
  if (inGrant && (given.length > 1 || given[0]!.operator.negated)) return false;
  return !others.some((one) => one.operator.negated && (inGrant || asksVariable(one)));
}
