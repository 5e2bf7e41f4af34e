import type { Counts, State } from './types.js';

export const noCounts = (): Counts => ({ granted: 0, used: 0, needed: 0, unused: 0, unobservable: 0 });

/** Counts actions by state. */
export function countStates(states: Iterable<State>): Counts {
  const counts = noCounts();
  for (const state of states) {
    counts.granted += 1;
    counts[state] += 1;
  }
  return counts;
}

export function sumCounts(all: Iterable<Counts>): Counts {
  const sum = noCounts();
  for (const one of all) for (const key of Object.keys(sum) as (keyof Counts)[]) sum[key] += one[key];
  return sum;
}

/** Sums per level, keys in the order of first appearance. */
export function sumLevels(all: Iterable<{ [level: string]: Counts }>): { [level: string]: Counts } {
  const sums: { [level: string]: Counts } = {};
  for (const levels of all)
    for (const [level, counts] of Object.entries(levels)) sums[level] = sumCounts([sums[level] ?? noCounts(), counts]);
  return sums;
}
