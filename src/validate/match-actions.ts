import type { Catalog } from '../catalog/types.js';
import { servicePrefixOf } from '../model/action.js';
import { actionsOf } from '../prove/index.js';

/** Does the pattern match any action of the catalog? */
export const matchesAnyAction = (pattern: string, catalog: Catalog): boolean => actionsOf(pattern, catalog).length > 0;

/** Actions of the catalog that a statement's `Action` patterns match, by service prefix. `*` alone is every service. */
export function prefixesOf(patterns: readonly string[], catalog: Catalog): string[] {
  const prefixes = patterns.flatMap((pattern) => (pattern === '*' ? catalog.prefixes() : [servicePrefixOf(pattern)]));
  return [...new Set(prefixes)].filter((prefix) => catalog.service(prefix) !== undefined).sort();
}
