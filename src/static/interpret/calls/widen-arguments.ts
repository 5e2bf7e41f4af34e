import { unknown } from '../make.js';
import type { Value } from '../value.js';
import { hides } from './escape.js';

/**
 * Arguments of a function that was run with many different ones: data counts as any, what can be called or is modelled is kept. Equal
 * widened arguments meet the memo, so that a small helper called from everywhere costs a bounded number of runs.
 */
export const widenArguments = (args: readonly Value[]): Value[] => args.map(widen);

function widen(value: Value): Value {
  switch (value.kind) {
    case 'string':
      return unknown('one of many texts');
    case 'constant':
      return typeof value.value === 'number' ? unknown('one of many numbers') : value;
    case 'unknown':
      return value.hint ? value : unknown(value.reason, value.at, undefined, value.inner);
    case 'array':
      return unknown('one of many lists', undefined, undefined, hides(value));
    case 'object':
      return value.proto || value.bases || value.getters
        ? value
        : unknown('one of many objects', undefined, undefined, hides(value));
    case 'union':
      return value.of.some((one) => one.kind === 'string')
        ? unknown('one of many texts', undefined, undefined, hides(value))
        : value;
    default:
      return value;
  }
}
