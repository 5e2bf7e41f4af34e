import type { Text } from '../../model/text.js';
import type { ObjectValue, UnknownValue, Value } from './value.js';

const identities = new WeakMap<object, number>();
let nextIdentity = 0;

function identityOf(value: object): number {
  const known = identities.get(value);
  if (known !== undefined) return known;
  identities.set(value, ++nextIdentity);
  return nextIdentity;
}

export function textKey(text: Text): string {
  let out = '';
  for (const part of text) {
    if (part.kind === 'literal') out += `'${part.text}'`;
    else if (part.kind === 'env') out += `$${part.name}${part.fallback ? `?${textKey(part.fallback)}` : ''}`;
    else if (part.kind === 'reference') out += `@${part.target}.${part.attribute ?? ''}`;
    else out += `*${part.source ?? part.reason}`;
  }
  return out;
}

/**
 * Text that is equal for values that cannot be told apart. Plain objects and arrays are compared by content down to `depth`, by identity
 * below; depth 0 compares every mutable value by identity.
 */
export function keyOf(value: Value, depth = 0): string {
  switch (value.kind) {
    case 'string':
      return `s${textKey(value.text)}`;
    case 'constant':
      return `c${typeof value.value}${String(value.value)}`;
    case 'object':
      return depth > 0 && isPlain(value) ? plainKey(value, depth - 1) : `o${value.id}`;
    case 'array': {
      if (depth <= 0 || value.items.length > 12) return `a${value.id}`;
      const rest = value.rest ? keyOf(value.rest, depth - 1) : '';
      return `[${value.items.map((item) => keyOf(item, depth - 1)).join(',')};${rest}]`;
    }
    case 'function':
      return `f${value.id}${value.boundThis ? `<${keyOf(value.boundThis)}` : ''}${value.boundArguments ? `(${value.boundArguments.map((one) => keyOf(one)).join()}` : ''}`;
    case 'native':
      return `n${value.name}#${identityOf(value)}`;
    case 'external':
      return `x${value.key}`;
    case 'union':
      return `u(${value.of.map((one) => keyOf(one, depth)).join('|')})`;
    case 'unknown':
      return value.inner ? unknownKey(value, value.inner) : `U${value.source ?? ''}`;
  }
}

// By the list and not by the value: a value that comes to hold more gets a new list.
const unknownKeys = new WeakMap<readonly Value[], string>();
const interned = new Map<string, string>();

/**
 * Unknown values hold what was given to unknown code, which is often unknown in turn: written out, a chain of them doubles at every link.
 * Each gets a number instead, the same for equal ones, worked out once.
 */
function unknownKey(value: UnknownValue, inner: readonly Value[]): string {
  const known = unknownKeys.get(inner);
  if (known !== undefined) return known;
  const full = `U${value.source ?? ''}{${inner.map((one) => keyOf(one)).join('|')}}`;
  const key = interned.get(full) ?? `U#${interned.size}`;
  interned.set(full, key);
  unknownKeys.set(inner, key);
  return key;
}

const isPlain = (value: ObjectValue): boolean =>
  !value.proto && !value.getters && !value.open && !value.computed && !value.bases && value.fields.size <= 16;

function plainKey(value: ObjectValue, depth: number): string {
  let out = '{';
  for (const [name, field] of value.fields) out += `${name}:${keyOf(field, depth)},`;
  return `${out}}`;
}
