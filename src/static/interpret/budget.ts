/** Steps for one function: about a second on one core. Real functions take a few thousand. */
export const DEFAULT_BUDGET = 1_000_000;

/** Calls that may stand open at once; deeper ones are not followed. */
export const MAX_CALL_DEPTH = 90;

/** Behind this many open calls no function is entered twice: mutual recursion would multiply. */
export const DEEP_CALLS = 24;

/** Activations of one function that may stand open at once. */
export const MAX_RECURSION = 3;

/** Times one function's body is run with different arguments before further data arguments count as any. */
export const MAX_PRECISE_RUNS = 48;

/** Times one function's body is run at all. */
export const MAX_RUNS_PER_FUNCTION = 1000;

/** Characters of a key, or fields of a copy, that cost one step, as a power of two. */
const SIZE_PER_STEP = 5;

/** Thrown through the whole interpreter when the steps are used up; what was found so far stands. */
export class BudgetExceeded extends Error {
  constructor() {
    super('step budget exceeded');
    this.name = 'BudgetExceeded';
  }
}

export class Budget {
  private left: number;

  constructor(readonly steps: number = DEFAULT_BUDGET) {
    this.left = steps;
  }

  get used(): number {
    return this.steps - this.left;
  }

  spend(): void {
    if (--this.left < 0) throw new BudgetExceeded();
  }

  /** Pays for work that grows with a value: keys that are compared, fields that are copied. */
  spendSize(size: number): void {
    this.left -= size >> SIZE_PER_STEP;
    if (this.left < 0) throw new BudgetExceeded();
  }
}
