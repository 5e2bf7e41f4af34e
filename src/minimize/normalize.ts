import type { Catalog } from '../catalog/types.js';
import { type Action, actionNameOf, servicePrefixOf } from '../model/action.js';
import type { ArnContext } from '../model/arn.js';
import { renderArn } from '../model/arn-render.js';
import { conditionKeyOf } from '../model/condition-key.js';
import { renderCondition } from '../model/condition-render.js';
import type { Permission } from '../model/permission.js';
import type { Grant } from './types.js';

/** Permissions → grants as text, each once, sorted: from here on order, doubles and evidence of the input cannot matter. */
export function normalize(permissions: readonly Permission[], context: ArnContext, catalog: Catalog): Grant[] {
  return sortGrants(
    permissions.map((permission) => {
      const condition = permission.condition && renderCondition(permission.condition, context);
      return {
        action: spell(permission.action, catalog),
        resource: renderArn(permission.resource, context),
        ...(condition && { condition }),
      };
    }),
  );
}

/** Sorted, without doubles. */
export function sortGrants(grants: readonly Grant[]): Grant[] {
  const byKey = new Map(grants.map((grant) => [keyOf(grant), grant]));
  return [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, grant]) => grant);
}

/** Equal for grants that allow the same: the identity of a grant. */
const keyOf = (grant: Grant): string => `${grant.action}\n${grant.resource}\n${conditionKeyOf(grant.condition)}`;

/** The catalog's spelling, since IAM ignores case; an action it does not know keeps its own. */
const spell = (action: Action, catalog: Catalog): Action =>
  catalog.action(action)?.action ?? `${servicePrefixOf(action)}:${actionNameOf(action)}`;
