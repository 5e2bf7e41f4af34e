import { bitsOf } from '../bits.js';
import type { Budget } from '../budget.js';
import { type Condition, holds } from '../conditions/evaluate.js';
import { identityOfPattern, type Lookup } from '../pattern.js';
import type { NormalStatement } from '../policy/statement.js';
import type { RequestContext, RequestPrincipal } from '../types.js';
import type { ActionTexts } from './action-texts.js';
import { matchesCaller, PRINCIPAL_KEYS, type PrincipalSpace, principalSpace } from './principal-space.js';
import type { ResourceSpace } from './resource-space.js';
import { type Box, findPoint, type Point } from './search.js';
import { type KeyValue, type ValueSpace, valueSpace } from './value-space.js';
import { type Assignment, assignmentsOf, type Tokens, variablesOf } from './variables.js';

/** A request, perhaps without its action. Its texts may hold the letters that stand for variables. */
export interface Sketch {
  /** Only when actions are searched as texts. */
  action?: string;
  resource: string;
  principal?: RequestPrincipal;
  context: RequestContext;
}

/** What all subproblems of one comparison share. */
export interface Shared {
  resources: ResourceSpace;
  /** Set when actions are searched too, because `ActionSpace` could not list them. */
  actions?: ActionTexts;
  tokens: Tokens;
  budget: Budget;
  values: Map<string, ValueSpace>;
}

/**
 * Searches a request to which all statements of `inside` and none of `outside` apply. `accept` gets every sketch and
 * says whether it is a real one. Returns whether the search was complete: then no accepted sketch means that there is no request.
 */
export function searchRequest(
  inside: readonly NormalStatement[],
  outside: readonly NormalStatement[],
  shared: Shared,
  accept: (sketch: Sketch) => boolean,
): { found: boolean; complete: boolean } {
  const { assignments, complete } = assignmentsOf(inside, outside, shared.tokens, shared.budget);
  const spaces = [shared.resources, ...(shared.actions ? [shared.actions] : [])];
  let sure = complete;
  for (const assignment of assignments) {
    const space = new RequestSpace([...inside, ...outside], assignment, shared);
    sure &&= space.complete;
    const point = findPoint(inside.map(space.box), outside.map(space.box), spaces, shared.budget);
    if (!point) continue;
    if (accept(space.sketch(point))) return { found: true, complete: true };
    sure = false;
  }
  return { found: false, complete: sure && !shared.budget.spent };
}

/** All requests, up to what the statements can tell apart: one dimension for callers and one for every condition key. */
class RequestSpace {
  complete: boolean;
  private readonly lookup: Lookup;
  private readonly callers: PrincipalSpace;
  private readonly keys: { key: string; text: string; values: readonly KeyValue[] }[] = [];

  constructor(
    statements: readonly NormalStatement[],
    private readonly assignment: Assignment,
    private readonly shared: Shared,
  ) {
    this.lookup = (key) => assignment.get(key);
    const linked = !variablesOf(statements).some((key) => (PRINCIPAL_KEYS as readonly string[]).includes(key));
    this.callers = principalSpace(statements, linked, this.lookup, shared.budget);
    this.complete = this.callers.complete;
    const linkedKeys = new Set(Object.keys(this.callers.callers[0]?.keys ?? {}));
    for (const [key, conditions] of byKey(statements)) {
      if (linkedKeys.has(key)) continue;
      const space = assignment.has(key)
        ? { values: [assignment.get(key)], complete: true }
        : this.valuesOf(key, conditions);
      this.complete &&= space.complete;
      this.keys.push({ key, text: conditions[0]!.keyText, values: space.values });
    }
  }

  readonly box = (statement: NormalStatement): Box => {
    const { callers } = this.callers;
    const who = callers.flatMap((caller, i) => (matchesCaller(statement, caller, this.lookup) ? [i] : []));
    const sides = this.keys.map(({ key, values }) => {
      const conditions = statement.conditions.filter((one) => one.key === key);
      const fit = values.flatMap((value, i) => (this.allHold(conditions, key, value) ? [i] : []));
      return bitsOf(fit, values.length);
    });
    const { resources, actions } = this.shared;
    const texts = [
      resources.set(statement.resources, this.lookup),
      ...(actions ? [actions.set(statement.actions)] : []),
    ];
    return { sides: [bitsOf(who, callers.length), ...sides], texts };
  };

  sketch(point: Point): Sketch {
    const caller = this.callers.callers[point.values[0]!]!;
    const context: RequestContext = {};
    const put = (key: string, value: KeyValue) => {
      if (value !== undefined) context[key] = typeof value === 'string' ? value : [...value];
    };
    for (const [key, value] of this.assignment) put(key, value);
    for (const [key, value] of Object.entries(caller.keys)) put(key, value);
    this.keys.forEach(({ key, text, values }, i) => {
      delete context[key];
      put(text, values[point.values[i + 1]!]);
    });
    const [resource, action] = point.texts;
    return {
      ...(action !== undefined && { action }),
      resource: resource!,
      ...(caller.principal && { principal: caller.principal }),
      context,
    };
  }

  private allHold(conditions: readonly Condition[], key: string, value: KeyValue): boolean {
    const own: Lookup = (name) => (name === key ? value : this.lookup(name));
    return conditions.every((one) => holds(one, own));
  }

  private valuesOf(key: string, conditions: readonly Condition[]): ValueSpace {
    const distinct = [...new Map(conditions.map((one) => [identityOf(one), one])).entries()].sort(([a], [b]) =>
      a < b ? -1 : 1,
    );
    const used = distinct.flatMap(([, { values }]) => values.flatMap(({ variables }) => variables));
    const given = [...new Set(used)].map((name) => `${name}=${this.assignment.get(name) ?? '\n'}`);
    const id = [key, ...given, ...distinct.map(([text]) => text)].join('\n\n');
    let space = this.shared.values.get(id);
    if (!space) {
      space = valueSpace(
        distinct.map(([, one]) => one),
        this.lookup,
        [],
        this.shared.budget,
      );
      this.shared.values.set(id, space);
    }
    return space;
  }
}

const identityOf = ({ operator, values }: Condition): string =>
  [operator.text.toLowerCase(), ...values.map(identityOfPattern).sort()].join('\n');

function byKey(statements: readonly NormalStatement[]): Map<string, Condition[]> {
  const out = new Map<string, Condition[]>();
  for (const { conditions } of statements) {
    for (const one of conditions) {
      const list = out.get(one.key);
      if (list) list.push(one);
      else out.set(one.key, [one]);
    }
  }
  return out;
}
