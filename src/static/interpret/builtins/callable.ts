import { joinAll } from '../join.js';
import type { Machine } from '../machine.js';
import { native, stringOf, UNDEFINED } from '../make.js';
import type { CallContext, ExternalValue, FunctionValue, NativeValue, Value } from '../value.js';
import { machineOf } from './machine-of.js';

type Callable = FunctionValue | NativeValue | ExternalValue;

const METHODS = new Map<string, NativeValue>([
  ['call', native('call', (context, self, [thisValue = UNDEFINED, ...args]) => context.invoke(self, thisValue, args))],
  [
    'apply',
    native('apply', (context, self, [thisValue = UNDEFINED, list]) => {
      const { m, site } = machineOf(context);
      return context.invoke(self, thisValue, argumentsOf(list ? m.elementsOf(list, site) : { items: [] }));
    }),
  ],
  ['bind', native('bind', (context, self, [thisValue = UNDEFINED, ...args]) => bind(context, self, thisValue, args))],
  ['toString', native('toString', () => stringOf('function'))],
]);

/** `call`, `apply`, `bind` of anything that can be called. */
export const callableMember = (_m: Machine | undefined, _self: Callable, property: string): Value | undefined =>
  METHODS.get(property);

/** Arguments of a list: items in order; elements in unknown number stand once at the end. */
export const argumentsOf = ({ items, rest }: { items: Value[]; rest?: Value }): Value[] =>
  rest ? [...items, rest] : items;

let bound = 0;

function bind(context: CallContext, self: Value, thisValue: Value, args: Value[]): Value {
  if (self.kind === 'union') return joinAll(self.of.map((one) => bind(context, one, thisValue, args)));
  if (self.kind === 'function') {
    return {
      ...self,
      boundThis: self.boundThis ?? thisValue,
      boundArguments: [...(self.boundArguments ?? []), ...args],
    };
  }
  return native(`bound ${++bound}`, (inner, _this, given) => inner.invoke(self, thisValue, [...args, ...given]));
}
