import { spreadInto } from '../expressions/literals.js';
import { alternativesOf, joinAll } from '../join.js';
import { isNullish, NULL, native, stringOf, UNDEFINED, unknown } from '../make.js';
import { anyElement } from '../properties/elements.js';
import { literalText } from '../text.js';
import type { CallContext, ObjectValue, Value } from '../value.js';
import { machineOf } from './machine-of.js';
import { globalFunction, type NativeTable } from './table.js';

/** Names and values of a value's own members; an unknown part stands once at the end. */
function membersOf(context: CallContext, value: Value): { pairs: [Value, Value][]; rest?: [Value, Value] } {
  const { m, site } = machineOf(context);
  if (value.kind === 'union') {
    const able = value.of.filter((one) => !isNullish(one));
    if (able.length === 1) return membersOf(context, able[0]!);
    const all = able
      .map((one) => membersOf(context, one))
      .flatMap((one) => [...one.pairs, ...(one.rest ? [one.rest] : [])]);
    return all.length
      ? { pairs: [], rest: [joinAll(all.map((one) => one[0])), joinAll(all.map((one) => one[1]))] }
      : { pairs: [] };
  }
  const keys = m.keysOf(value);
  if (keys && keys.length <= 400) return { pairs: keys.map((name) => [stringOf(name), m.get(value, name, site)]) };
  const key = unknown('a member name', context.at, value.kind === 'unknown' ? value.source : undefined);
  const member = m.getComputed(value, key, site);
  if (value.kind === 'object' && value.computed && !value.open && !value.bases) {
    const named = [...value.fields].map(([name, held]): [Value, Value] => [stringOf(name), held]);
    return {
      pairs: named,
      rest: [joinAll(value.computed.map((one) => one.key)), joinAll(value.computed.map((one) => one.value))],
    };
  }
  return { pairs: [], rest: [key, member] };
}

function listOf(context: CallContext, value: Value, pick: (pair: [Value, Value]) => Value): Value {
  const { m } = machineOf(context);
  const { pairs, rest } = membersOf(context, value);
  return m.makeArray(pairs.map(pick), rest && pick(rest));
}

/** `Object.assign(target, …sources)` writes into the target, whatever holds it. */
function assign(context: CallContext, [target = UNDEFINED, ...sources]: Value[]): Value {
  const { m, site } = machineOf(context);
  for (const source of sources) {
    if (target.kind === 'object' && target.allocation?.frame === m.frame) {
      const before = new Map(target.fields);
      spreadInto(m, target, source, site);
      if (before.size !== target.fields.size || [...target.fields].some(([name, value]) => before.get(name) !== value))
        m.heap.changed(target.allocation);
      continue;
    }
    for (const one of alternativesOf(source)) {
      if (one.kind === 'object' || one.kind === 'function') {
        const names = m.keysOf(one) ?? (one.kind === 'object' ? [...one.fields.keys()] : []);
        for (const name of names) m.set(target, name, m.get(one, name, site), site);
        if (one.kind === 'object' && one.bases && target.kind === 'object')
          target.bases = [...(target.bases ?? []), ...one.bases];
      } else if (one.kind === 'external' && target.kind === 'object') target.bases = [...(target.bases ?? []), one];
    }
  }
  return target;
}

function defineProperty(
  context: CallContext,
  [target = UNDEFINED, key = UNDEFINED, descriptor = UNDEFINED]: Value[],
): Value {
  const { m, site } = machineOf(context);
  const holder = target.kind === 'function' ? target.properties : target;
  for (const one of alternativesOf(key)) {
    const name = literalText(one);
    if (holder.kind !== 'object' || name === undefined) continue;
    const getter = m.get(descriptor, 'get', site);
    if (getter.kind === 'function' || getter.kind === 'native') {
      holder.getters ??= new Map();
      holder.getters.set(name, (receiver) => m.call(getter, receiver ?? holder, [], site));
    } else {
      const value = m.get(descriptor, 'value', site);
      if (!isNullish(value)) m.set(holder, name, value, site);
    }
  }
  return target;
}

function fromEntries(context: CallContext, [list = UNDEFINED]: Value[]): Value {
  const { m, site } = machineOf(context);
  const object = m.makeObject();
  const { items, rest } = m.elementsOf(list, site);
  for (const pair of rest ? [...items, rest] : items) {
    const parts = m.elementsOf(pair, site);
    m.setComputed(object, parts.items[0] ?? parts.rest ?? UNDEFINED, parts.items[1] ?? parts.rest ?? UNDEFINED, site);
  }
  return object;
}

function groupBy(context: CallContext, [list = UNDEFINED, key = UNDEFINED]: Value[]): Value {
  const { m, site } = machineOf(context);
  const element = anyElement(m.elementsOf(list, site)) ?? UNDEFINED;
  const object = m.makeObject();
  m.setComputed(object, m.call(key, UNDEFINED, [element], site), m.makeArray([], element), site);
  return object;
}

const same = (_context: CallContext, [value = UNDEFINED]: Value[]): Value => value;

const STATICS: NativeTable = {
  keys: (context, [value = UNDEFINED]) => listOf(context, value, (pair) => pair[0]),
  getOwnPropertyNames: (context, [value = UNDEFINED]) => listOf(context, value, (pair) => pair[0]),
  values: (context, [value = UNDEFINED]) => listOf(context, value, (pair) => pair[1]),
  entries: (context, [value = UNDEFINED]) =>
    listOf(context, value, (pair) => machineOf(context).m.makeArray([...pair])),
  assign,
  freeze: same,
  seal: same,
  preventExtensions: same,
  fromEntries,
  groupBy,
  defineProperty,
  defineProperties: (context, [target = UNDEFINED, table = UNDEFINED]) => {
    for (const [name, descriptor] of membersOf(context, table).pairs)
      defineProperty(context, [target, name, descriptor]);
    return target;
  },
  create: (context, [proto = NULL]) => {
    const { m } = machineOf(context);
    if (proto.kind === 'object') return m.makeObject([], proto);
    const object = m.makeObject();
    if (!isNullish(proto)) object.bases = [proto];
    return object;
  },
  getPrototypeOf: (context, [value = UNDEFINED]) =>
    (value.kind === 'object' && value.proto) || unknown('a prototype', context.at),
  setPrototypeOf: (_context, [value = UNDEFINED, proto = UNDEFINED]) => {
    if (value.kind === 'object' && proto.kind === 'object' && !value.proto && proto !== value)
      (value as ObjectValue).proto = proto;
    return value;
  },
  getOwnPropertyDescriptor: (context, [value = UNDEFINED, key = UNDEFINED]) => {
    const { m, site } = machineOf(context);
    return m.makeObject([['value', m.getComputed(value, key, site)]]);
  },
  is: (context) => unknown('a condition', context.at),
  hasOwn: (context) => unknown('a condition', context.at),
  isFrozen: (context) => unknown('a condition', context.at),
  getOwnPropertySymbols: (context) => machineOf(context).m.makeArray([]),
};

export const objectGlobal = () =>
  globalFunction(
    'Object',
    (context, [value]) => value ?? machineOf(context).m.makeObject(),
    (context, [value]) => value ?? machineOf(context).m.makeObject(),
    STATICS,
    [
      [
        'prototype',
        {
          kind: 'object',
          id: 'Object.prototype',
          fields: new Map<string, Value>([
            ['hasOwnProperty', native('hasOwnProperty', (context) => unknown('a condition', context.at))],
            ['toString', native('toString', (context) => unknown('the text of an object', context.at))],
          ]),
        },
      ],
    ],
  );
