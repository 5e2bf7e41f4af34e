import { servicePrefixOf } from '../model/action.js';
import { conditionKeyOf } from '../model/condition-key.js';
import { coverGrants } from './cover.js';
import { groupBy } from './group-by.js';
import { mergeConditions, splitConditions } from './merge-conditions.js';
import { dropSubsumed } from './subsume.js';
import type { Block, Grant } from './types.js';

/**
 * Needed grants → blocks that allow exactly them. A block has actions of one service and one condition: a condition never reaches an
 * action that was not asked for under it, and a reader finds a service in one place.
 */
export function coverAll(needed: readonly Grant[]): Block[] {
  const grants = mergeConditions(dropSubsumed(splitConditions(needed)));
  const groups = groupBy(grants, (grant) => `${servicePrefixOf(grant.action)} ${conditionKeyOf(grant.condition)}`);
  return [...groups.values()].flatMap(coverGrants);
}
