import { keyOf } from './key.js';
import { UNDEFINED, unknown } from './make.js';
import type { UnknownValue, Value } from './value.js';

/** More alternatives than this become one unknown value that keeps them inside. */
export const MAX_ALTERNATIVES = 12;

export const alternativesOf = (value: Value): readonly Value[] => (value.kind === 'union' ? value.of : [value]);

/**
 * The texts that a value may be, each on its own, so that what is made of one (`map.set(key, process.env[key])`) is not mixed with another;
 * other values as they are.
 */
export const textsApart = (value: Value): readonly Value[] =>
  value.kind === 'union' && value.of.every((one) => one.kind === 'string') ? value.of : [value];

/** One value for several that may each be there. Mutable values stay apart by identity; unknown ones melt into one. */
export function join(...values: readonly (Value | undefined)[]): Value {
  return joinAll(values);
}

export function joinAll(values: readonly (Value | undefined)[]): Value {
  if (values.length === 1) return values[0] ?? UNDEFINED;
  if (values.length === 2 && values[0] === values[1]) return values[0] ?? UNDEFINED;
  const known = new Map<string, Value>();
  let hole: UnknownValue | undefined;
  for (const value of values) {
    if (!value) continue;
    for (const one of alternativesOf(value)) {
      if (one.kind === 'unknown') hole = hole ? meltUnknown(hole, one) : one;
      else {
        const key = keyOf(one);
        if (!known.has(key)) known.set(key, one);
      }
    }
  }
  const all: Value[] = [...known.values()];
  if (hole) all.push(hole);
  if (all.length <= 1) return all[0] ?? UNDEFINED;
  if (all.length <= MAX_ALTERNATIVES) return { kind: 'union', of: all };
  return unknown(
    `more than ${MAX_ALTERNATIVES} values`,
    hole?.at,
    hole?.source,
    all.slice(0, MAX_INNER).flatMap(innerOf),
  );
}

const innerOf = (value: Value): readonly Value[] => (value.kind === 'unknown' ? (value.inner ?? []) : [value]);

function meltUnknown(a: UnknownValue, b: UnknownValue): UnknownValue {
  if (a === b) return a;
  const named = a.source || !b.source ? a : b;
  const inner = a.inner || b.inner ? mergeInner(a.inner, b.inner) : undefined;
  if (inner === named.inner && named.hint === (a.hint ?? b.hint)) return named;
  const melted = unknown(named.reason, named.at, named.source, inner);
  if (a.hint ?? b.hint) melted.hint = (a.hint ?? b.hint)!;
  if (a.derived && b.derived) melted.derived = true;
  return melted;
}

/** Values that hide in one unknown value; more are not worth their price. */
const MAX_INNER = 32;

/** Values hidden in two unknown ones, without doubles, bounded. Gives back `a` when `b` adds nothing. */
export function mergeInner(a: readonly Value[] | undefined, b: readonly Value[] | undefined): Value[] {
  const first = (a ?? []) as Value[];
  if (!b || a === b || first.length >= MAX_INNER) return first;
  const seen = new Set<Value>(first);
  const added = b.filter((value) => !seen.has(value));
  if (added.length === 0) return first;
  const keys = new Set(first.map((value) => keyOf(value)));
  const merged = [...first];
  for (const value of added) {
    const key = keyOf(value);
    if (!keys.has(key) && merged.length < MAX_INNER) merged.push(value);
    keys.add(key);
  }
  return merged;
}

/** True when an assignment of `b` over `a` changes nothing. */
export const sameValue = (a: Value, b: Value): boolean => a === b || (a.kind === b.kind && keyOf(a) === keyOf(b));
