import { conditionKeyOf } from '../model/condition-key.js';
import { groupBy } from './group-by.js';
import type { Block, Grant } from './types.js';

/** One block per action and condition, with all its resources: nothing is merged that could be merged wrongly. */
export const plainBlocks = (grants: readonly Grant[]): Block[] =>
  [...groupBy(grants, (grant) => `${grant.action}\n${conditionKeyOf(grant.condition)}`).values()].map((group) => ({
    actions: [group[0]!.action],
    resources: group.map((grant) => grant.resource),
    ...(group[0]!.condition && { condition: group[0]!.condition }),
  }));
