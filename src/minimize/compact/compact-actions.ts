import type { Catalog } from '../../catalog/types.js';
import { actionNameOf, servicePrefixOf } from '../../model/action.js';
import { matchesAction } from '../../prove/index.js';
import { groupBy } from '../group-by.js';
import { compactNames } from './compact-names.js';
import type { Cut } from './glob-candidates.js';

/**
 * Actions → globs that match exactly them among all actions of the catalog. Actions of a service the catalog does not know stay as they
 * are, and so do globs that relaxing has made. Exact for this catalog only: AWS adds actions, see `drift`.
 */
export function compactActions(actions: readonly string[], catalog: Catalog, cut: Cut): string[] {
  return [...groupBy(actions, servicePrefixOf)].flatMap(([prefix, own]) => {
    const all = Object.keys(catalog.service(prefix)?.actions ?? {});
    if (all.length === 0) return own;
    const globs = own.filter((action) => action.includes('*'));
    const names = own.filter((action) => !globs.some((glob) => matchesAction(glob, action))).map(actionNameOf);
    return [...globs, ...compactNames(names, all, prefix, cut).map((glob) => `${prefix}:${glob}`)].sort();
  });
}
