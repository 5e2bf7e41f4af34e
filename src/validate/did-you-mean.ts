/** The known name nearest to a wrong one, if it is near enough to be what was meant: at most a quarter of its letters differ. */
export function closest(name: string, known: readonly string[]): string | undefined {
  const wrong = name.toLowerCase();
  let best: { name: string; distance: number } | undefined;
  for (const candidate of known) {
    if (Math.abs(candidate.length - wrong.length) > wrong.length / 4) continue;
    const distance = distanceOf(wrong, candidate.toLowerCase());
    if (distance <= wrong.length / 4 && (!best || distance < best.distance)) best = { name: candidate, distance };
  }
  return best?.name;
}

/** Levenshtein distance: insertions, deletions and changes of one letter. */
function distanceOf(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++)
      next[j] = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1));
    row = next;
  }
  return row[b.length]!;
}
