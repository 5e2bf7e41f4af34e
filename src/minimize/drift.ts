import type { Catalog } from '../catalog/types.js';
import type { PolicyDocument } from '../model/policy.js';
import { actionsOf } from '../prove/index.js';

/** A glob of a policy that matches more than was needed when it was written. */
export interface Drift {
  sid?: string;
  glob: string;
  /** Actions of the catalog that the glob matches and nobody needed, sorted. */
  gained: string[];
}

/**
 * What the globs of a policy match in this catalog beyond the actions that were needed. AWS adds actions all the time, so a glob that
 * was exact for one catalog need not be for the next. Only Allow statements count: a Deny that grows takes nothing away from safety.
 */
export function findDrift(document: PolicyDocument, needed: readonly string[], catalog: Catalog): Drift[] {
  const wanted = new Set(needed.map((action) => action.toLowerCase()));
  return [document.Statement].flat().flatMap((statement) => {
    if (statement.Effect !== 'Allow') return [];
    const globs = [statement.Action ?? []].flat().filter((action) => /[*?]/.test(action));
    return globs.flatMap((glob): Drift[] => {
      const gained = actionsOf(glob, catalog).filter((action) => !wanted.has(action.toLowerCase()));
      return gained.length === 0 ? [] : [{ ...(statement.Sid && { sid: statement.Sid }), glob, gained }];
    });
  });
}
