import type { Machine } from '../machine.js';
import { native, unknown } from '../make.js';
import type { ArrayValue, NativeValue, Value } from '../value.js';
import { CALLBACK_METHODS } from './array-callbacks.js';
import { PLAIN_METHODS } from './array-plain.js';
import { machineOf } from './machine-of.js';

const NATIVES = new Map<string, NativeValue>(
  [...Object.entries(PLAIN_METHODS), ...Object.entries(CALLBACK_METHODS)].map(([name, method]) => [
    name,
    native(`Array.prototype.${name}`, (context, self, args) => {
      const { m, site } = machineOf(context);
      if (self.kind === 'array') return method(m, self, args, site);
      const { items, rest } = m.elementsOf(self, site);
      return method(m, m.makeArray(items, rest), args, site);
    }),
  ]),
);

export function arrayMember(_m: Machine, _array: ArrayValue, property: string): Value | undefined {
  if (property === 'toString') return NATIVES.get('stringify');
  if (property === 'length') return unknown('the length of a list');
  return NATIVES.get(property);
}

/** Methods borrowed from the prototype: `Array.prototype.slice.call(arguments)`. */
export const arrayPrototype = (): [string, Value][] => [...NATIVES];
