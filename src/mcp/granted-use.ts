import type { Catalog } from '../catalog/types.js';
import type { PolicyDocument } from '../model/policy.js';
import { actionsOf } from '../prove/index.js';
import type { Classified } from '../report/model/classify.js';

/** What history and code say of one granted action; the states are those of the report. */
export type ActionUse = Omit<Classified, 'uses'> & { action: string; last?: string };

/** One action or pattern that a policy allows, on its resources. */
export interface GrantUse {
  grant: string;
  resources: string[];
  uses: ActionUse[];
}

/**
 * What of a policy was used, grant by grant, without the actions that are `blocked`. Left aside are complements (NotAction), which name no action.
 * Uses count for every grant of their action, whatever its resource.
 */
export function grantedUse(
  document: PolicyDocument,
  classify: (action: string, everywhere: boolean) => Classified,
  catalog: Catalog,
  blocked: (action: string) => boolean,
): { grants: GrantUse[]; complements: number } {
  const allows = [document.Statement].flat().filter(({ Effect }) => Effect === 'Allow');
  const grants = allows.flatMap(({ Action = [], Resource = '*' }) =>
    [Action].flat().map((grant) => ({
      grant,
      resources: [Resource].flat(),
      uses: namesOf(grant, catalog)
        .filter((action) => !blocked(action))
        .map((action) => useOf(action, classify(action, [Resource].flat().includes('*')))),
    })),
  );
  return { grants, complements: allows.filter(({ NotAction }) => NotAction !== undefined).length };
}

/** The catalog's actions of a pattern; an action that the catalog does not know stands for itself. */
function namesOf(grant: string, catalog: Catalog): string[] {
  const names = actionsOf(grant, catalog);
  return names.length > 0 || /[*?]/.test(grant) ? names : [grant];
}

function useOf(action: string, { state, why, uses }: Classified): ActionUse {
  const last = uses
    .map((use) => use.last)
    .toSorted()
    .at(-1);
  const count = uses.reduce((sum, use) => sum + use.count, 0);
  return { action, state, why: state === 'used' ? `used ${count} times` : why, ...(last !== undefined && { last }) };
}
