import type { Automaton } from './automaton.js';
import type { Budget } from './budget.js';

export interface TextSearch {
  /** Stop at the first text whose states are wanted. */
  wanted: (states: bigint) => boolean;
  /** May a longer text still be wanted? */
  alive?: (states: bigint) => boolean;
  /** Letters to try, in order of preference. */
  letters: readonly number[];
  /** Text that every answer starts with. */
  prefix?: string;
}

/** The shortest text (then the first by the order of letters) that is wanted; undefined when there is none or the budget is spent. */
export function shortestText(automaton: Automaton, search: TextSearch, budget: Budget): string | undefined {
  const visit = new Visit(automaton, search, budget);
  return visit.find(search.wanted);
}

/**
 * One text for every set of groups that some text is in: `seen` gets the states of each new automaton state in order of length.
 * Returns false when the budget ended before all were seen.
 */
export function forEachState(
  automaton: Automaton,
  search: Omit<TextSearch, 'wanted'>,
  budget: Budget,
  seen: (states: bigint, text: () => string) => void,
): boolean {
  const visit = new Visit(automaton, search, budget);
  visit.find((states, text) => {
    seen(states, text);
    return false;
  });
  return !budget.spent;
}

const WORD = 1n << 64n;

/** Breadth-first search over sets of states. */
class Visit {
  private readonly states: bigint[] = [];
  private readonly parent: number[] = [];
  private readonly letter: number[] = [];
  private readonly known = new Set<bigint | string>();

  constructor(
    private readonly automaton: Automaton,
    private readonly search: Omit<TextSearch, 'wanted'>,
    private readonly budget: Budget,
  ) {}

  find(wanted: (states: bigint, text: () => string) => boolean): string | undefined {
    this.push(this.automaton.run(this.search.prefix ?? ''), -1, -1);
    for (let i = 0; i < this.states.length; i++) {
      const states = this.states[i]!;
      if (wanted(states, () => this.textOf(i))) return this.textOf(i);
      if (!this.budget.take()) return undefined;
      for (const letter of this.search.letters) this.push(this.automaton.step(states, letter), i, letter);
    }
    return undefined;
  }

  private push(states: bigint, parent: number, letter: number): void {
    if (this.search.alive && !this.search.alive(states)) return;
    // V8 hashes a bigint by its lowest 64 bits: larger ones would all collide. A radix that is a power of two is written in linear time.
    const key = states < WORD ? states : states.toString(32);
    if (this.known.has(key)) return;
    this.known.add(key);
    this.states.push(states);
    this.parent.push(parent);
    this.letter.push(letter);
  }

  private textOf(index: number): string {
    const letters: string[] = [];
    for (let i = index; this.parent[i]! >= 0; i = this.parent[i]!) letters.push(String.fromCharCode(this.letter[i]!));
    return (this.search.prefix ?? '') + letters.reverse().join('');
  }
}
