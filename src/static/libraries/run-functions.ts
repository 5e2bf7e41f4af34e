import type { CallContext, Value } from '../interpret/value.js';
import { UNDEFINED, unknownValue } from '../sdk/values.js';

const MAX_DEPTH = 3;

/**
 * Runs the functions among values that are given to a package, also those inside plain objects and lists (`use({ before })`): nobody
 * can tell when the package calls them, so they count as called.
 */
export function runFunctions(values: readonly Value[], via: string, context: CallContext): void {
  if (context.escape) {
    context.escape(values);
    return;
  }
  const given = [0, 1, 2, 3].map(() => unknownValue(`it is given by ${via}`, context.at));
  for (const fn of functionsIn(values, MAX_DEPTH)) context.invoke(fn, UNDEFINED, given);
}

function functionsIn(values: readonly Value[], depth: number): Value[] {
  return values.flatMap((value) => {
    if (value.kind === 'function' || value.kind === 'native') return [value];
    if (value.kind === 'union') return functionsIn(value.of, depth);
    if (depth === 0) return [];
    if (value.kind === 'array') return functionsIn(value.items, depth - 1);
    return value.kind === 'object' && !value.proto ? functionsIn([...value.fields.values()], depth - 1) : [];
  });
}
