import type { GroupSpec } from '../automaton.js';
import { bitsOf, fullBits } from '../bits.js';
import { Budget } from '../budget.js';
import { ANY, isLiteral, matchesGlob, STAR } from '../glob.js';
import { withOther } from '../letters.js';
import type { ActionPattern, Selection } from '../policy/statement.js';
import { cellsOf } from './signatures.js';

/** States for the actions of one service, after which they are searched as texts instead (`ActionTexts`). */
const SERVICE_STATES = 3000;
const COLON = 58;

/**
 * All actions, known and future, in finitely many classes: two actions are in one class when no pattern of the two policies tells
 * them apart. A class is named by one of its actions; sets of classes are bigints.
 */
export class ActionSpace {
  readonly names: string[] = [];
  /** False when some class may be missing. */
  complete = true;
  private readonly ranges = new Map<string, { from: number; to: number }>();
  private readonly literals = new Map<string, number>();
  private readonly known = new Map<string, bigint>();

  constructor(selections: Iterable<Selection<ActionPattern>>) {
    const patterns = new Map<string, ActionPattern>();
    for (const { values } of selections) for (const one of values) patterns.set(one.text, one);
    const services = new Map<string, ActionPattern[]>();
    const anywhere: ActionPattern[] = [];
    for (const pattern of patterns.values()) {
      const prefix = literalPrefix(pattern.text);
      if (prefix === undefined) anywhere.push(pattern);
      else services.set(prefix, [...(services.get(prefix) ?? []), pattern]);
    }
    for (const [prefix, own] of services) this.addService(prefix, own, anywhere);
    this.addOtherServices(services, anywhere);
  }

  get all(): bigint {
    return fullBits(this.names.length);
  }

  /** The classes an `Action` or `NotAction` element selects. */
  select(actions: Selection<ActionPattern>): bigint {
    let bits = 0n;
    for (const pattern of actions.values) bits |= this.matching(pattern);
    return actions.not ? this.all & ~bits : bits;
  }

  private matching(pattern: ActionPattern): bigint {
    let bits = this.known.get(pattern.text);
    if (bits === undefined) {
      bits = this.match(pattern);
      this.known.set(pattern.text, bits);
    }
    return bits;
  }

  private match({ text, glob }: ActionPattern): bigint {
    const literal = this.literals.get(text);
    if (literal !== undefined) return 1n << BigInt(literal);
    const prefix = literalPrefix(text);
    const { from, to } = (prefix !== undefined && this.ranges.get(prefix)) || { from: 0, to: this.names.length };
    const hits: number[] = [];
    for (let i = from; i < to; i++) if (matchesGlob(glob, this.names[i]!)) hits.push(i);
    return bitsOf(hits, this.names.length);
  }

  private addService(prefix: string, own: readonly ActionPattern[], anywhere: readonly ActionPattern[]): void {
    const from = this.names.length;
    const literals = own.filter(({ glob }) => isLiteral(glob)).map(({ text }) => text);
    for (const text of literals) this.literals.set(text, this.names.push(text) - 1);
    const globs = [...own.filter(({ glob }) => !isLiteral(glob)), ...anywhere];
    const letters = new Set(globs.flatMap(({ text }) => nameLetters(text)));
    this.addCells(globs, `${prefix}:`, [...letters], new Set(literals));
    this.ranges.set(prefix, { from, to: this.names.length });
  }

  private addOtherServices(services: ReadonlyMap<string, unknown>, anywhere: readonly ActionPattern[]): void {
    const letters = new Set([
      COLON,
      ...anywhere.flatMap(({ text }) => [...text].map((one) => one.charCodeAt(0)).filter(isName)),
    ]);
    this.addCells(anywhere, '', [...letters], new Set(), (text) => {
      const [prefix, name, ...rest] = text.split(':');
      return prefix !== '' && !!name && rest.length === 0 && !services.has(prefix!);
    });
  }

  private addCells(
    globs: readonly ActionPattern[],
    prefix: string,
    letters: number[],
    taken: ReadonlySet<string>,
    isText?: (text: string) => boolean,
  ): void {
    const specs: GroupSpec[] = globs.map(({ glob }) => ({ globs: [glob] }));
    // Texts of the shape of an action, with exactly one colon, are cells of their own.
    if (prefix === '')
      specs.push({ globs: [[ANY, STAR, COLON, ANY, STAR]] }, { globs: [[STAR, COLON, STAR, COLON, STAR]] });
    const named = new Set([...taken].flatMap((text) => nameLetters(text)));
    const cells = cellsOf(
      specs,
      { prefix, letters: () => withOther(letters, named), taken, ...(isText && { isText }) },
      new Budget(SERVICE_STATES),
    );
    this.complete &&= cells.complete;
    this.names.push(...cells.texts);
  }
}

const isName = (code: number): boolean => code !== 42 && code !== 63 && code !== COLON;

const nameLetters = (text: string): number[] =>
  [...text.slice(text.indexOf(':') + 1)].map((one) => one.charCodeAt(0)).filter(isName);

/** `s3` of `s3:Get*`; undefined when the pattern may match several services. */
function literalPrefix(text: string): string | undefined {
  const colon = text.indexOf(':');
  const prefix = text.slice(0, Math.max(0, colon));
  return colon < 0 || /[*?]/.test(prefix) ? undefined : prefix;
}
