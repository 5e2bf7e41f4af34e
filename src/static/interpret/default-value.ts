import { alternativesOf, joinAll } from './join.js';
import type { Machine } from './machine.js';
import { isNullish, textValue } from './make.js';
import type { StringValue, Value } from './value.js';

/**
 * `value ?? fallback` and defaults of parameters and patterns. An environment variable keeps its name and remembers the fallback: what
 * the deployment sets wins over it.
 */
export function withDefault(
  m: Machine,
  value: Value,
  fallback: () => Value,
  absent: (value: Value) => boolean = isNullish,
): Value {
  const kept = alternativesOf(value).filter((one) => !absent(one));
  if (kept.length === 0) return fallback();
  const missing = kept.length < alternativesOf(value).length;
  const open = kept.filter((one) => mayBeAbsent(one));
  if (!missing && open.length === 0) return value;
  const other = m.under(fallback);
  const present = kept.map((one) => (one.kind === 'string' && open.includes(one) ? withFallback(one, other) : one));
  const covered = !missing && open.every((one) => one.kind === 'string') && other.kind === 'string';
  return joinAll(covered ? present : [...present, other]);
}

const mayBeAbsent = (value: Value): boolean =>
  value.kind === 'unknown' ||
  (value.kind === 'string' && value.text.length === 1 && value.text[0]!.kind === 'env' && !value.text[0]!.value);

/** An environment variable with the text that code uses when it is unset. */
export function withFallback(value: StringValue, fallback: Value): Value {
  const part = value.text[0];
  if (value.text.length !== 1 || part?.kind !== 'env' || fallback.kind !== 'string' || part.fallback) return value;
  return textValue([{ ...part, fallback: fallback.text }]);
}
