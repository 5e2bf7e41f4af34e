import { alternativesOf, join, joinAll, sameValue } from '../join.js';
import type { Machine } from '../machine.js';
import { TRUE, UNDEFINED, unknown } from '../make.js';
import { anyElement, CONTENTS } from '../properties/elements.js';
import { addRest } from '../properties/set.js';
import { equalityOf } from '../truth.js';
import type { ArrayValue, CallContext, NativeValue, ObjectValue, Value } from '../value.js';
import { machineOf } from './machine-of.js';
import { globalFunction, type NativeTable, tableObject } from './table.js';

/** A Map is an object with a hidden list of pairs, a Set one with a hidden list of items; methods come from its prototype. */
const contentsOf = (self: Value): ArrayValue | undefined => {
  const contents = self.kind === 'object' ? self.fields.get(CONTENTS) : undefined;
  return contents?.kind === 'array' ? contents : undefined;
};

function append(m: Machine, list: ArrayValue, value: Value): void {
  if (list.allocation?.frame === m.frame && !list.rest && list.items.length < 200) {
    list.items.push(value);
    m.heap.changed(list.allocation);
  } else addRest(m, list, value);
}

/** Adds a value to the pair that already has the key: pairs that differ only in age would pile up. */
function setAgain(m: Machine, list: ArrayValue, key: Value, value: Value): boolean {
  const pairs = [...list.items, ...alternativesOf(list.rest ?? UNDEFINED)];
  for (const pair of pairs) {
    const [known, old] = pair.kind === 'array' ? pair.items : [];
    if (pair.kind !== 'array' || !known || !old || !sameValue(known, key)) continue;
    const next = join(old, value);
    if (sameValue(next, old)) return true;
    pair.items[1] = next;
    m.heap.changed(list.allocation);
    m.heap.changed(pair.allocation);
    return true;
  }
  return false;
}

function pairsOf(context: CallContext, self: Value): [Value, Value][] {
  const list = contentsOf(self);
  if (!list) return [];
  const { m, site } = machineOf(context);
  m.heap.read(list.allocation);
  const all = [...list.items, ...(list.rest ? (list.rest.kind === 'union' ? list.rest.of : [list.rest]) : [])];
  return all.map((pair) => {
    const { items, rest } = m.elementsOf(pair, site);
    return [items[0] ?? rest ?? UNDEFINED, items[1] ?? rest ?? UNDEFINED];
  });
}

const list = (context: CallContext, self: Value, pick: (pair: [Value, Value]) => Value): Value => {
  const { m } = machineOf(context);
  const contents = contentsOf(self);
  const values = pairsOf(context, self).map(pick);
  return contents?.rest ? m.makeArray([], joinAll(values)) : m.makeArray(values);
};

/** The values a key can mean; undefined besides when no key surely matches. */
function lookUp(context: CallContext, self: Value, key: Value): Value {
  const pairs = pairsOf(context, self).map(([name, value]) => ({ value, equal: equalityOf(name, key, false) }));
  const sure = pairs.filter((one) => one.equal === true);
  if (sure.length) return joinAll(sure.map((one) => one.value));
  const maybe = pairs.filter((one) => one.equal === undefined);
  return maybe.length ? joinAll([...maybe.map((one) => one.value), UNDEFINED]) : UNDEFINED;
}

function callEach(
  context: CallContext,
  callback: Value | undefined,
  pairs: readonly [Value, Value][],
  self: Value,
): Value {
  const { m } = machineOf(context);
  if (callback)
    m.under(() => {
      for (const [key, value] of pairs) context.invoke(callback, UNDEFINED, [value, key, self]);
    }, true);
  return UNDEFINED;
}

const MAP: NativeTable = {
  get: (context, [key = UNDEFINED], self) => lookUp(context, self, key),
  set: (context, [key = UNDEFINED, value = UNDEFINED], self) => {
    const { m } = machineOf(context);
    const contents = contentsOf(self);
    if (contents && !setAgain(m, contents, key, value)) append(m, contents, m.makeArray([key, value]));
    return self;
  },
  has: (context, [key = UNDEFINED], self) => {
    const pairs = pairsOf(context, self);
    if (!pairs.length) return { kind: 'constant', value: false };
    return pairs.some(([name]) => equalityOf(name, key, false) === true) ? TRUE : unknown('a condition', context.at);
  },
  delete: (context) => unknown('a condition', context.at),
  clear: () => UNDEFINED,
  keys: (context, _args, self) => list(context, self, (pair) => pair[0]),
  values: (context, _args, self) => list(context, self, (pair) => pair[1]),
  entries: (_context, _args, self) => contentsOf(self) ?? UNDEFINED,
  forEach: (context, [callback], self) => callEach(context, callback, pairsOf(context, self), self),
};

const SET: NativeTable = {
  add: (context, [value = UNDEFINED], self) => {
    const contents = contentsOf(self);
    if (contents) append(machineOf(context).m, contents, value);
    return self;
  },
  has: (context) => unknown('a condition', context.at),
  delete: (context) => unknown('a condition', context.at),
  clear: () => UNDEFINED,
  keys: (_context, _args, self) => contentsOf(self) ?? UNDEFINED,
  values: (_context, _args, self) => contentsOf(self) ?? UNDEFINED,
  entries: (context, _args, self) => {
    const { m, site } = machineOf(context);
    const element = anyElement(m.elementsOf(self, site));
    return m.makeArray([], element && m.makeArray([element, element]));
  },
  forEach: (context, [callback], self) => {
    const { m, site } = machineOf(context);
    const { items, rest } = m.elementsOf(self, site);
    return callEach(
      context,
      callback,
      [...items, ...(rest ? [rest] : [])].map((one) => [one, one]),
      self,
    );
  },
};

function collection(name: string, table: NativeTable): NativeValue {
  const proto: ObjectValue = tableObject(`${name}.prototype`, table);
  proto.getters = new Map([['size', () => unknown('the size of a collection')]]);
  const make = (context: CallContext, [initial]: Value[]): Value => {
    const { m, site } = machineOf(context);
    const given = initial ? m.elementsOf(initial, site) : { items: [] };
    const object = m.makeObject([], proto);
    object.fields.set(CONTENTS, m.makeArray([...given.items], given.rest));
    return object;
  };
  return globalFunction(name, make, make, {}, [['prototype', proto]]);
}

export const collectionGlobals = (): [string, Value][] => [
  ['Map', collection('Map', MAP)],
  ['WeakMap', collection('WeakMap', MAP)],
  ['Set', collection('Set', SET)],
  ['WeakSet', collection('WeakSet', SET)],
];
