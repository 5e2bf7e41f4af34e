import { type Cut, globCandidates } from './glob-candidates.js';
import { coverItems } from './set-cover.js';

/**
 * Names of actions of one service → globs that match exactly these among all names the catalog has for it. `prefix` only counts for the
 * length: each glob is printed behind it, in quotes and with a comma. Sorted.
 */
export function compactNames(needed: readonly string[], all: readonly string[], prefix: string, cut: Cut): string[] {
  const wanted = new Set(needed.map((name) => name.toLowerCase()));
  const others = all.filter((name) => !wanted.has(name.toLowerCase()));
  const candidates = globCandidates(needed, others, cut);
  const costOf = (glob: string) => prefix.length + glob.length + 4;
  return coverItems(candidates, needed.length, costOf)
    .map((candidate) => candidate.glob)
    .sort();
}
