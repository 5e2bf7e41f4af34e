import { lowestBit } from '../bits.js';
import type { Budget } from '../budget.js';
import type { PlacedStatement } from '../policy/policy-set.js';
import type { ActionPattern, NormalStatement } from '../policy/statement.js';
import { ActionSpace } from './action-space.js';
import { ActionTexts } from './action-texts.js';
import { surelyDisjoint } from './arn-overlap.js';
import { coversActions } from './covers.js';
import type { Goal } from './goal.js';

/** A goal for actions that its statements do not tell apart, or (`action` absent) that are still to be searched. */
export interface Part extends Goal {
  action?: string;
  /** The statements of `outside` that apply to all actions of the part: often they already settle it. */
  certain: readonly PlacedStatement[];
}

/** How the actions of statements are compared: by listed classes where that is possible, else by their texts. */
export interface ActionSelector {
  /** Set when actions are a dimension of the search. */
  texts?: ActionTexts;
  /** Does `outer` surely apply to all actions that `inner` applies to? */
  covers(outer: PlacedStatement, inner: PlacedStatement): boolean;
  /** May one action belong to all of these? */
  meet(statements: readonly PlacedStatement[]): boolean;
  parts(goal: Goal): Iterable<Part>;
}

export function actionSelector(statements: readonly PlacedStatement[], budget: Budget): ActionSelector {
  const space = new ActionSpace(statements.map(({ actions }) => actions));
  return space.complete ? new ByClass(space, statements) : new ByText(budget);
}

class ByClass implements ActionSelector {
  private readonly bits = new Map<NormalStatement, bigint>();

  constructor(
    private readonly space: ActionSpace,
    statements: readonly PlacedStatement[],
  ) {
    for (const one of statements) this.bits.set(one, space.select(one.actions));
  }

  covers(outer: PlacedStatement, inner: PlacedStatement): boolean {
    return (this.of(inner) & ~this.of(outer)) === 0n;
  }

  meet(statements: readonly PlacedStatement[]): boolean {
    return this.common(statements) !== 0n;
  }

  /** Splits the goal's actions into classes that the statements to stay out of do not tell apart. */
  *parts({ inside, outside }: Goal): Generator<Part> {
    const actions = this.common(inside);
    if (actions === 0n) return;
    let parts = [{ actions, outside: [] as PlacedStatement[] }];
    for (const one of outside) {
      const own = this.of(one) & actions;
      if (own === 0n) continue;
      parts = parts.flatMap((part) => {
        const [within, beyond] = [part.actions & own, part.actions & ~own];
        if (within === 0n) return [part];
        const narrowed = { actions: within, outside: [...part.outside, one] };
        return beyond === 0n ? [narrowed] : [narrowed, { actions: beyond, outside: part.outside }];
      });
    }
    for (const part of parts)
      yield {
        inside,
        outside: part.outside,
        certain: part.outside,
        action: this.space.names[lowestBit(part.actions)]!,
      };
  }

  private of(statement: NormalStatement): bigint {
    return this.bits.get(statement)!;
  }

  private common(statements: readonly PlacedStatement[]): bigint {
    return statements.reduce((bits, one) => bits & this.of(one), this.space.all);
  }
}

class ByText implements ActionSelector {
  readonly texts: ActionTexts;

  constructor(budget: Budget) {
    this.texts = new ActionTexts(budget);
  }

  covers(outer: PlacedStatement, inner: PlacedStatement): boolean {
    return coversActions(outer.actions, inner.actions);
  }

  meet(): boolean {
    return true;
  }

  /** One part for every action pattern of the grant. */
  *parts({ inside, outside }: Goal): Generator<Part> {
    const [grant, ...others] = inside;
    const patterns: (ActionPattern | undefined)[] = grant!.actions.not ? [undefined] : [...grant!.actions.values];
    for (const pattern of patterns) {
      const one = pattern ? { ...grant!, actions: { not: false, values: [pattern] } } : grant!;
      const near = outside.filter(
        ({ actions }) => actions.not || actions.values.some((other) => mayOverlap(one, other)),
      );
      yield { inside: [one, ...others], outside: near, certain: near.filter((other) => this.covers(other, one)) };
    }
  }
}

const mayOverlap = ({ actions }: PlacedStatement, other: ActionPattern): boolean =>
  actions.not || actions.values.some((one) => !surelyDisjoint(one, other));
