import { joinAll } from '../join.js';
import { native, unknown } from '../make.js';
import type { CallContext, NativeValue, Value } from '../value.js';
import { machineOf } from './machine-of.js';

/**
 * Promises are transparent: a promise of a value is the value, `await` does nothing. So every value has `then`, unless it has a member
 * of that name itself.
 */
const METHODS = new Map<string, NativeValue>([
  [
    'then',
    native('then', (context, self, [done, failed]) => {
      const result = run(context, done, [self]) ?? self;
      const caught = failing(context, () => run(context, failed, [unknown('an error', context.at)]));
      return caught ? joinAll([result, caught]) : result;
    }),
  ],
  [
    'catch',
    native('catch', (context, self, [failed]) => {
      const caught = failing(context, () => run(context, failed, [unknown('an error', context.at)]));
      return caught && caught.kind !== 'constant' ? joinAll([self, caught]) : self;
    }),
  ],
  [
    'finally',
    native('finally', (context, self, [last]) => {
      run(context, last, []);
      return self;
    }),
  ],
]);

export const promiseMember = (_self: Value, property: string): Value | undefined => METHODS.get(property);

const run = (context: CallContext, callback: Value | undefined, args: Value[]): Value | undefined =>
  callback && callback.kind !== 'constant'
    ? context.invoke(callback, { kind: 'constant', value: undefined }, args)
    : undefined;

function failing<T>(context: CallContext, work: () => T): T {
  const { m } = machineOf(context);
  m.errorDepth++;
  try {
    return m.under(work);
  } finally {
    m.errorDepth--;
  }
}
