import { UserError } from '../model/user-error.js';
import { didYouMean } from './did-you-mean.js';

/** An entry of a table by the name the user gave with a flag. Throws UserError with what was meant, or what there is. */
export function choose<T>(table: { readonly [name: string]: T }, name: string, flag: string): T {
  const found = Object.hasOwn(table, name) ? table[name] : undefined;
  if (found !== undefined) return found;
  const known = Object.keys(table);
  const meant = didYouMean(name, known);
  throw new UserError(`${flag} ${name} does not exist`, {
    advice: `${meant ? `did you mean ${meant}? ` : ''}choose one of: ${known.join(', ')}`,
  });
}

/** One of a few words that a flag takes; the same complaint. */
export const chooseWord = <T extends string>(words: readonly T[], word: string, flag: string): T =>
  choose(Object.fromEntries(words.map((one) => [one, one])), word, flag);
