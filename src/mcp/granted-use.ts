import type { Catalog } from '../catalog/types.js';
import { observe } from '../merge/usage/observe.js';
import { servicePrefixOf } from '../model/action.js';
import type { Permission, StaticEvidence } from '../model/permission.js';
import type { PolicyDocument } from '../model/policy.js';
import type { RoleUsage, UsageFile } from '../model/usage.js';
import { actionsOf } from '../prove/index.js';

/** What history says of one granted action. `unobservable`: a use would not have been seen, so that nothing follows from silence. */
export interface ActionUse {
  action: string;
  state: 'used' | 'unused' | 'unobservable';
  why: string;
  last?: string;
}

/** One action or pattern that a policy allows, on its resources. */
export interface GrantUse {
  grant: string;
  resources: string[];
  uses: ActionUse[];
}

/**
 * What of a policy was used in the window of a usage file, grant by grant. Deny statements are left aside, and so are complements
 * (NotAction), which name no action. Uses count for every grant of their action, whatever its resource.
 */
export function grantedUse(
  document: PolicyDocument,
  usage: UsageFile,
  role: RoleUsage,
  catalog: Catalog,
): { grants: GrantUse[]; complements: number } {
  const known = new Map<string, ActionUse>();
  const useOf = (action: string): ActionUse => {
    const found = known.get(action) ?? actionUse(action, usage, role, catalog);
    known.set(action, found);
    return found;
  };
  const allows = [document.Statement].flat().filter(({ Effect }) => Effect === 'Allow');
  const grants = allows.flatMap(({ Action = [], Resource = '*' }) =>
    [Action].flat().map((grant) => ({
      grant,
      resources: [Resource].flat(),
      uses: namesOf(grant, catalog).map(useOf),
    })),
  );
  return { grants, complements: allows.filter(({ NotAction }) => NotAction !== undefined).length };
}

/** The catalog's actions of a pattern; an action that the catalog does not know stands for itself. */
function namesOf(grant: string, catalog: Catalog): string[] {
  const names = actionsOf(grant, catalog);
  return names.length > 0 || /[*?]/.test(grant) ? names : [grant];
}

function actionUse(action: string, usage: UsageFile, role: RoleUsage, catalog: Catalog): ActionUse {
  const same = (other: string) => other.toLowerCase() === action.toLowerCase();
  const uses = role.usages.filter((one) => one.outcome === 'allowed' && same(one.action));
  const last = uses
    .map((one) => one.last)
    .toSorted()
    .at(-1);
  if (last !== undefined)
    return { action, state: 'used', why: `used ${uses.reduce((sum, one) => sum + one.count, 0)} times`, last };
  const { observable, why } = observe(asPermission(action, catalog), usage, role, catalog);
  return { action, state: observable ? 'unused' : 'unobservable', why };
}

/** The action as if code made every call that needs it: only when all of them would be seen does silence mean that it is unused. */
function asPermission(action: string, catalog: Catalog): Permission {
  const evidence = operationsOf(action, catalog).map(
    (operation): StaticEvidence => ({
      source: 'static',
      strength: 'possible',
      at: { file: '', line: 0, column: 0 },
      operation,
      path: [],
    }),
  );
  return { action: action as Permission['action'], resource: [], evidence };
}

function operationsOf(action: string, catalog: Catalog): string[] {
  const prefix = servicePrefixOf(action);
  return (catalog.clients?.() ?? []).flatMap((name) => {
    const client = catalog.client(name);
    if (client?.prefix !== prefix) return [];
    const source = client.eventSource ?? `${prefix}.amazonaws.com`;
    return client
      .operations()
      .filter((operation) => catalog.event(source, operation)?.actions.includes(action as never))
      .map((operation) => `${client.client}:${operation}`);
  });
}
