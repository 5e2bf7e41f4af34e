// Beyond this, "did you mean" is a guess that misleads.
const MAX_DISTANCE = 3;

/** The names most like a mistyped one, at most three that are equally near: letters changed, left out or added, in any case. */
export function nearestNames(name: string, names: readonly string[]): string[] {
  const wanted = name.toLowerCase();
  const limit = Math.min(MAX_DISTANCE, Math.floor(name.length / 3));
  const near = names
    .map((one) => ({ one, distance: distanceOf(wanted, one.toLowerCase(), limit) }))
    .filter(({ distance }) => distance <= limit);
  const least = Math.min(...near.map(({ distance }) => distance));
  return near
    .filter(({ distance }) => distance === least)
    .map(({ one }) => one)
    .sort()
    .slice(0, 3);
}

/** Levenshtein distance, or more than `limit` as soon as it must be. */
function distanceOf(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)));
    }
    if (Math.min(...next) > limit) return limit + 1;
    row = next;
  }
  return row[b.length]!;
}
