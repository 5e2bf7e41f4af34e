import type { Catalog } from '../catalog/types.js';
import { actionsOf } from '../prove/index.js';

/** Does the pattern match any action of the catalog? A name without wildcards is looked up, not searched for. */
export const matchesAnyAction = (pattern: string, catalog: Catalog): boolean =>
  /[*?]/.test(pattern) ? actionsOf(pattern, catalog).length > 0 : catalog.action(pattern) !== undefined;
