import type { Candidate } from './glob-candidates.js';

type Cost = (glob: string) => number;

/**
 * Candidates that together cover `size` items at a low total cost: weighted greedy set cover, without what became superfluous. Ties go
 * to the glob first in order, so the answer does not depend on the order of the input. (Taking choices back and repairing them won
 * 0.06 % on AWS's managed policies: not worth its code.)
 */
export function coverItems(candidates: readonly Candidate[], size: number, costOf: Cost): Candidate[] {
  const sorted = candidates.toSorted((a, b) => (a.glob < b.glob ? -1 : 1));
  return withoutSuperfluous(greedy(sorted, new Set(Array(size).keys()), costOf), costOf);
}

/** Takes the candidate that costs least per newly covered item until all items are covered; empties `uncovered`. */
function greedy(candidates: readonly Candidate[], uncovered: Set<number>, costOf: Cost): Candidate[] {
  const open = candidates.map((candidate) => ({
    candidate,
    cost: costOf(candidate.glob),
    gain: candidate.covers.length,
  }));
  const chosen: Candidate[] = [];
  while (uncovered.size > 0) {
    let best: (typeof open)[number] | undefined;
    for (const row of open) {
      // A gain only shrinks, so a row that could not win with its old gain need not be counted again.
      if (best && row.cost * best.gain >= best.cost * row.gain) continue;
      row.gain = row.candidate.covers.reduce((count, item) => count + (uncovered.has(item) ? 1 : 0), 0);
      if (row.gain > 0 && (!best || row.cost * best.gain < best.cost * row.gain)) best = row;
    }
    if (!best) throw new Error('an item has no candidate');
    chosen.push(best.candidate);
    for (const item of best.candidate.covers) uncovered.delete(item);
  }
  return chosen;
}

function withoutSuperfluous(chosen: readonly Candidate[], costOf: Cost): Candidate[] {
  const times = new Map<number, number>();
  for (const item of chosen.flatMap((candidate) => candidate.covers)) times.set(item, (times.get(item) ?? 0) + 1);
  const dearest = chosen.toSorted((a, b) => costOf(b.glob) - costOf(a.glob) || (a.glob < b.glob ? -1 : 1));
  return dearest.filter((candidate) => {
    if (candidate.covers.some((item) => times.get(item) === 1)) return true;
    for (const item of candidate.covers) times.set(item, times.get(item)! - 1);
    return false;
  });
}
