import { boolean, native, textValue, unknown } from '../make.js';
import { exactText, textOfOne } from '../text.js';
import type { NativeValue, Value } from '../value.js';
import { machineOf } from './machine-of.js';

/** What every object inherits. */
const METHODS = new Map<string, NativeValue>([
  [
    'hasOwnProperty',
    native('hasOwnProperty', (context, self, [name]) => {
      const key = name && exactText(name);
      const { m } = machineOf(context);
      const keys = m.keysOf(self);
      return key !== undefined && keys ? boolean(keys.includes(key)) : unknown('a condition', context.at);
    }),
  ],
  ['propertyIsEnumerable', native('propertyIsEnumerable', (context) => unknown('a condition', context.at))],
  ['isPrototypeOf', native('isPrototypeOf', (context) => unknown('a condition', context.at))],
  [
    'toString',
    native('toString', (context, self) => {
      const text = self.kind === 'object' ? self.fields.get('[[text]]') : undefined;
      return text ?? textValue(textOfOne(self, context.at));
    }),
  ],
  ['toLocaleString', native('toLocaleString', (context) => unknown('the text of an object', context.at))],
  ['valueOf', native('valueOf', (_context, self) => self)],
]);

export const objectMethod = (property: string): Value | undefined => METHODS.get(property);
