import type { Text } from '../../../model/text.js';
import { constant, native, stringOf, UNDEFINED, unknown } from '../make.js';
import type { CallContext, NativeValue, ObjectValue, Value } from '../value.js';
import { collectionGlobals } from './global-collections.js';
import { jsonGlobal } from './global-json.js';
import { arrayGlobal, numberGlobals, reflectGlobal, stringGlobal, symbolGlobal } from './global-misc.js';
import { objectGlobal } from './global-object.js';
import { promiseGlobal } from './global-promise.js';
import { proxyGlobal } from './global-proxy.js';
import { uriGlobals, urlGlobal } from './global-url.js';
import { machineOf } from './machine-of.js';
import { processGlobal } from './process.js';
import { globalFunction, tableObject } from './table.js';

const CONSOLE = [
  'log',
  'info',
  'warn',
  'error',
  'debug',
  'trace',
  'table',
  'dir',
  'time',
  'timeEnd',
  'group',
  'groupEnd',
  'assert',
  'count',
];
const ERRORS = [
  'Error',
  'TypeError',
  'RangeError',
  'SyntaxError',
  'ReferenceError',
  'EvalError',
  'URIError',
  'AggregateError',
];
const TIMERS = ['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'addEventListener'];

const computed = (what: string) => (context: CallContext) => unknown(what, context.at);

function errorClass(name: string): NativeValue {
  const make = (context: CallContext, [message]: Value[]): Value => {
    const { m } = machineOf(context);
    const error = m.makeObject([
      ['message', message ?? stringOf('')],
      ['name', stringOf(name)],
    ]);
    error.open = unknown('a member of an error', context.at);
    return error;
  };
  return globalFunction(name, make, make, { captureStackTrace: () => UNDEFINED });
}

/** Timers and the like call what they are given, later. */
const caller = (name: string): NativeValue =>
  native(name, (context, _self, args) => {
    const { m, site } = machineOf(context);
    m.escape(args, site);
    return unknown('a timer', context.at);
  });

const dateGlobal = (): NativeValue =>
  globalFunction(
    'Date',
    computed('the current time'),
    (context, args) => {
      const given = args[0]?.kind === 'unknown' ? args[0].source : undefined;
      return unknown(args.length ? 'a date' : 'the current time', context.at, given);
    },
    { now: computed('the current time'), parse: computed('a date'), UTC: computed('a date') },
  );

const mathGlobal = (): ObjectValue => {
  const fold = (name: 'max' | 'min' | 'round' | 'floor' | 'ceil' | 'abs') => (context: CallContext, args: Value[]) => {
    const numbers = args.flatMap((one) =>
      one.kind === 'constant' && typeof one.value === 'number' ? [one.value] : [],
    );
    return numbers.length === args.length && args.length
      ? constant(Math[name](...(numbers as [number])))
      : unknown('a number computed at run time', context.at);
  };
  const math = tableObject('Math', {
    max: fold('max'),
    min: fold('min'),
    round: fold('round'),
    floor: fold('floor'),
    ceil: fold('ceil'),
    abs: fold('abs'),
    random: computed('a random number'),
  });
  math.open = unknown('a number computed at run time');
  return math;
};

/** A buffer of a text is that text: what is decoded from an event keeps its origin. */
const bufferGlobal = (): NativeValue =>
  globalFunction(
    'Buffer',
    (_context, [value = UNDEFINED]) => value,
    (_context, [value = UNDEFINED]) => value,
    {
      from: (context, [value = UNDEFINED, encoding]) =>
        value.kind === 'string' && encoding && encoding.kind !== 'constant'
          ? unknown('decoded bytes', context.at)
          : value,
      concat: computed('joined bytes'),
      alloc: computed('bytes'),
      byteLength: computed('a length'),
      isBuffer: computed('a condition'),
    },
  );

/** Names nobody declares. One table per analysis: code may change what it finds there. */
export function makeGlobals(environment: { readonly [name: string]: Text }): {
  globals: Map<string, Value>;
  object: ObjectValue;
} {
  const quiet: [string, Value][] = CONSOLE.map((name) => [name, native(`console.${name}`, () => UNDEFINED)]);
  const object: ObjectValue = {
    kind: 'object',
    id: 'globalThis',
    fields: new Map(),
    allocation: { born: 0, frame: undefined },
  };
  const globals = new Map<string, Value>([
    ['Object', objectGlobal()],
    ['Array', arrayGlobal()],
    ['String', stringGlobal()],
    ...numberGlobals(),
    ['Promise', promiseGlobal()],
    ...collectionGlobals(),
    ['JSON', jsonGlobal()],
    ['Math', mathGlobal()],
    ['Date', dateGlobal()],
    ['Buffer', bufferGlobal()],
    ['URL', urlGlobal()],
    ...uriGlobals(),
    ['Reflect', reflectGlobal()],
    ['Proxy', proxyGlobal()],
    ['Symbol', symbolGlobal()],
    ['process', processGlobal(environment)],
    ['console', tableObject('console', {}, quiet)],
    ['structuredClone', native('structuredClone', (_context, _self, [value = UNDEFINED]) => value)],
    ...ERRORS.map((name): [string, Value] => [name, errorClass(name)]),
    ...TIMERS.map((name): [string, Value] => [name, caller(name)]),
    ['globalThis', object],
    ['global', object],
    ['self', object],
  ]);
  for (const [name, value] of globals) if (value !== object) object.fields.set(name, value);
  return { globals, object };
}
