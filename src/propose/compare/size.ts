import type { Catalog } from '../../catalog/types.js';
import type { PolicySize } from '../../model/comparison.js';
import { actionsOf } from '../../prove/index.js';

/** Size of a policy in actions, as people count them. */
export function sizeOf(pairs: readonly { action: string; resource: string }[], catalog: Catalog): PolicySize {
  const actions = new Set(pairs.flatMap(({ action }) => actionsOf(action, catalog)));
  const levels = [...actions].map((action) => catalog.action(action)?.accessLevel);
  return {
    actions: actions.size,
    wildcardResources: new Set(pairs.filter(({ resource }) => resource === '*').map(({ action }) => action)).size,
    writes: levels.filter((level) => level === 'Write').length,
    permissionsManagement: levels.filter((level) => level === 'Permissions management').length,
  };
}
