import { alternativesOf, join } from '../join.js';
import type { Machine } from '../machine.js';
import { native, unknown } from '../make.js';
import { plainMember } from '../properties/plain-member.js';
import type { CallContext, NativeValue, UnknownValue, Value } from '../value.js';
import { CALLBACK_METHODS } from './array-callbacks.js';
import { machineOf } from './machine-of.js';

/** Callback methods of lists by which elements keep their origin: `event.Records.map(…)` sees `event.Records[]`. */
const LIST = new Set([
  'map',
  'forEach',
  'flatMap',
  'filter',
  'find',
  'findLast',
  'reduce',
  'reduceRight',
  'some',
  'every',
  'findIndex',
]);

/** Methods that give back (part of) the text or list they are called on: the origin stays as it is. */
// biome-ignore format: a list of names
const SAME = new Set([
  'toString', 'trim', 'trimStart', 'trimEnd', 'toLowerCase', 'toUpperCase', 'replace', 'replaceAll', 'slice', 'substring', 'substr',
  'valueOf', 'normalize', 'concat', 'reverse', 'sort', 'toSorted', 'toReversed', 'toArray', 'values', 'split', 'padStart', 'padEnd', 'flat',
]);

const PROMISE = new Map<string, NativeValue>([
  [
    'then',
    native('then', (context, self, [done, failed]) => {
      const result = done ? underCondition(context, () => call(context, done, [self])) : undefined;
      const caught = failed ? failing(context, failed) : undefined;
      const found = caught && caught.kind !== 'constant' ? join(result, caught) : result;
      return found && found.kind !== 'constant'
        ? found
        : unknown('the result of a promise', context.at, undefined, innerOf(self));
    }),
  ],
  [
    'catch',
    native('catch', (context, self, [failed]) => {
      const caught = failed ? failing(context, failed) : undefined;
      return caught && caught.kind !== 'constant' ? join(self, caught) : self;
    }),
  ],
  [
    'finally',
    native('finally', (context, self, [last]) => {
      if (last) call(context, last, []);
      return self;
    }),
  ],
]);

/**
 * Methods that unknown values answer for because their names mean one thing wherever they stand: list callbacks and promise chaining.
 * Undefined for every other name.
 */
export function unknownMethod(_m: Machine, object: UnknownValue, name: string): Value | undefined {
  const chained = PROMISE.get(name);
  if (chained) return chained;
  if (LIST.has(name) || SAME.has(name)) return overElements(object, name);
  return undefined;
}

function overElements(object: UnknownValue, name: string): NativeValue {
  return native(name, (context, _self, args) => {
    const { m, site } = machineOf(context);
    // A callback in first place is a list's; `context.map('name', items, fn)` is another library's `map`.
    const takesCallback = args[0] !== undefined && alternativesOf(args[0]).some(isFunction);
    if (SAME.has(name) && !LIST.has(name)) {
      m.escape(args, site);
      return unknown(object.reason, object.at ?? context.at, object.source, object.inner);
    }
    if (!takesCallback) {
      m.escape(args, site);
      return plainMember(object, `${name}()`);
    }
    m.escape(args.slice(1).filter(isFunction), site);
    const list = m.makeArray([], elementOf(object));
    const result = m.under(() => CALLBACK_METHODS[name]!(m, list, args, site));
    // What the receiver is cannot be told: the result may also be its own (`query.map(…)` of an ORM).
    return name === 'forEach' || name === 'some' || name === 'every'
      ? unknown(object.reason, context.at, undefined, object.inner)
      : result;
  });
}

const isFunction = (value: Value): boolean => value.kind === 'function' || value.kind === 'native';

/** The element of an unknown list, or of a list that hides in it. */
function elementOf(object: UnknownValue): Value {
  const lists = (object.inner ?? []).filter((one) => one.kind === 'array');
  return lists.length
    ? join(...lists.flatMap((one) => [...one.items, one.rest]), plainMember(object, '[]'))
    : plainMember(object, '[]');
}

const innerOf = (value: Value): readonly Value[] | undefined => (value.kind === 'unknown' ? value.inner : undefined);

const call = (context: CallContext, callback: Value, args: Value[]): Value =>
  context.invoke(callback, { kind: 'constant', value: undefined }, args);

const underCondition = <T>(context: CallContext, work: () => T): T => machineOf(context).m.under(work);

function failing(context: CallContext, callback: Value): Value {
  const { m } = machineOf(context);
  m.errorDepth++;
  try {
    return m.under(() => call(context, callback, [unknown('an error', context.at)]));
  } finally {
    m.errorDepth--;
  }
}
