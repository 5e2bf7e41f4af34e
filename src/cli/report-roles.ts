import { roleOf } from '../merge/usage/role-of.js';
import type { Analysis, FunctionAnalysis } from '../model/analysis.js';
import type { Evidence } from '../model/permission.js';
import type { RoleUsage, UsageFile } from '../model/usage.js';
import type { RoleInput } from '../report/index.js';
import { readPolicyFile } from './existing-policy.js';

/** The roles of a project, one for each role that its functions name or have for themselves, with what the project says they may do. */
export function rolesOfProject(
  { functions }: Analysis,
  usage: UsageFile | undefined,
  named: string | undefined,
): RoleInput[] {
  const byRole = new Map<string, FunctionAnalysis[]>();
  for (const result of functions) {
    const id = result.fn.declared?.role ?? result.fn.id;
    byRole.set(id, [...(byRole.get(id) ?? []), result]);
  }
  return [...byRole].map(([id, own]) => {
    const history = usage && roleOf(own[0]!.fn, usage, named, byRole.size === 1);
    const declared = own.map(({ fn }) => fn.declared).find((policy) => policy !== undefined);
    return {
      id,
      name: id,
      arn: history?.arn ?? null,
      functions: own.map(({ fn }) => fn.id),
      ...(declared && { policies: declared.documents }),
      unknownPolicies: [...new Set(declared?.unknownManagedPolicies.map(({ name }) => name) ?? [])],
      ...(history && { usage: history }),
      needs: needsOf(own),
    };
  });
}

/** One role of which only the policy is given. Its history is that of the role named, or the only one in the usage file. */
export function roleOfPolicy(file: string, usage: UsageFile | undefined, named: string | undefined): RoleInput {
  const history =
    named === undefined
      ? usage?.roles.length === 1
        ? usage.roles[0]
        : undefined
      : usage?.roles.find(({ arn }) => arn === named || nameOf(arn) === named);
  const arn = history?.arn ?? (named?.startsWith('arn:') ? named : undefined);
  const id = arn ?? named ?? file;
  return {
    id,
    name: nameOf(id),
    arn: arn ?? null,
    functions: [],
    policies: [{ origin: 'existing policy', document: readPolicyFile(file), at: { file, line: 1, column: 1 } }],
    unknownPolicies: [],
    ...(history && { usage: history }),
    needs: new Map(),
  };
}

const nameOf = (arn: string): string => arn.slice(arn.lastIndexOf('/') + 1);

/** Roles of an account with the functions that run with them, what those need, and their history. */
export function rolesOfAccount(
  roles: readonly RoleInput[],
  analysis: Analysis | undefined,
  usage: UsageFile | undefined,
): RoleInput[] {
  const bare: RoleUsage[] = roles.map(({ arn }) => ({ arn: arn!, usages: [], advisor: [] }));
  const byArn = new Map<string, FunctionAnalysis[]>();
  for (const result of analysis?.functions ?? []) {
    const arn = roleOf(result.fn, { ...NO_HISTORY, roles: bare }, undefined, false)?.arn;
    if (arn !== undefined) byArn.set(arn, [...(byArn.get(arn) ?? []), result]);
  }
  return roles.map((role) => {
    const own = byArn.get(role.arn!) ?? [];
    const history = usage?.roles.find(({ arn }) => arn === role.arn);
    return {
      ...role,
      functions: own.map(({ fn }) => fn.id),
      ...(history && { usage: history }),
      needs: needsOf(own),
    };
  });
}

const NO_HISTORY: UsageFile = { schemaVersion: 1, window: { from: '', to: '' }, sources: [], roles: [], unmapped: [] };

/** Why the code or the platform of some functions needs an action, by action in lower case. */
function needsOf(functions: readonly FunctionAnalysis[]): Map<string, string> {
  const needs = new Map<string, string>();
  for (const { permissions } of functions) {
    for (const { action, evidence } of permissions) {
      const key = action.toLowerCase();
      // A use is told by the history itself.
      const first = evidence.find(({ source }) => source !== 'cloudtrail' && source !== 'access-advisor');
      if (first === undefined) continue;
      if (!needs.has(key)) needs.set(key, whyOf(first));
    }
  }
  return needs;
}

function whyOf(evidence: Evidence): string {
  if (evidence.source === 'static') return 'the code calls it';
  if (evidence.source === 'deployment') return 'the platform needs it';
  return evidence.source === 'kept' ? `kept: ${evidence.reason}` : 'it is needed';
}
