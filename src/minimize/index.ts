import { servicePrefixOf } from '../model/action.js';
import { conditionKeyOf } from '../model/condition-key.js';
import type { Permission } from '../model/permission.js';
import { coverGrants } from './cover.js';
import { groupBy } from './group-by.js';
import { mergeConditions, splitConditions } from './merge-conditions.js';
import { nameSids } from './name-sids.js';
import { normalize } from './normalize.js';
import { orderBlocks } from './order.js';
import { dropSubsumed } from './subsume.js';
import type { MinimizedPolicy, MinimizeOptions } from './types.js';

export type * from './types.js';

/** Permissions → the shortest policy that allows exactly them. Pure; input order and doubles do not matter. */
export function minimize(permissions: readonly Permission[], options: MinimizeOptions): MinimizedPolicy {
  const { catalog, name, arnContext } = options;
  const needed = normalize(permissions, arnContext, catalog);
  const grants = mergeConditions(dropSubsumed(splitConditions(needed)));
  const groups = groupBy(grants, (grant) => `${servicePrefixOf(grant.action)} ${conditionKeyOf(grant.condition)}`);
  const blocks = orderBlocks([...groups.values()].flatMap(coverGrants));
  const document = { Version: '2012-10-17', Statement: nameSids(blocks, catalog) };
  return {
    policies: [{ kind: 'inline', name, document }],
    widenings: [],
    findings: [],
    catalogVersion: catalog.version,
  };
}
