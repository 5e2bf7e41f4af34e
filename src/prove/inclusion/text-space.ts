import { Automaton, type GroupSpec } from '../automaton.js';
import { Budget } from '../budget.js';
import { type Glob, STAR } from '../glob.js';
import { withOther } from '../letters.js';
import { shortestText } from '../search-texts.js';
import { type ResourceGlob, resourceGlob, surelyDisjoint, surelyIncludes } from './arn-overlap.js';

/** What an `Action` or `Resource` element selects, its variables filled in. Equal selections are one object. */
export interface TextSet {
  id: number;
  not: boolean;
  globs: readonly ResourceGlob[];
}

const MAX_COMBINATIONS = 20_000;

/** Finds texts inside some sets and outside others; remembers every answer. */
export abstract class TextSpace {
  private readonly sets = new Map<string, TextSet>();
  private readonly answers = new Map<string, string | null>();

  constructor(protected readonly budget: Budget) {}

  setOf(not: boolean, globs: readonly Glob[]): TextSet {
    const key = `${not}|${globs
      .map((glob) => glob.join())
      .sort()
      .join('|')}`;
    let set = this.sets.get(key);
    if (!set) {
      set = { id: this.sets.size, not, globs: globs.map(resourceGlob) };
      this.sets.set(key, set);
    }
    return set;
  }

  /** A text in all of `inside` and in none of `outside`; undefined when there is none, or when the budget is spent. */
  find(inside: readonly TextSet[], outside: readonly TextSet[]): string | undefined {
    const key = `${ids(inside)}/${ids(outside)}`;
    const known = this.answers.get(key);
    if (known !== undefined) return known ?? undefined;
    const answer = this.search(inside, outside);
    if (!this.budget.spent) this.answers.set(key, answer ?? null);
    return answer;
  }

  private search(inside: readonly TextSet[], outside: readonly TextSet[]): string | undefined {
    const lists = [...inside.filter(({ not }) => !not), ...outside.filter(({ not }) => not)].map(({ globs }) => globs);
    const avoid = [...inside.filter(({ not }) => not), ...outside.filter(({ not }) => !not)].flatMap(
      ({ globs }) => globs,
    );
    if (avoid.some(({ glob }) => isEverything(glob))) return undefined;
    for (const chosen of this.combinations(lists)) {
      if (!this.budget.take()) return undefined;
      if (avoid.some((one) => chosen.some((other) => surelyIncludes(one, other)))) continue;
      const near = avoid.filter((one) => !chosen.some((other) => surelyDisjoint(one, other)));
      const found = this.searchIn(chosen, near);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** One glob of every list, in all ways that are not visibly contradictory. */
  private combinations(lists: readonly (readonly ResourceGlob[])[]): ResourceGlob[][] {
    const limits = lists
      .filter((globs) => !globs.some(({ glob }) => isEverything(glob)))
      .sort((a, b) => a.length - b.length);
    let out: ResourceGlob[][] = [[]];
    for (const globs of limits) {
      out = out.flatMap((chosen) =>
        globs.filter((one) => !chosen.some((other) => surelyDisjoint(one, other))).map((one) => [...chosen, one]),
      );
      if (out.length > MAX_COMBINATIONS) this.budget.exhaust();
      if (this.budget.spent) return [];
    }
    return out;
  }

  /** A text that all of `chosen` match and none of `avoid`. */
  protected abstract searchIn(chosen: readonly ResourceGlob[], avoid: readonly ResourceGlob[]): string | undefined;

  /** The shortest text in every group of `must` and no glob of `mustNot`; where that is too far, any that filling in the globs gives. */
  protected shortest(must: readonly GroupSpec[], mustNot: GroupSpec): string | undefined {
    const automaton = new Automaton([...must, mustNot]);
    const wanted = automaton.groups.slice(0, must.length);
    const unwanted = automaton.groups[must.length]!;
    const letters = withOther(automaton.letters);
    const isWanted = (states: bigint) =>
      (states & unwanted.accept) === 0n && wanted.every(({ accept }) => (states & accept) !== 0n);
    const alive = (states: bigint) =>
      (states & unwanted.forever) === 0n && wanted.every(({ all }) => (states & all) !== 0n);
    const budget = new Budget(SEARCH_STATES);
    const found = shortestText(automaton, { wanted: isWanted, alive, letters }, budget);
    this.budget.take(automaton.cost + budget.used);
    if (found !== undefined || !budget.spent) return found;
    const filled = must.flatMap(({ globs }) => globs.flatMap((glob) => fillings(glob, letters)));
    const lucky = filled.find((text) => isWanted(automaton.run(text)));
    if (lucky === undefined) this.budget.exhaust();
    return lucky;
  }
}

/** States for one search: the most that a pair of real policies was seen to need is a few thousand. */
const SEARCH_STATES = 30_000;

/** Texts of a glob: stars as nothing or one letter, question marks as each letter. */
function fillings(glob: Glob, letters: readonly number[]): string[] {
  return letters.flatMap((letter) =>
    [[], [letters[0]!]].map((star) =>
      String.fromCharCode(...glob.flatMap((code) => (code === STAR ? star : code < 0 ? [letter] : [code]))),
    ),
  );
}

const ids = (sets: readonly TextSet[]): string => [...new Set(sets.map(({ id }) => id))].sort((a, b) => a - b).join();

const isEverything = (glob: Glob): boolean => glob.length === 1 && glob[0] === STAR;
