/**
 * Whether a text as a whole matches a pattern of `*` and `?`, in any case. Goes back to the last star only, so that no pattern takes longer
 * than the product of both lengths.
 */
export function matchesGlob(pattern: string, text: string): boolean {
  const [wide, narrow] = [pattern.toLowerCase(), text.toLowerCase()];
  let at = 0;
  let star = -1;
  let retry = 0;
  let index = 0;
  while (index < narrow.length) {
    if (wide[at] === '*') {
      star = at++;
      retry = index;
    } else if (wide[at] === '?' || wide[at] === narrow[index]) {
      at += 1;
      index += 1;
    } else if (star >= 0) {
      at = star + 1;
      index = ++retry;
    } else return false;
  }
  while (wide[at] === '*') at += 1;
  return at === wide.length;
}
