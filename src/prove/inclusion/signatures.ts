import { Automaton, type GroupSpec } from '../automaton.js';
import type { Budget } from '../budget.js';
import { forEachState } from '../search-texts.js';

export interface Cells {
  texts: string[];
  /** False when the budget ended first. */
  complete: boolean;
}

/**
 * One text for every set of groups that some text belongs to (the cells of their Venn diagram), avoiding `taken` texts, which the
 * caller treats on their own. Only texts that start with `prefix` and are longer than it.
 */
export function cellsOf(
  specs: readonly GroupSpec[],
  options: {
    prefix?: string;
    letters: (automaton: Automaton) => readonly number[];
    taken: ReadonlySet<string>;
    isText?: (text: string) => boolean;
  },
  budget: Budget,
): Cells {
  const automaton = new Automaton(specs);
  const accept = automaton.groups.reduce((mask, group) => mask | group.accept, 0n);
  const letters = options.letters(automaton);
  const prefix = options.prefix ?? '';
  const isText = (text: string) =>
    text.length > prefix.length && !options.taken.has(text) && (options.isText?.(text) ?? true);
  const found = new Map<bigint | string, string>();
  const complete = forEachState(automaton, { letters, prefix }, budget, (states, textOf) => {
    const signature = (states & accept).toString(36);
    if (found.has(signature)) return;
    const text = textOf();
    const fit = isText(text)
      ? text
      : longer(
          text,
          prefix.length,
          letters[0]!,
          isText,
          (one) => (automaton.run(one) & accept).toString(36) === signature,
        );
    if (fit !== undefined) found.set(signature, fit);
  });
  return { texts: [...found.values()], complete };
}

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
