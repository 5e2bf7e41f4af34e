import { conditionKeyOf, sortCondition } from '../model/condition-key.js';
import type { ConditionBlock } from '../model/policy.js';
import { groupBy } from './group-by.js';
import { sortGrants } from './normalize.js';
import type { Grant } from './types.js';

/** Operators under which a list of values means "one of them", so that two grants can share a list. */
const ANY_OF = /^(ForAnyValue:)?(StringEquals|StringEqualsIgnoreCase|StringLike|ArnEquals|ArnLike|IpAddress)$/;

/** The reverse of `mergeConditions`: one grant per value, so that it does not matter how the input had grouped them. */
export function splitConditions(grants: readonly Grant[]): Grant[] {
  const split = grants.flatMap((grant): Grant[] => {
    const single = singleKeyOf(grant.condition);
    if (single === undefined) return [grant];
    return single.values.map((value) => ({ ...grant, condition: { [single.operator]: { [single.key]: [value] } } }));
  });
  return sortGrants(split);
}

/**
 * Joins grants that differ in the values of one condition key only: `PassedToService = a` and `= b` on one role are `= [a, b]`.
 * Exact, because the operator holds when any value does. Everything else about a condition is left alone.
 */
export function mergeConditions(grants: readonly Grant[]): Grant[] {
  const rests = grants.map((grant) => ({ grant, single: singleKeyOf(grant.condition) }));
  const open = rests.filter((row) => row.single !== undefined);
  const groups = groupBy(open, ({ grant, single }) =>
    [grant.action, grant.resource, single!.operator, single!.key].join('\n'),
  );
  const merged = [...groups.values()].map((rows): Grant => {
    const { operator, key } = rows[0]!.single!;
    const values = rows.flatMap((row) => row.single!.values);
    return { ...rows[0]!.grant, condition: sortCondition({ [operator]: { [key]: values } }) };
  });
  return sortGrants([...rests.filter((row) => row.single === undefined).map((row) => row.grant), ...merged]);
}

interface SingleKey {
  operator: string;
  key: string;
  values: string[];
}

/** The condition's only key, when it has just one and its operator means "any of". */
function singleKeyOf(condition: ConditionBlock | undefined): SingleKey | undefined {
  if (conditionKeyOf(condition) === '') return undefined;
  const [operator, ...others] = Object.keys(condition!);
  const keys = Object.entries(condition![operator!]!);
  if (others.length > 0 || keys.length !== 1 || !ANY_OF.test(operator!)) return undefined;
  return { operator: operator!, key: keys[0]![0], values: [keys[0]![1]].flat().map(String) };
}
