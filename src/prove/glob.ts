/** A pattern as character codes with two marks: `STAR` for any run of characters, `ANY` for exactly one. */
export type Glob = readonly number[];

export const STAR = -1;
export const ANY = -2;

/**
 * Letters that stand for the whole, otherwise unknown value of a policy variable, from the end of Unicode's private use area.
 * `?` never matches one, because the value may have any length.
 */
const FIRST_TOKEN = 0xf000;
export const TOKEN_COUNT = 2048;
export const tokenOf = (index: number): string => String.fromCharCode(FIRST_TOKEN + index);
export const isToken = (code: number): boolean => code >= FIRST_TOKEN && code < FIRST_TOKEN + TOKEN_COUNT;

/** The wildcards `*` and `?` of plain text without variables. */
export function parseGlob(text: string): Glob {
  const out: number[] = [];
  for (let i = 0; i < text.length; i++) pushCode(out, text.charCodeAt(i));
  return out;
}

/** Adds one character of a pattern: `*` and `?` become marks, `**` is `*`, and `*?` is written `?*` so that equal globs look equal. */
export function pushCode(out: number[], code: number): void {
  if (code === 42) pushStar(out);
  else if (code === 63) pushAny(out);
  else out.push(code);
}

function pushStar(out: number[]): void {
  if (out.at(-1) !== STAR) out.push(STAR);
}

function pushAny(out: number[]): void {
  if (out.at(-1) === STAR) out.splice(out.length - 1, 1, ANY, STAR);
  else out.push(ANY);
}

export const isLiteral = (glob: Glob): boolean => !glob.some((code) => code < 0);

/** Folds A-Z to a-z, for the places where IAM ignores case. */
export const foldGlob = (glob: Glob): Glob => glob.map((code) => (code >= 65 && code <= 90 ? code + 32 : code));

/** Does the glob match the whole text? Linear with one backtrack point, so that no pattern is slow. */
export function matchesGlob(glob: Glob, text: string, from = 0, to = text.length): boolean {
  let g = 0;
  let t = from;
  let starAt = -1;
  let starText = from;
  while (t < to) {
    const code = glob[g];
    if (code === STAR) {
      starAt = g++;
      starText = t;
    } else if (code !== undefined && matchesOne(code, text.charCodeAt(t))) {
      g++;
      t++;
    } else if (starAt >= 0) {
      g = starAt + 1;
      t = ++starText;
    } else return false;
  }
  while (glob[g] === STAR) g++;
  return g === glob.length;
}

const matchesOne = (code: number, letter: number): boolean => code === letter || (code === ANY && !isToken(letter));

/**
 * Is every text of `inner` one of `outer`, read off the patterns alone? True is proof; false only means that this quick look did not
 * see it. A `*` of `inner` is read as one letter that only a `*` of `outer` takes, a `?` as one that `?` and `*` take.
 */
export function quickIncludes(outer: Glob, inner: Glob): boolean {
  let o = 0;
  let i = 0;
  let starAt = -1;
  let starInner = 0;
  while (i < inner.length) {
    const code = outer[o];
    const letter = inner[i]!;
    if (code === STAR) {
      starAt = o++;
      starInner = i;
    } else if (code !== undefined && letter !== STAR && (code === letter || (code === ANY && !isToken(letter)))) {
      o++;
      i++;
    } else if (starAt >= 0) {
      o = starAt + 1;
      i = ++starInner;
    } else return false;
  }
  while (outer[o] === STAR) o++;
  return o === outer.length;
}
