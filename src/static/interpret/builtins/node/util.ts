import { joinAll } from '../../join.js';
import type { Machine } from '../../machine.js';
import { native, UNDEFINED, unknown } from '../../make.js';
import { concatValues } from '../../text.js';
import type { CallContext, ObjectValue, Value } from '../../value.js';
import { machineOf } from '../machine-of.js';
import { tableObject } from '../table.js';

let promisified = 0;

/** `promisify(fn)`: calls `fn` with a callback and gives what the callback got, or what `fn` returned when it never calls back. */
function promisify(_context: CallContext, [callee = UNDEFINED]: Value[]): Value {
  return native(`promisified ${++promisified}`, (context, self, args) => {
    const got: Value[] = [];
    const done = native('callback', (_inner, _self, [, value = UNDEFINED]) => {
      got.push(value);
      return UNDEFINED;
    });
    const { m, site } = machineOf(context);
    const returned = m.call(callee, self, [...args, done], site);
    if (got.length) return joinAll(got);
    return returned.kind === 'constant' ? unknown('the result of a callback', context.at) : returned;
  });
}

export function utilModule(m: Machine): ObjectValue {
  return tableObject(
    'util',
    {
      promisify,
      callbackify: (_context, [callee = UNDEFINED]) => callee,
      deprecate: (_context, [callee = UNDEFINED]) => callee,
      inherits: (_context, [child, parent]) => {
        const proto = child?.kind === 'function' ? child.properties.fields.get('prototype') : undefined;
        const base = parent?.kind === 'function' ? parent.properties.fields.get('prototype') : undefined;
        if (proto?.kind === 'object' && base?.kind === 'object') proto.proto = base;
        return UNDEFINED;
      },
      format: (context, args) => (args.length === 1 ? args[0]! : unknown('a formatted text', context.at)),
      inspect: (context, [value = UNDEFINED]) =>
        value.kind === 'string' ? concatValues([value], context.at) : unknown('a printed value', context.at),
      isDeepStrictEqual: (context) => unknown('a condition', context.at),
    },
    ['TextEncoder', 'TextDecoder'].map((name): [string, Value] => [name, m.globals.get(name) ?? unknown(name)]),
  );
}
