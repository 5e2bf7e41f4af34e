import type { GroupSpec } from '../automaton.js';
import type { Budget } from '../budget.js';
import { type Condition, matchesValue } from '../conditions/evaluate.js';
import { type IpRange, readIpRange, writeIp } from '../conditions/ip.js';
import { readDate, readNumber } from '../conditions/numbers.js';
import { withOther } from '../letters.js';
import { bindGlob, bindText, type Lookup } from '../pattern.js';
import { isBooleanKey, isMultivaluedKey } from './key-kinds.js';
import { cellsOf } from './signatures.js';
import { subsets } from './subsets.js';

/** What a condition key may be in a request; undefined is absent. */
export type KeyValue = string | readonly string[] | undefined;

export interface ValueSpace {
  values: KeyValue[];
  /** False when some behaviour of the key may be missing from `values`. */
  complete: boolean;
}

const MAX_VALUES = 3000;

/**
 * Values of one key such that every way the conditions on it can come out is seen with one of them: absent, one of each class of
 * single values, and for multivalued keys the sets of them. `extra` values are taken as representatives where they fit.
 */
export function valueSpace(
  conditions: readonly Condition[],
  lookup: Lookup,
  extra: readonly string[],
  budget: Budget,
): ValueSpace {
  const single = singleValues(conditions, lookup, extra, budget);
  const key = conditions[0]?.key ?? '';
  const quantified = conditions.filter(({ operator }) => operator.set);
  if (quantified.length === 0 && !isMultivaluedKey(key))
    return { values: [undefined, ...single.texts], complete: single.complete };
  // A set that shows a behaviour needs at most one member for each condition, which it passes or fails.
  const sets = subsets(single.texts, conditions.length, MAX_VALUES);
  return { values: [undefined, ...sets.subsets], complete: single.complete && sets.complete };
}

function singleValues(
  conditions: readonly Condition[],
  lookup: Lookup,
  extra: readonly string[],
  budget: Budget,
): { texts: string[]; complete: boolean } {
  const compared = conditions.filter(({ operator }) => operator.theory !== 'null');
  const kinds = new Set(compared.map(({ operator }) => KIND[operator.theory]));
  const found = [...extra];
  let complete = kinds.size <= 1;
  if (isBooleanKey(conditions[0]?.key ?? '') && [...kinds].every((kind) => kind === 'text'))
    found.push('true', 'false');
  else if (kinds.size === 0) found.push('x');
  else {
    if (kinds.has('text')) {
      const texts = textCandidates(compared, lookup, budget);
      found.push(...texts.texts);
      complete &&= texts.complete;
    }
    if (kinds.has('numeric')) found.push(...lineCandidates(compared, 'numeric', readNumber, String));
    if (kinds.has('date')) found.push(...lineCandidates(compared, 'date', readDate, writeDate));
    if (kinds.has('ip')) found.push(...ipCandidates(compared));
  }
  const bySignature = new Map<string, string>();
  for (const text of found) {
    const signature = compared.map((one) => (matchesValue(one, text, lookup) ? '1' : '0')).join('');
    if (!bySignature.has(signature)) bySignature.set(signature, text);
  }
  return { texts: [...bySignature.values()], complete };
}

const KIND = {
  string: 'text',
  arn: 'text',
  bool: 'text',
  binary: 'text',
  numeric: 'numeric',
  date: 'date',
  ip: 'ip',
  null: 'text',
} as const;

/** All texts that conditions name, and one for every cell of their globs. */
function textCandidates(
  conditions: readonly Condition[],
  lookup: Lookup,
  budget: Budget,
): { texts: string[]; complete: boolean } {
  const literals = new Set<string>();
  const specs: GroupSpec[] = [];
  for (const { operator, values } of conditions) {
    if (KIND[operator.theory] !== 'text') continue;
    if (operator.compare === 'like') {
      specs.push({
        globs: values.map((one) => bindGlob(one, lookup)).filter((one) => one !== undefined),
        arn: operator.theory === 'arn',
      });
      continue;
    }
    const texts = values.map((one) => bindText(one, lookup)).filter((one) => one !== undefined);
    for (const text of texts) literals.add(text);
    if (operator.compare === 'equalsIgnoreCase')
      specs.push({ globs: texts.map((text) => [...text].map((one) => one.charCodeAt(0))), ignoreCase: true });
  }
  const named = new Set([...literals].flatMap((text) => [...text].map((one) => one.charCodeAt(0))));
  const cells = cellsOf(
    specs,
    { letters: ({ letters }) => withOther(letters, named), taken: literals, exact: true },
    budget,
  );
  return { texts: [...literals, ...cells.texts, ''], complete: cells.complete };
}

/** Every boundary of the conditions, a point between neighbours, and one beyond either end. */
function lineCandidates(
  conditions: readonly Condition[],
  theory: 'numeric' | 'date',
  read: (text: string) => number | undefined,
  write: (value: number) => string,
): string[] {
  const texts = conditions.filter(({ operator }) => operator.theory === theory).flatMap(({ values }) => values);
  const points = [...new Set(texts.map(({ text }) => read(text)).filter((one) => one !== undefined))].sort(
    (a, b) => a - b,
  );
  const out: number[] = [];
  points.forEach((point, i) => {
    const before = points[i - 1];
    out.push(before === undefined ? point - 1000 : (before + point) / 2, point);
  });
  out.push((points.at(-1) ?? 0) + 1000);
  return out.filter((one) => Number.isFinite(one)).map(write);
}

const MAX_DATE_MS = 8.64e15;

/** ISO 8601 where JavaScript's dates reach, else epoch seconds. */
const writeDate = (ms: number): string =>
  Math.abs(ms) <= MAX_DATE_MS ? new Date(ms).toISOString() : String(Math.trunc(ms / 1000));

/** Both ends of every range and the addresses next to them, for each family. */
function ipCandidates(conditions: readonly Condition[]): string[] {
  const ranges = conditions
    .filter(({ operator }) => operator.theory === 'ip')
    .flatMap(({ values }) => values.map(({ text }) => readIpRange(text)))
    .filter((one): one is IpRange => one !== undefined);
  const out: string[] = [];
  for (const { bits, first, last } of ranges) {
    const max = (1n << BigInt(bits)) - 1n;
    for (const one of [first, last, first - 1n, last + 1n]) if (one >= 0n && one <= max) out.push(writeIp(bits, one));
  }
  // One address of each family, for the side that no range names.
  return [...out, '192.0.2.1', writeIp(128, 0x20010db8n << 96n)];
}
