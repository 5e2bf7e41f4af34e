/** Count and times of one resource; times are packed, see event-time.ts. A tally that was folded into a wider one points at it. */
export interface Tally {
  count: number;
  first: number;
  last: number;
  into?: Tally;
}

export const newTally = (): Tally => ({ count: 0, first: 0, last: 0 });

/** The tally that counts now for one that may have been folded. */
export function current(tally: Tally): Tally {
  let now = tally;
  while (now.into) now = now.into;
  return now;
}

/** Adds a number of events between two times. */
export function count(tally: Tally, number: number, first: number, last: number): void {
  tally.count += number;
  if (tally.first === 0 || first < tally.first) tally.first = first;
  if (last > tally.last) tally.last = last;
}

/** Gives what a tally has counted to a wider one, and lets it point there. */
export function fold(from: Tally, into: Tally): void {
  if (from === into) return;
  if (from.count > 0) count(into, from.count, from.first, from.last);
  from.into = into;
}
