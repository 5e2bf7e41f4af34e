import { type Glob, matchesGlob, parseGlob } from './glob.js';

const COLON = 58;
const ARN_PREFIX: Glob = [...'arn:'].map((letter) => letter.charCodeAt(0));

/**
 * Is the glob read field by field? ARNs are: `*` and `?` of the first five fields do not cross a colon. Anything else (`*`, a name)
 * is one glob over the whole text.
 */
export const isArnGlob = (glob: Glob): boolean => ARN_PREFIX.every((code, i) => glob[i] === code);

/**
 * Does the resource pattern match the ARN? Fields 1 to 5 match one by one, the sixth is the rest of the text. In an ARN with fewer
 * fields the missing ones match anything, so that a `*` at the very end seems to cross colons; one before it does not.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
export function matchesArnGlob(glob: Glob, arn: string): boolean {
  if (!isArnGlob(glob)) return matchesGlob(glob, arn);
  const ends = fieldEnds(glob);
  const fields = ends.length;
  let start = 0;
  let textStart = 0;
  for (let field = 0; field < fields; field++) {
    const end = ends[field]!;
    const last = field === fields - 1;
    if (last && fields === 6) return matchesGlob(glob.slice(start, end), arn, textStart);
    const colon = arn.indexOf(':', textStart);
    const textEnd = colon < 0 ? arn.length : colon;
    if (!matchesGlob(glob.slice(start, end), arn, textStart, textEnd)) return false;
    if (!last && colon < 0) return false;
    start = end + 1;
    textStart = textEnd + 1;
  }
  return true;
}

/** Ends of at most six fields of a glob. */
export function fieldEnds(glob: Glob): number[] {
  const ends: number[] = [];
  for (let i = 0; i < glob.length && ends.length < 5; i++) if (glob[i] === COLON) ends.push(i);
  ends.push(glob.length);
  return ends;
}

/** `pattern` as it stands in a policy without variables. */
export const matchesArn = (pattern: string, arn: string): boolean => matchesArnGlob(parseGlob(pattern), arn);
