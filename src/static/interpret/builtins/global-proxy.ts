import type { ts } from '../../parse/ast.js';
import { joinAll } from '../join.js';
import type { Machine } from '../machine.js';
import { isNullish, stringOf, UNDEFINED, unknown } from '../make.js';
import type { CallContext, FunctionValue, Value } from '../value.js';
import { machineOf } from './machine-of.js';
import { globalFunction } from './table.js';

/** Names that the language itself asks every object for; a trap that answers them with a method means nothing by it. */
const LANGUAGE_NAMES = new Set(['then', 'catch', 'finally', 'constructor', 'prototype', 'toJSON', 'valueOf']);

/** A proxy answers as its target and, name by name, as its `get` trap does when code reads that name. */
export const proxyGlobal = () =>
  globalFunction(
    'Proxy',
    () => UNDEFINED,
    (context, [target = UNDEFINED, handler = UNDEFINED]) => {
      const { m, site } = machineOf(context);
      const own = (name: string): Value => (handler.kind === 'object' ? m.get(handler, name, site) : UNDEFINED);
      for (const name of ['apply', 'construct']) {
        const trap = own(name);
        if (trap.kind === 'function') m.escape([trap], site);
      }
      const trap = own('get');
      return trap.kind === 'function' ? trapped(m, site, context, target, handler, trap) : target;
    },
  );

function trapped(
  m: Machine,
  site: ts.Node,
  context: CallContext,
  target: Value,
  handler: Value,
  trap: FunctionValue,
): Value {
  const open = new Set<string>();
  const value = unknown('a proxy', context.at, undefined, [target]);
  value.hint = (property) => {
    if (LANGUAGE_NAMES.has(property) || property.startsWith('[Symbol') || open.has(property)) return undefined;
    open.add(property);
    const name = property === '[]' ? unknown('a member name', context.at) : stringOf(property);
    const answer = m.under(() => m.call(trap, handler, [target, name, value], site));
    open.delete(property);
    return isNullish(answer) ? undefined : joinAll([answer]);
  };
  return value;
}
