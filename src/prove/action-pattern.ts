import { foldGlob, matchesGlob, parseGlob } from './glob.js';
import type { ActionCatalog } from './types.js';

/** Does an `Action` element match? Service prefix and name ignore case; `*` and `?` may stand anywhere. */
export const matchesAction = (pattern: string, action: string): boolean =>
  matchesGlob(foldGlob(parseGlob(pattern)), action.toLowerCase());

/** The catalog's actions that a pattern matches, in the catalog's spelling, sorted. */
export function actionsOf(pattern: string, catalog: ActionCatalog): string[] {
  const glob = foldGlob(parseGlob(pattern));
  const prefix = pattern.slice(0, Math.max(0, pattern.indexOf(':'))).toLowerCase();
  const prefixes = prefix !== '' && !/[*?]/.test(prefix) ? [prefix] : catalog.prefixes();
  const out: string[] = [];
  for (const one of prefixes) {
    for (const { action } of Object.values(catalog.service(one)?.actions ?? {}))
      if (matchesGlob(glob, action.toLowerCase())) out.push(action);
  }
  return out.sort();
}
