import type { Argument, ObjectArgument } from '../../model/argument.js';
import type { SourceLocation } from '../../model/location.js';
import { alternativesOf } from './join.js';
import type { ArrayValue, ObjectValue, UnknownValue, Value } from './value.js';

const MAX_DEPTH = 7;
const MAX_NODES = 1500;

/** What freezing needs of the interpreter: reading a member runs getters. */
export interface Reader {
  /** Notes that a value was looked into. */
  note?(value: ObjectValue | ArrayValue): void;
  get(object: Value, property: string): Value;
  textOf(value: Value): Argument | undefined;
}

interface Walk {
  reader: Reader;
  at: SourceLocation;
  left: number;
  open: Set<Value>;
}

/** Freezes a value into the serialisable form of `SdkCall.input`. Cycles, depth and size end in `unknown` with the reason. */
export function toArgument(value: Value, reader: Reader, at: SourceLocation): Argument {
  return freeze(value, 0, { reader, at, left: MAX_NODES, open: new Set() });
}

function freeze(value: Value, depth: number, walk: Walk): Argument {
  if (--walk.left < 0) return { kind: 'unknown', reason: 'the input is too large to follow', at: walk.at };
  switch (value.kind) {
    case 'string':
      return { kind: 'text', text: value.text };
    case 'constant':
      return constantArgument(value.value, walk.at);
    case 'union':
      return choice(value.of.map((one) => freeze(one, depth, walk)));
    case 'unknown':
      return unknownArgument(value);
    case 'object':
    case 'array': {
      const text = value.kind === 'object' ? walk.reader.textOf(value) : undefined;
      if (text) return text;
      if (depth >= MAX_DEPTH || walk.open.has(value))
        return { kind: 'unknown', reason: 'nested too deep', at: walk.at };
      walk.reader.note?.(value);
      walk.open.add(value);
      const frozen = value.kind === 'array' ? list(value, depth, walk) : object(value, depth, walk);
      walk.open.delete(value);
      return frozen;
    }
    case 'external':
      return { kind: 'unknown', reason: `a value of ${value.model.name}`, at: walk.at };
    default:
      return { kind: 'unknown', reason: 'a function', at: walk.at };
  }
}

function constantArgument(value: unknown, at: SourceLocation): Argument {
  if (value === undefined) return { kind: 'constant' };
  if (typeof value === 'bigint') return { kind: 'constant', value: Number(value) };
  if (typeof value === 'number' && !Number.isFinite(value)) return { kind: 'unknown', reason: 'not a number', at };
  return { kind: 'constant', value: value as number | boolean | null };
}

function unknownArgument(value: UnknownValue): Argument {
  const { reason, at, source } = value;
  return { kind: 'unknown', reason, ...(at && { at }), ...(source && { source }) };
}

function choice(of: Argument[]): Argument {
  const distinct = new Map(
    of.flatMap((one) => (one.kind === 'choice' ? one.of : [one])).map((one) => [JSON.stringify(one), one]),
  );
  const all = [...distinct.values()];
  return all.length === 1 ? all[0]! : { kind: 'choice', of: all };
}

function list(value: ArrayValue, depth: number, walk: Walk): Argument {
  const items = value.items.slice(0, 100).map((one) => freeze(one, depth + 1, walk));
  // Whatever the number of elements, all look like one of those listed: an unknown one would be listed as unknown.
  const shapes = value.rest ? alternativesOf(value.rest).map((one) => freeze(one, depth + 1, walk)) : [];
  const all: Argument = { kind: 'list', items: [...items, ...shapes] };
  if (value.items.length > 100) all.open = { reason: 'the list is too long to follow', at: walk.at };
  return all;
}

function object(value: ObjectValue, depth: number, walk: Walk): Argument {
  const out: ObjectArgument = { kind: 'object', members: {} };
  const names = new Set([...value.fields.keys(), ...(value.getters?.keys() ?? [])]);
  for (const name of names) {
    if (name.startsWith('#') || name.startsWith('[[')) continue;
    const member = freeze(walk.reader.get(value, name), depth + 1, walk);
    if (member.kind !== 'constant' || member.value !== undefined) out.members[name] = member;
  }
  if (value.computed) {
    for (const { key, value: held } of value.computed) {
      const argument = freeze(held, depth + 1, walk);
      const keys = alternativesOf(key).map((one) => freeze(one, MAX_DEPTH, walk));
      for (const frozen of keys) {
        const text =
          frozen.kind === 'text'
            ? frozen.text
            : [{ ...(frozen.kind === 'unknown' ? frozen : { reason: 'computed key' }), kind: 'unknown' as const }];
        out.computed = [...(out.computed ?? []), { key: text, value: argument }];
      }
    }
  }
  if (value.open) out.open = { reason: value.open.reason, ...(value.open.at && { at: value.open.at }) };
  return out;
}
