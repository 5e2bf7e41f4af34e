import { fieldEnds, isArnGlob } from '../arn-pattern.js';
import { type Glob, isLiteral, isToken, quickIncludes, STAR } from '../glob.js';

/** A resource glob as six field globs when it is an ARN (missing fields are `*`), else as one. */
export interface ResourceGlob {
  glob: Glob;
  fields?: readonly Glob[];
}

const EVERYTHING: Glob = [STAR];

export function resourceGlob(glob: Glob): ResourceGlob {
  if (!isArnGlob(glob)) return { glob };
  const ends = fieldEnds(glob);
  const fields: Glob[] = ends.map((end, i) => glob.slice(i === 0 ? 0 : ends[i - 1]! + 1, end));
  while (fields.length < 6) fields.push(EVERYTHING);
  return { glob, fields };
}

/** Proof by a quick look that every resource of `inner` is one of `outer`; false when the look does not tell. */
export function surelyIncludes(outer: ResourceGlob, inner: ResourceGlob): boolean {
  if (outer.fields && inner.fields) return outer.fields.every((field, i) => quickIncludes(field, inner.fields![i]!));
  return !outer.fields && quickIncludes(outer.glob, inner.glob);
}

/** Proof by a quick look that no resource matches both; false when the look does not tell. */
export function surelyDisjoint(a: ResourceGlob, b: ResourceGlob): boolean {
  if (a.fields && b.fields) return a.fields.some((field, i) => fieldsDisjoint(field, b.fields![i]!));
  return fieldsDisjoint(a.glob, b.glob);
}

function fieldsDisjoint(a: Glob, b: Glob): boolean {
  if (isLiteral(a)) return !quickIncludes(b, a) && !couldHoldToken(a, b);
  if (isLiteral(b)) return !quickIncludes(a, b) && !couldHoldToken(b, a);
  return endsDiffer(a, b, (glob, i) => glob[i]) || endsDiffer(a, b, (glob, i) => glob[glob.length - 1 - i]);
}

/** A variable's unknown value is one letter here; `?` does not match it, so a literal with one is not compared. */
const couldHoldToken = (literal: Glob, other: Glob): boolean => literal.some(isToken) && other.some(isToken);

/** Do the letters before the first wildcard differ, seen from one end? */
function endsDiffer(a: Glob, b: Glob, at: (glob: Glob, i: number) => number | undefined): boolean {
  for (let i = 0; ; i++) {
    const [one, two] = [at(a, i), at(b, i)];
    if (one === undefined || two === undefined || one === STAR || two === STAR) return false;
    if (one >= 0 && two >= 0 && one !== two) return true;
  }
}
