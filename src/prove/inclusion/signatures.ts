import { Automaton, type GroupSpec } from '../automaton.js';
import type { Budget } from '../budget.js';
import { forEachState } from '../search-texts.js';

export interface Cells {
  texts: string[];
  /** False when the budget ended first. */
  complete: boolean;
}

/** As many taken texts are told apart by the automaton itself; more would make it slow. */
const MAX_EXACT = 150;

/**
 * One text for every set of groups that some text belongs to (the cells of their Venn diagram), avoiding `taken` texts, which the
 * caller treats on their own. Only texts that start with `prefix` and are longer than it. Incomplete when the budget ends, or when a cell
 * showed only taken texts and it is not certain that it has no other.
 */
export function cellsOf(
  specs: readonly GroupSpec[],
  options: {
    prefix?: string;
    letters: (automaton: Automaton) => readonly number[];
    taken: ReadonlySet<string>;
    isText?: (text: string) => boolean;
    /** Tell taken texts apart by the automaton. */
    exact?: boolean;
  },
  budget: Budget,
): Cells {
  const exact = (options.exact ?? false) && options.taken.size <= MAX_EXACT;
  const automaton = new Automaton(exact ? [...specs, { globs: [...options.taken].map(codesOf) }] : specs);
  const accept = automaton.groups.slice(0, specs.length).reduce((mask, group) => mask | group.accept, 0n);
  const taken = exact ? automaton.groups[specs.length]!.accept : 0n;
  const letters = options.letters(automaton);
  const prefix = options.prefix ?? '';
  const isText = (text: string) =>
    text.length > prefix.length && !options.taken.has(text) && (options.isText?.(text) ?? true);
  const found = new Map<string, string>();
  const missed = new Set<string>();
  const all = forEachState(automaton, { letters, prefix }, budget, (states, textOf) => {
    const signature = (states & accept).toString(32);
    if (found.has(signature) || (states & taken) !== 0n) return;
    const text = textOf();
    const sameCell = (one: string) => (automaton.run(one) & accept).toString(32) === signature;
    const fit = isText(text) ? text : longer(text, prefix.length, letters[0]!, isText, sameCell);
    if (fit !== undefined) found.set(signature, fit);
    else if (options.taken.has(text)) missed.add(signature);
  });
  return { texts: [...found.values()], complete: all && [...missed].every((signature) => found.has(signature)) };
}

const codesOf = (text: string): number[] => [...Array(text.length).keys()].map((i) => text.charCodeAt(i));

/** The text with one letter more that is in the same cell and fit to be used. */
function longer(
  text: string,
  from: number,
  letter: number,
  isText: (text: string) => boolean,
  sameCell: (text: string) => boolean,
): string | undefined {
  for (let at = text.length; at >= from; at--) {
    const one = text.slice(0, at) + String.fromCharCode(letter) + text.slice(at);
    if (isText(one) && sameCell(one)) return one;
  }
  return undefined;
}
