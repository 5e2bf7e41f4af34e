/** A glob over action names and the needed names it matches, by index. */
export interface Candidate {
  glob: string;
  covers: readonly number[];
}

/**
 * Where a glob may cut a name: `prefixes` keeps the first words, as people write globs; `words` cuts anywhere between words, reads well and gains fewer actions when AWS adds some; `characters` is shorter.
 * Measured on AWS's managed policies: 0.24 and 0.18 of the names written out.
 */
export type Cut = 'prefixes' | 'words' | 'characters';

/**
 * Globs that match needed names and no other name of the service, without regard to case, as IAM compares. Prefixes,
 * suffixes, infixes and prefix–suffix pairs cut where words begin; by characters also each name's shortest safe prefix and suffix. The
 * name itself is one too.
 */
export function globCandidates(needed: readonly string[], others: readonly string[], cut: Cut): Candidate[] {
  const lowerNeeded = needed.map((name) => name.toLowerCase());
  const lowerOthers = others.map((name) => name.toLowerCase());
  const byGlob = new Map<string, Candidate>();
  const add = (glob: string): boolean => {
    const known = byGlob.get(glob.toLowerCase());
    if (known) return known.covers.length > 0;
    const test = matcher(glob.toLowerCase());
    const safe = !lowerOthers.some(test);
    const covers = safe ? lowerNeeded.flatMap((name, index) => (test(name) ? [index] : [])) : [];
    byGlob.set(glob.toLowerCase(), { glob, covers });
    return safe;
  };
  if (others.length === 0) add('*');
  for (const name of needed) {
    add(name);
    if (cut === 'characters') {
      addShortest(name, (length) => `${name.slice(0, length)}*`, add);
      addShortest(name, (length) => `*${name.slice(-length)}`, add);
    }
    for (const glob of cut === 'prefixes' ? wordPrefixes(name) : wordGlobs(name)) add(glob);
  }
  return [...byGlob.values()].filter((candidate) => candidate.covers.length > 0);
}

/**
 * The shortest safe prefix or suffix of a name: a longer one covers less and costs more. Safety only grows with length, so bisection
 * finds it.
 */
function addShortest(name: string, globOf: (length: number) => string, add: (glob: string) => boolean): void {
  let low = 1;
  let high = name.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (add(globOf(middle))) high = middle;
    else low = middle + 1;
  }
}

/** `CreateDBCluster` → Create, DB, Cluster. */
const wordsOf = (name: string): string[] =>
  name.match(/[A-Z]+(?![a-z])|[A-Z][a-z0-9]*|[a-z0-9]+|[^A-Za-z0-9]+/g) ?? [name];

const wordPrefixes = (name: string): string[] =>
  wordsOf(name).map((_, index, words) => `${words.slice(0, index + 1).join('')}*`);

function* wordGlobs(name: string): Generator<string> {
  const words = wordsOf(name);
  const join = (from: number, to: number) => words.slice(from, to).join('');
  for (let from = 1; from < words.length; from++) {
    yield `*${join(from, words.length)}`;
    for (let to = from + 1; to < words.length; to++) yield `*${join(from, to)}*`;
    for (let to = 1; to <= from; to++) yield `${join(0, to)}*${join(from, words.length)}`;
    yield `*${join(0, from)}*`;
  }
}

/** Test for one glob with at most two `*`, faster than a regular expression. */
function matcher(glob: string): (name: string) => boolean {
  const parts = glob.split('*');
  if (parts.length === 1) return (name) => name === glob;
  const [head, middle, tail] = [parts[0]!, parts.length === 3 ? parts[1]! : '', parts.at(-1)!];
  return (name) =>
    name.length >= head.length + tail.length &&
    name.startsWith(head) &&
    name.endsWith(tail) &&
    (middle === '' || name.slice(head.length, name.length - tail.length).includes(middle));
}
