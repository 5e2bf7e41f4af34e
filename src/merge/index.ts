import type { Catalog } from '../catalog/types.js';
import type { Finding } from '../model/finding.js';
import type { LambdaFunction, Project } from '../model/function.js';
import type { LedgerEntry } from '../model/ledger.js';
import { compareLocations } from '../model/location.js';
import type { Permission } from '../model/permission.js';
import type { SdkCall } from '../model/sdk-call.js';
import type { UsageFile } from '../model/usage.js';
import { combine } from './combine.js';
import { needsOfCode } from './from-code.js';
import { settleLedger } from './settle-ledger.js';
import { mergeUsage, type UsageMergeOptions } from './usage/merge-usage.js';
import { roleOf } from './usage/role-of.js';

export type { Mode } from './usage/decide.js';

export interface MergeInput {
  fn: LambdaFunction;
  project: Project;
  catalog: Catalog;
  calls: readonly SdkCall[];
  ledger: readonly LedgerEntry[];
  options: { conditions: boolean };
  /** The account's history, when there is one. */
  history?: { usage: UsageFile; role?: string } & UsageMergeOptions;
  /** What people want to keep although no witness asks for it. */
  kept?: readonly Permission[];
}

export interface Merged {
  permissions: Permission[];
  findings: Finding[];
  ledger: LedgerEntry[];
}

/** What the code, the platform and the history need, as one sorted set of permissions with all their witnesses. Pure. */
export function merge({ fn, project, catalog, calls, ledger, options, history, kept = [] }: MergeInput): Merged {
  const code = needsOfCode(calls, fn, project, catalog, options);
  const declared = combine([...code.permissions, ...fn.platform]);
  const used = history && withHistory(declared, fn, project, catalog, history);
  return {
    permissions: combine([...(used?.permissions ?? declared), ...kept]),
    findings: distinctFindings([...code.findings, ...(used?.findings ?? [])]),
    ledger: settleLedger(ledger, code.ledger, code.permissions),
  };
}

function withHistory(
  declared: readonly Permission[],
  fn: LambdaFunction,
  project: Project,
  catalog: Catalog,
  history: NonNullable<MergeInput['history']>,
): { permissions: readonly Permission[]; findings: Finding[] } {
  const role = roleOf(fn, history.usage, history.role, project.functions.length === 1);
  if (role) return mergeUsage(declared, history.usage, role, catalog, history);
  const args = { role: history.role ?? fn.declared?.role ?? fn.id, function: fn.id };
  return { permissions: declared, findings: [{ ruleId: 'IT217', level: 'warning', args }] };
}

function distinctFindings(findings: readonly Finding[]): Finding[] {
  const byText = new Map(findings.map((finding) => [JSON.stringify(finding), finding]));
  return [...byText.values()].toSorted((a, b) => {
    if (a.location && b.location) return compareLocations(a.location, b.location) || (a.ruleId < b.ruleId ? -1 : 1);
    return a.location ? -1 : b.location ? 1 : a.ruleId < b.ruleId ? -1 : 1;
  });
}
