/** Is there a text that both globs match? `*` is any text, `?` one character. */
export function globsOverlap(a: string, b: string): boolean {
  const memo = new Map<number, boolean>();
  const visit = (i: number, j: number): boolean => {
    const key = i * (b.length + 1) + j;
    const known = memo.get(key);
    if (known !== undefined) return known;
    memo.set(key, false);
    const result = step(i, j);
    memo.set(key, result);
    return result;
  };
  const step = (i: number, j: number): boolean => {
    const [x, y] = [a[i], b[j]];
    if (x === undefined && y === undefined) return true;
    if (x === '*') return visit(i + 1, j) || (y !== undefined && visit(i, j + 1));
    if (y === '*') return visit(i, j + 1) || (x !== undefined && visit(i + 1, j));
    if (x === undefined || y === undefined) return false;
    return (x === y || x === '?' || y === '?') && visit(i + 1, j + 1);
  };
  // Longer patterns than any ARN would only cost stack: in doubt they overlap.
  return a.length > MAX_LENGTH || b.length > MAX_LENGTH || visit(0, 0);
}

/** AWS: an ARN has at most 2,048 characters; half of that keeps the recursion shallow. */
const MAX_LENGTH = 1_024;
