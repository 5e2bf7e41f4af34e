/** One symbol of a pattern: `*`, `?`, or text that stands for itself (a character, an escape or a whole `${…}`). */
const SYMBOL = /\$\{[^}]*\}|[\s\S]/g;

/**
 * Is every ARN that `narrow` matches matched by `wide`? Both are patterns we render: fields 1–5 match each on their own, `*` in the sixth
 * crosses everything, a `${…}` is an unknown but fixed text. Answers `false` when in doubt, which only costs a shorter policy.
 */
export function arnCovers(wide: string, narrow: string): boolean {
  if (wide === '*' || wide === narrow) return true;
  // Most pairs differ before the first wildcard; this keeps lists of hundreds of ARNs quick.
  const wildcard = wide.search(/[*?]/);
  if (wildcard < 0 || !narrow.startsWith(wide.slice(0, wildcard))) return false;
  const wideFields = fieldsOf(wide);
  const narrowFields = fieldsOf(narrow);
  if (wideFields.length !== narrowFields.length) return false;
  return wideFields.every((field, index) => coversGlob(field, narrowFields[index]!));
}

/** Six fields for an ARN; one for `*` and for a reference to a whole ARN. */
function fieldsOf(pattern: string): string[][] {
  const symbols = pattern.match(SYMBOL) ?? [];
  if (!pattern.startsWith('arn:')) return [symbols];
  const fields: string[][] = [[]];
  for (const symbol of symbols) {
    if (symbol === ':' && fields.length < 6) fields.push([]);
    else fields.at(-1)!.push(symbol);
  }
  return fields;
}

/** Greedy glob match over symbols, where a wildcard of the narrow side is a symbol only the right wildcard of the wide side matches. */
function coversGlob(wide: readonly string[], narrow: readonly string[]): boolean {
  let at = 0;
  let star = -1;
  let retry = 0;
  let index = 0;
  while (index < narrow.length) {
    const symbol = wide[at];
    if (symbol === '*') {
      star = at++;
      retry = index;
    } else if (symbol !== undefined && coversSymbol(symbol, narrow[index]!)) {
      at++;
      index++;
    } else if (star >= 0) {
      at = star + 1;
      index = ++retry;
    } else return false;
  }
  while (wide[at] === '*') at++;
  return at === wide.length;
}

const coversSymbol = (wide: string, narrow: string): boolean =>
  wide === narrow
    ? wide !== '*'
    : wide === '?' && narrow !== '*' && (narrow.length === 1 || /^\$\{[*?$]\}$/.test(narrow));
