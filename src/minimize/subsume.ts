import { arnCovers } from '../model/arn-covers.js';
import { conditionKeyOf } from '../model/condition-key.js';
import { groupBy } from './group-by.js';
import type { Grant } from './types.js';

/**
 * Drops grants that another grant of the same action already gives: one on a wider resource, without condition or with the same one.
 * What is allowed does not change. Takes sorted grants without doubles and keeps their order.
 */
export function dropSubsumed(grants: readonly Grant[]): Grant[] {
  const byAction = groupBy(grants, (grant) => grant.action);
  return grants.filter((grant) => !byAction.get(grant.action)!.some((other) => other !== grant && gives(other, grant)));
}

function gives(wide: Grant, narrow: Grant): boolean {
  const sameCondition = conditionKeyOf(wide.condition) === conditionKeyOf(narrow.condition);
  if (wide.condition !== undefined && !sameCondition) return false;
  if (!arnCovers(wide.resource, narrow.resource)) return false;
  // Two spellings of one resource cover each other: the first in order stays.
  const equal = sameCondition && arnCovers(narrow.resource, wide.resource);
  return !equal || wide.resource < narrow.resource;
}
