import { native } from '../make.js';
import type { CallContext, NativeValue, ObjectValue, Value } from '../value.js';

export type NativeTable = { readonly [name: string]: (context: CallContext, args: Value[], self: Value) => Value };

let tables = 0;

/** An object of native functions: `Math`, `path`. */
export function tableObject(name: string, table: NativeTable, extra: Iterable<[string, Value]> = []): ObjectValue {
  const fields = new Map<string, Value>(extra);
  for (const [member, call] of Object.entries(table))
    fields.set(
      member,
      native(`${name}.${member}`, (context, self, args) => call(context, args, self)),
    );
  return { kind: 'object', id: `table#${++tables} ${name}`, fields };
}

/** A global that can be called, constructed or both, with static members. */
export function globalFunction(
  name: string,
  call: (context: CallContext, args: Value[], self: Value) => Value,
  construct: ((context: CallContext, args: Value[]) => Value) | undefined,
  statics: NativeTable = {},
  extra: Iterable<[string, Value]> = [],
): NativeValue {
  return {
    kind: 'native',
    name,
    call: (context, self, args) => call(context, args, self),
    ...(construct && { construct }),
    properties: tableObject(name, statics, extra),
  };
}
