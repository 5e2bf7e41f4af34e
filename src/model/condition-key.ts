import type { ConditionBlock } from './policy.js';

/** Text that is equal for equal conditions, whatever the order of their operators, keys and values; empty for none. */
export function conditionKeyOf(condition: ConditionBlock | undefined): string {
  return condition === undefined ? '' : JSON.stringify(sortCondition(condition));
}

/** Operators, keys and values sorted, values always a list without doubles: the one way we print conditions. */
export function sortCondition(condition: ConditionBlock): ConditionBlock {
  return fromSorted(condition, (keys) =>
    fromSorted(keys, (values) => [...new Set([values].flat().map(String))].sort()),
  );
}

function fromSorted<From, To>(object: { [name: string]: From }, change: (value: From) => To): { [name: string]: To } {
  return Object.fromEntries(
    Object.keys(object)
      .sort()
      .map((name) => [name, change(object[name]!)]),
  );
}
