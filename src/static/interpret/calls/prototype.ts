import type { Machine } from '../machine.js';
import type { FunctionValue, ObjectValue } from '../value.js';

/** The `prototype` object of a function, made when it is first asked for. */
export function prototypeOf(m: Machine, fn: FunctionValue): ObjectValue {
  const known = fn.properties.fields.get('prototype');
  if (known?.kind === 'object') return known;
  const fresh = m.makeObject([['constructor', fn]]);
  fn.properties.fields.set('prototype', fresh);
  return fresh;
}
