import { joinAll } from '../join.js';
import { native, stringOf, UNDEFINED, unknown } from '../make.js';
import { anyElement } from '../properties/elements.js';
import type { CallContext, Value } from '../value.js';
import { machineOf } from './machine-of.js';
import { globalFunction, type NativeTable } from './table.js';

/** `new Promise((resolve, reject) => …)`: the executor runs at once; what it resolves with is the value. */
function makePromise(context: CallContext, [executor = UNDEFINED]: Value[]): Value {
  const resolved: Value[] = [];
  const resolve = native('resolve', (_inner, _self, [value = UNDEFINED]) => {
    resolved.push(value);
    return UNDEFINED;
  });
  const reject = native('reject', () => UNDEFINED);
  context.invoke(executor, UNDEFINED, [resolve, reject]);
  return resolved.length ? joinAll(resolved) : unknown('the value of a promise', context.at);
}

function list(context: CallContext, [values = UNDEFINED]: Value[]): Value {
  const { m, site } = machineOf(context);
  const { items, rest } = m.elementsOf(values, site);
  return m.makeArray([...items], rest);
}

const one = (context: CallContext, [values = UNDEFINED]: Value[]): Value => {
  const { m, site } = machineOf(context);
  return anyElement(m.elementsOf(values, site)) ?? UNDEFINED;
};

const STATICS: NativeTable = {
  resolve: (_context, [value = UNDEFINED]) => value,
  reject: (context) => unknown('a rejected promise', context.at),
  all: list,
  allSettled: (context, args) => {
    const { m, site } = machineOf(context);
    const settled = (value: Value) =>
      m.makeObject([
        ['status', unknown('a status', context.at)],
        ['value', value],
        ['reason', unknown('an error', context.at)],
      ]);
    const { items, rest } = m.elementsOf(args[0] ?? UNDEFINED, site);
    return m.makeArray(items.map(settled), rest && settled(rest));
  },
  race: one,
  any: one,
  try: (context, [callback = UNDEFINED, ...args]) => context.invoke(callback, UNDEFINED, args),
  withResolvers: (context) => {
    const { m } = machineOf(context);
    const promise = unknown('the value of a promise', context.at);
    const resolve = native('resolve', (_inner, _self, [value]) => {
      if (value) promise.inner = [...(promise.inner ?? []), value].slice(0, 12);
      return UNDEFINED;
    });
    return m.makeObject([
      ['promise', promise],
      ['resolve', resolve],
      ['reject', resolve],
    ]);
  },
};

export const promiseGlobal = () =>
  globalFunction('Promise', makePromise, makePromise, STATICS, [['name', stringOf('Promise')]]);
