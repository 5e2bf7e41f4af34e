import { fieldEnds, isArnGlob } from './arn-pattern.js';
import { ANY, type Glob, isToken, STAR } from './glob.js';

const COLON = 58;

/** How a group's globs are read. `arn`: the first five fields of what starts with `arn:` do not cross colons. */
export interface GroupSpec {
  globs: readonly Glob[];
  arn?: boolean;
  ignoreCase?: boolean;
}

/** Masks over the automaton's states for one group of globs. */
export interface Group {
  /** A text is in the group when one of these bits is set at its end. */
  accept: bigint;
  /** While one of these is set, a longer text may still be in the group. */
  all: bigint;
  /** Once one of these is set every longer text is in the group. */
  forever: bigint;
}

/**
 * All globs as one nondeterministic automaton whose set of states is a bigint: bit `i` is "the text read so far matches the pattern up
 * to position i". One letter is one mask, one shift and one OR, whatever the number of globs.
 */
export class Automaton {
  readonly groups: readonly Group[];
  readonly start: bigint;
  /** Every letter that any glob names, each in both cases where a group ignores case. */
  readonly letters: readonly number[];
  private readonly literal = new Map<number, bigint>();
  private readonly steps = new Map<number, { move: bigint; stay: bigint }>();
  private anyFree = 0n;
  private anyInField = 0n;
  private starFree = 0n;
  private starInField = 0n;
  private starAll = 0n;
  private size = 0;

  constructor(specs: readonly GroupSpec[]) {
    let start = 0n;
    this.groups = specs.map((spec) => {
      const group: Group = { accept: 0n, all: 0n, forever: 0n };
      for (const glob of spec.globs) start |= this.add(spec.arn ? completeArn(glob) : glob, spec, group);
      return group;
    });
    this.starAll = this.starFree | this.starInField;
    this.start = this.close(start);
    this.letters = [...this.literal.keys()].sort((a, b) => a - b);
  }

  /** Steps to charge for building it: one for every word of its bigints. */
  get cost(): number {
    return 1 + (this.size >> 6);
  }

  /** States after one more letter. */
  step(states: bigint, letter: number): bigint {
    let masks = this.steps.get(letter);
    if (!masks) {
      masks = this.masksOf(letter);
      this.steps.set(letter, masks);
    }
    return this.close(((states & masks.move) << 1n) | (states & masks.stay));
  }

  /** States after a text, from the start. */
  run(text: string, from = this.start): bigint {
    let states = from;
    for (let i = 0; i < text.length && states !== 0n; i++) states = this.step(states, text.charCodeAt(i));
    return states;
  }

  private masksOf(letter: number): { move: bigint; stay: bigint } {
    const any = isToken(letter) ? 0n : letter === COLON ? this.anyFree : this.anyFree | this.anyInField;
    return {
      move: (this.literal.get(letter) ?? 0n) | any,
      stay: letter === COLON ? this.starFree : this.starAll,
    };
  }

  /** A star may match nothing, so its position implies the next; two stars never follow each other. */
  private close(states: bigint): bigint {
    return states | ((states & this.starAll) << 1n);
  }

  private add(glob: Glob, spec: GroupSpec, group: Group): bigint {
    const fieldsEnd = spec.arn && isArnGlob(glob) ? (fieldEnds(glob)[4] ?? glob.length) : -1;
    const base = this.size;
    glob.forEach((code, i) => {
      const bit = 1n << BigInt(base + i);
      const inField = i < fieldsEnd && i < glob.length - 1;
      if (code === STAR && inField) this.starInField |= bit;
      else if (code === STAR) this.starFree |= bit;
      else if (code === ANY && inField) this.anyInField |= bit;
      else if (code === ANY) this.anyFree |= bit;
      else this.addLiteral(code, bit, spec.ignoreCase ?? false);
    });
    const end = base + glob.length;
    this.size = end + 1;
    group.accept |= 1n << BigInt(end);
    group.all |= ((1n << BigInt(glob.length + 1)) - 1n) << BigInt(base);
    if (glob.at(-1) === STAR) group.forever |= 1n << BigInt(end - 1);
    return 1n << BigInt(base);
  }

  private addLiteral(code: number, bit: bigint, ignoreCase: boolean): void {
    const both = ignoreCase ? new Set([code, otherCase(code)]) : [code];
    for (const one of both) this.literal.set(one, (this.literal.get(one) ?? 0n) | bit);
  }
}

const otherCase = (code: number): number => {
  const letter = String.fromCharCode(code);
  const other = letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase();
  return other.length === 1 ? other.charCodeAt(0) : code;
};

/** Missing fields of an ARN match anything: `arn:aws:sqs` becomes `arn:aws:sqs:*`. */
function completeArn(glob: Glob): Glob {
  if (!isArnGlob(glob) || fieldEnds(glob).length === 6 || glob.at(-1) === STAR) return glob;
  return [...glob, COLON, STAR];
}
