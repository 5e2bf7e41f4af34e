import { alternativesOf, joinAll } from '../join.js';
import { boolean, constant, native, stringOf, TRUE, textValue, UNDEFINED, unknown } from '../make.js';
import { exactText, textOfOne } from '../text.js';
import { truthOf } from '../truth.js';
import type { CallContext, Value } from '../value.js';
import { arrayPrototype } from './array.js';
import { argumentsOf } from './callable.js';
import { machineOf } from './machine-of.js';
import { numberArgument } from './numbers.js';
import { globalFunction, tableObject } from './table.js';

const asText = (context: CallContext, value: Value): Value =>
  joinAll(
    alternativesOf(value).map((one) =>
      one.kind === 'string'
        ? one
        : one.kind === 'object' && one.fields.has('[[text]]')
          ? one.fields.get('[[text]]')!
          : textValue(textOfOne(one, context.at)),
    ),
  );

export const stringGlobal = () =>
  globalFunction(
    'String',
    (context, [value = stringOf('')]) => asText(context, value),
    (context, [value = stringOf('')]) => asText(context, value),
    {
      raw: (context, [strings = UNDEFINED, ...values]) => {
        const { m, site } = machineOf(context);
        const listed = strings.kind === 'object' ? m.get(strings, 'raw', site) : strings;
        const { items, rest } = m.elementsOf(listed, site);
        if (rest) return unknown('a text made by String.raw', context.at);
        const pieces = items.flatMap((text, index) =>
          values[index] && index < items.length - 1 ? [text, values[index]!] : [text],
        );
        return m.call(m.get(stringOf(''), 'concat', site), stringOf(''), pieces, site);
      },
    },
  );

function toNumber(context: CallContext, value: Value): Value {
  const text = exactText(value);
  const number = text !== undefined ? Number(text) : numberArgument(value);
  return number === undefined
    ? unknown('a number computed at run time', context.at, value.kind === 'unknown' ? value.source : undefined)
    : constant(number);
}

export const numberGlobals = (): [string, Value][] => {
  const parse = native('parseInt', (context, _self, [value = UNDEFINED]) => toNumber(context, value));
  const number = globalFunction(
    'Number',
    (context, [value = UNDEFINED]) => toNumber(context, value),
    (context, [value = UNDEFINED]) => toNumber(context, value),
    {
      isInteger: (context) => unknown('a condition', context.at),
      isFinite: (context) => unknown('a condition', context.at),
      isNaN: (context) => unknown('a condition', context.at),
      parseInt: (context, [value = UNDEFINED]) => toNumber(context, value),
      parseFloat: (context, [value = UNDEFINED]) => toNumber(context, value),
    },
  );
  return [
    ['Number', number],
    ['parseInt', parse],
    ['parseFloat', parse],
    ['NaN', constant(Number.NaN)],
    ['Infinity', constant(Number.POSITIVE_INFINITY)],
    ['isNaN', native('isNaN', (context) => unknown('a condition', context.at))],
    ['BigInt', globalFunction('BigInt', (context, [value = UNDEFINED]) => toNumber(context, value), undefined)],
    [
      'Boolean',
      globalFunction(
        'Boolean',
        (context, [value = UNDEFINED]) => {
          const truth = truthOf(value);
          return truth === undefined ? unknown('a condition', context.at) : boolean(truth);
        },
        undefined,
      ),
    ],
  ];
};

export const arrayGlobal = () => {
  const make = (context: CallContext, args: Value[]): Value => {
    const { m } = machineOf(context);
    const length = args.length === 1 ? args[0] : undefined;
    if (length && (length.kind === 'unknown' || numberArgument(length) !== undefined))
      return m.makeArray([], UNDEFINED);
    return m.makeArray(args);
  };
  return globalFunction(
    'Array',
    make,
    make,
    {
      isArray: (context, [value = UNDEFINED]) =>
        value.kind === 'array'
          ? TRUE
          : value.kind === 'unknown' || value.kind === 'union'
            ? unknown('a condition', context.at)
            : boolean(false),
      of: make,
      from: (context, [source = UNDEFINED, callback]) => {
        const { m, site } = machineOf(context);
        const { items, rest } =
          source.kind === 'object' && source.fields.has('length')
            ? { items: [], rest: UNDEFINED as Value }
            : m.elementsOf(source, site);
        const list = m.makeArray([...items], rest);
        return callback ? m.call(m.get(list, 'map', site), list, [callback], site) : list;
      },
      fromAsync: (context, [source = UNDEFINED]) => {
        const { m, site } = machineOf(context);
        const { items, rest } = m.elementsOf(source, site);
        return m.makeArray([...items], rest);
      },
    },
    [['prototype', { kind: 'object', id: 'Array.prototype', fields: new Map(arrayPrototype()) }]],
  );
};

export const reflectGlobal = () =>
  tableObject('Reflect', {
    apply: (context, [callee = UNDEFINED, self = UNDEFINED, list = UNDEFINED]) => {
      const { m, site } = machineOf(context);
      return context.invoke(callee, self, argumentsOf(m.elementsOf(list, site)));
    },
    construct: (context, [callee = UNDEFINED, list = UNDEFINED]) => {
      const { m, site } = machineOf(context);
      return m.construct(callee, argumentsOf(m.elementsOf(list, site)), site);
    },
    get: (context, [target = UNDEFINED, key = UNDEFINED]) => {
      const { m, site } = machineOf(context);
      return m.getComputed(target, key, site);
    },
    set: (context, [target = UNDEFINED, key = UNDEFINED, value = UNDEFINED]) => {
      const { m, site } = machineOf(context);
      m.setComputed(target, key, value, site);
      return TRUE;
    },
    has: (context) => unknown('a condition', context.at),
    ownKeys: (context, [value = UNDEFINED]) => {
      const { m } = machineOf(context);
      const keys = m.keysOf(value);
      return keys ? m.makeArray(keys.map(stringOf)) : m.makeArray([], unknown('a member name', context.at));
    },
    getPrototypeOf: (context, [value = UNDEFINED]) =>
      (value.kind === 'object' && value.proto) || unknown('a prototype', context.at),
    defineProperty: () => TRUE,
    decorate: (_context, [, target = UNDEFINED]) => target,
    metadata: (context) => unknown('metadata', context.at),
    defineMetadata: () => UNDEFINED,
    getMetadata: (context) => unknown('metadata', context.at),
  });

export const symbolGlobal = () => {
  const named = (name: string): [string, Value] => [name, stringOf(`[Symbol.${name}]`)];
  let made = 0;
  const make = (): Value => stringOf(`[Symbol#${++made}]`);
  return globalFunction(
    'Symbol',
    make,
    undefined,
    { for: (_context, [name = UNDEFINED]) => stringOf(`[Symbol.for ${exactText(name) ?? ''}]`) },
    ['iterator', 'asyncIterator', 'hasInstance', 'toPrimitive', 'toStringTag', 'dispose', 'asyncDispose'].map(named),
  );
};
