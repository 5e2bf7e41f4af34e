import type { Catalog } from '../../catalog/types.js';
import type { AccessLevel } from '../../model/action.js';
import type { Evidence } from '../../model/permission.js';
import { actionsOf, globIncludes, matchesAction } from '../../prove/index.js';
import type { Granted } from './grants.js';
import type { Needed } from './needs.js';

export interface Use {
  change: 'removed' | 'narrowed' | 'kept';
  why: string;
  levels: AccessLevel[];
  evidence: Evidence[];
}

/**
 * How much of a grant is needed. A need falls into a grant when the action matches and one resource pattern covers the other: what is
 * only known in part may well be what the grant says.
 * @param sameResource spelled-out texts of a grant's and a need's resource
 */
export function useOfGrant(
  grant: Granted,
  needs: readonly Needed[],
  catalog: Catalog,
  spelled: (resource: string, action: string) => string,
): Use {
  const given = spelled(grant.resource, grant.action);
  const falling = needs.filter(({ action, widest }) => {
    if (!matchesAction(grant.action, action)) return false;
    const wanted = spelled(widest, action);
    return globIncludes(given, wanted) || globIncludes(wanted, given);
  });
  const evidence = falling.flatMap(({ permission }) => permission.evidence);
  const granted = actionsOf(grant.action, catalog);
  const used = new Set(falling.map(({ action }) => action.toLowerCase()));
  const unused = granted.filter((action) => !used.has(action.toLowerCase()));
  const levels = levelsOf(unused, catalog);
  const [maybe] = falling.length > 0 ? [] : needs.filter((need) => mayBe(need, grant, given));
  if (maybe) {
    const why = 'it may be what is used: which resource that is, only run time knows';
    return { change: 'kept', why, levels: [], evidence: maybe.permission.evidence };
  }
  if (falling.length === 0) return { change: 'removed', why: 'nothing uses it', levels, evidence };
  if (unused.length > 0) {
    const why = `${granted.length - unused.length} of its ${granted.length} actions are used`;
    return { change: 'narrowed', why, levels, evidence };
  }
  // The whole resource is needed when some need covers it.
  if (granted.every((action) => coversAll(action, given, falling, spelled)))
    return { change: 'kept', why: keptWhy(evidence), levels: [], evidence };
  const resources = [...new Set(falling.map(({ resource }) => resource))].toSorted();
  const shown =
    resources.length > 3
      ? `${resources.slice(0, 3).join(', ')} and ${resources.length - 3} more`
      : resources.join(', ');
  return { change: 'narrowed', why: `it is used on ${shown} only`, levels: levelsOf(granted, catalog), evidence };
}

/** Needed for certain, or kept because nothing rules it out: then that is the reason a reader must see. */
function keptWhy(evidence: readonly Evidence[]): string {
  const [first] = evidence;
  const doubtful = evidence.every(({ source, strength }) => source === 'deployment' && strength === 'possible');
  return doubtful && first?.source === 'deployment' ? first.reason : 'needed';
}

/** A resource that is a value of the deployment as a whole, and a need that may be on anything: nobody can tell them apart. */
const mayBe = ({ action, open }: Needed, grant: Granted, given: string): boolean =>
  open && given.startsWith('${') && matchesAction(grant.action, action);

const coversAll = (
  action: string,
  given: string,
  needs: readonly Needed[],
  spelled: (resource: string, action: string) => string,
): boolean =>
  needs.some(
    (need) =>
      need.action.toLowerCase() === action.toLowerCase() && globIncludes(spelled(need.resource, need.action), given),
  );

export const levelsOf = (actions: readonly string[], catalog: Catalog): AccessLevel[] =>
  [...new Set(actions.flatMap((action) => catalog.action(action)?.accessLevel ?? []))].toSorted();
