import type { PolicyDocument } from '../model/policy.js';
import { Budget } from './budget.js';
import { type ActionSelector, actionSelector, type Part } from './inclusion/action-selector.js';
import { covers } from './inclusion/covers.js';
import type { Goal } from './inclusion/goal.js';
import { goalsOf, layersOf } from './inclusion/goals.js';
import { ResourceSpace } from './inclusion/resource-space.js';
import { type Shared, searchRequest } from './inclusion/subproblem.js';
import { Tokens } from './inclusion/variables.js';
import { witnessOf } from './inclusion/witness.js';
import { type PlacedStatement, type PreparedSet, prepare } from './policy/policy-set.js';
import type { InclusionOptions, InclusionResult, PolicySet, Witness } from './types.js';

const DEFAULT_STATES = 200_000;

/**
 * Does `inner` give access that `outer` does not? Over all actions (known and future), resources, principals and contexts; which
 * resource types an action takes is left aside. `none` is a proof, `some` comes with a request replayed on the simulator.
 * Throws `InvalidPolicy` (a `UserError`) when a document is not a policy.
 */
export function includes(
  inner: PolicyDocument | PolicySet,
  outer: PolicyDocument | PolicySet,
  options: InclusionOptions = {},
): InclusionResult {
  const [given, wanted] = [prepare(inner), prepare(outer)];
  const mixed = [given, wanted].some((set) => set.resource && set.main.length + set.organization.length > 0);
  if (mixed)
    return {
      answer: 'unknown',
      why: 'a resource policy together with policies of the principal is simulated, not compared',
    };
  return new Inclusion(given, wanted, options).decide();
}

class Inclusion {
  private readonly actions: ActionSelector;
  private readonly shared: Shared;
  private complete = true;

  constructor(
    private readonly inner: PreparedSet,
    private readonly outer: PreparedSet,
    private readonly options: InclusionOptions,
  ) {
    const statements = [inner, outer].flatMap((set) =>
      layersOf(set).flatMap(({ allows, denies }) => [...allows, ...denies]),
    );
    const budget = new Budget(options.maxStates ?? DEFAULT_STATES);
    this.actions = actionSelector(statements, budget);
    const { texts } = this.actions;
    this.shared = {
      resources: new ResourceSpace(budget),
      ...(texts && { actions: texts }),
      tokens: new Tokens(),
      budget,
      values: new Map(),
    };
  }

  decide(): InclusionResult {
    const goals = goalsOf(this.inner, this.outer, this.actions, this.shared.tokens);
    if (!goals) return { answer: 'unknown', why: 'too many combinations of statements of the several policies' };
    for (const goal of goals) {
      const witness = this.pursue(goal);
      if (witness) return { answer: 'some', witness };
      if (this.shared.budget.spent) return { answer: 'unknown', why: 'the policies need more steps than allowed' };
    }
    if (this.complete) return { answer: 'none' };
    return {
      answer: 'unknown',
      why: 'variables or conditions of the policies can coincide in ways that were not all searched',
    };
  }

  private pursue(goal: Goal): Witness | undefined {
    const tried = new Set<string>();
    for (const part of this.actions.parts(goal)) {
      const id = part.action === undefined ? undefined : part.outside.map((one) => this.numberOf(one)).join();
      if (id !== undefined && tried.has(id)) continue;
      if (id !== undefined) tried.add(id);
      const witness = this.search(part);
      if (witness) return witness;
      if (this.shared.budget.spent) return undefined;
    }
    return undefined;
  }

  private search(part: Part): Witness | undefined {
    const { lookup } = this.shared.tokens;
    if (part.certain.some((one) => part.inside.some((other) => covers(one, other, lookup)))) return undefined;
    if (part.certain.length < part.outside.length) {
      const narrow = searchRequest(part.inside, part.certain, this.shared, () => true);
      if (!narrow.found && narrow.complete) return undefined;
    }
    let witness: Witness | undefined;
    const { complete } = searchRequest(part.inside, part.outside, this.shared, (sketch) => {
      const action = sketch.action ?? part.action!;
      witness = witnessOf(action, sketch, this.inner, this.outer, this.shared.tokens, this.options.catalog);
      return witness !== undefined;
    });
    this.complete &&= complete || witness !== undefined;
    return witness;
  }

  private readonly numbers = new Map<PlacedStatement, number>();

  private numberOf(statement: PlacedStatement): number {
    const known = this.numbers.get(statement);
    if (known !== undefined) return known;
    this.numbers.set(statement, this.numbers.size);
    return this.numbers.size - 1;
  }
}
