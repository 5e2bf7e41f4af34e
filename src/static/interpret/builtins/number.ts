import { native, stringOf, unknown } from '../make.js';
import type { NativeValue, Value } from '../value.js';
import { numberArgument } from './numbers.js';

const METHODS = new Map<string, NativeValue>([
  [
    'toString',
    native('toString', (context, self, [radix]) => {
      if (self.kind !== 'constant') return unknown('a number as text', context.at);
      const base = numberArgument(radix);
      return stringOf(
        typeof self.value === 'number' && base !== undefined && base >= 2 && base <= 36
          ? self.value.toString(base)
          : String(self.value),
      );
    }),
  ],
  [
    'toFixed',
    native('toFixed', (context, self, [digits]) => {
      const number = numberArgument(self);
      return number === undefined
        ? unknown('a number as text', context.at)
        : stringOf(number.toFixed(Math.min(20, Math.max(0, numberArgument(digits) ?? 0))));
    }),
  ],
  ['valueOf', native('valueOf', (_context, self) => self)],
  ['toLocaleString', native('toLocaleString', (context) => unknown('a number as text', context.at))],
]);

/** Methods of numbers and booleans. */
export const numberMember = (property: string): Value | undefined => METHODS.get(property);
