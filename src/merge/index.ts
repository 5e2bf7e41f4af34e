import type { Catalog } from '../catalog/types.js';
import type { Finding } from '../model/finding.js';
import type { LambdaFunction, Project } from '../model/function.js';
import type { LedgerEntry } from '../model/ledger.js';
import { compareLocations } from '../model/location.js';
import type { Permission } from '../model/permission.js';
import type { SdkCall } from '../model/sdk-call.js';
import { combine } from './combine.js';
import { needsOfCode } from './from-code.js';
import { settleLedger } from './settle-ledger.js';

export interface MergeInput {
  fn: LambdaFunction;
  project: Project;
  catalog: Catalog;
  calls: readonly SdkCall[];
  ledger: readonly LedgerEntry[];
  options: { conditions: boolean };
}

export interface Merged {
  permissions: Permission[];
  findings: Finding[];
  ledger: LedgerEntry[];
}

/** What the code needs and what the platform needs, as one sorted set of permissions with all their witnesses. Pure. */
export function merge({ fn, project, catalog, calls, ledger, options }: MergeInput): Merged {
  const code = needsOfCode(calls, fn, project, catalog, options);
  return {
    permissions: combine([...code.permissions, ...fn.platform]),
    findings: distinctFindings(code.findings),
    ledger: settleLedger(ledger, code.ledger, code.permissions),
  };
}

function distinctFindings(findings: readonly Finding[]): Finding[] {
  const byText = new Map(findings.map((finding) => [JSON.stringify(finding), finding]));
  return [...byText.values()].toSorted((a, b) => {
    if (a.location && b.location) return compareLocations(a.location, b.location) || (a.ruleId < b.ruleId ? -1 : 1);
    return a.location ? -1 : b.location ? 1 : a.ruleId < b.ruleId ? -1 : 1;
  });
}
