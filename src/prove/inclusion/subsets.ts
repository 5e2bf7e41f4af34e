/** Non-empty subsets of at most `size` members in order of size; incomplete when there are more than `limit`. */
export function subsets<T>(items: readonly T[], size: number, limit: number): { subsets: T[][]; complete: boolean } {
  const out: T[][] = [];
  let last: number[][] = [[]];
  for (let n = 1; n <= Math.min(size, items.length); n++) {
    const next: number[][] = [];
    for (const chosen of last) {
      for (let i = (chosen.at(-1) ?? -1) + 1; i < items.length; i++) {
        if (out.length >= limit) return { subsets: out, complete: false };
        const wider = [...chosen, i];
        next.push(wider);
        out.push(wider.map((index) => items[index]!));
      }
    }
    last = next;
  }
  return { subsets: out, complete: true };
}
