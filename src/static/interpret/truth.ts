import { alternativesOf } from './join.js';
import { exactText } from './text.js';
import type { Value } from './value.js';

/** Whether a value counts as true, when that is the same for all its alternatives. */
export function truthOf(value: Value): boolean | undefined {
  if (value.kind === 'union') return agree(value.of.map(truthOf));
  switch (value.kind) {
    case 'constant':
      return Boolean(value.value);
    case 'string': {
      const exact = exactText(value);
      if (exact !== undefined) return exact !== '';
      return value.text.some((part) => part.kind === 'literal' && part.text !== '') ? true : undefined;
    }
    case 'unknown':
      return undefined;
    default:
      return true;
  }
}

/** Whether a value is null or undefined. */
export function nullishOf(value: Value): boolean | undefined {
  if (value.kind === 'union') return agree(value.of.map(nullishOf));
  if (value.kind === 'constant') return value.value === undefined || value.value === null;
  if (value.kind === 'unknown') return undefined;
  if (value.kind === 'string' && value.text.length === 1 && value.text[0]!.kind === 'env') {
    return value.text[0]!.value ? false : undefined;
  }
  return false;
}

/** `a === b` when it can be told. */
export function equalityOf(a: Value, b: Value, loose: boolean): boolean | undefined {
  const pairs = alternativesOf(a).flatMap((one) => alternativesOf(b).map((other) => equalOne(one, other, loose)));
  return agree(pairs);
}

function equalOne(a: Value, b: Value, loose: boolean): boolean | undefined {
  if (a.kind === 'unknown' || b.kind === 'unknown') return undefined;
  const [x, y] = [primitiveOf(a), primitiveOf(b)];
  if (x && y) {
    if (loose && (x.value === undefined || x.value === null)) return y.value === undefined || y.value === null;
    // Whether "1" == 1 is not worth deciding.
    if (loose && typeof x.value !== typeof y.value)
      return y.value === undefined || y.value === null ? false : undefined;
    return x.value === y.value;
  }
  if (a.kind === 'string' || b.kind === 'string') {
    const other = a.kind === 'string' ? b : a;
    if (other.kind === 'string') return undefined;
    const nullish = nullishOf(a.kind === 'string' ? a : b);
    return nullish === undefined && other.kind === 'constant' && (other.value === undefined || other.value === null)
      ? undefined
      : false;
  }
  const mutable = (value: Value) => value.kind === 'object' || value.kind === 'array' || value.kind === 'function';
  if (mutable(a) && mutable(b)) return a === b ? true : undefined;
  if (x || y) return false;
  return undefined;
}

function primitiveOf(value: Value): { value: unknown } | undefined {
  if (value.kind === 'constant') return { value: value.value };
  const exact = exactText(value);
  return exact === undefined ? undefined : { value: exact };
}

function agree(answers: readonly (boolean | undefined)[]): boolean | undefined {
  const first = answers[0];
  return answers.every((one) => one === first) ? first : undefined;
}
