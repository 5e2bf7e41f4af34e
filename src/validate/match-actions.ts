import type { Catalog } from '../catalog/types.js';
import { actionsOf } from '../prove/index.js';

/** Does the pattern match any action of the catalog? */
export const matchesAnyAction = (pattern: string, catalog: Catalog): boolean => actionsOf(pattern, catalog).length > 0;
