import { textOf } from '../findings/index.js';
import type { Analysis, FunctionAnalysis } from '../model/analysis.js';
import type { ArnContext } from '../model/arn.js';
import { renderArn } from '../model/arn-render.js';
import { renderCondition } from '../model/condition-render.js';
import type {
  Envelope,
  EvidenceEnvelope,
  FindingEnvelope,
  FunctionEnvelope,
  PermissionEnvelope,
} from '../model/envelope.js';
import type { Finding } from '../model/finding.js';
import type { Bucket, LedgerEntry } from '../model/ledger.js';
import type { Evidence, Permission } from '../model/permission.js';
import { referencesOf, resolutionOf } from './resolution.js';

/** The analysis as the versioned envelope of `--format json`. Pure; sorted as the stages sorted it. */
export function toEnvelope(analysis: Analysis, toolVersion: string): Envelope {
  return {
    schemaVersion: 1,
    tool: { name: 'iam-tighten', version: toolVersion },
    catalog: { version: analysis.catalogVersion },
    functions: analysis.functions.map((result) => functionEnvelope(result, analysis.arnContext)),
    findings: analysis.project.findings.map(findingEnvelope),
  };
}

function functionEnvelope(result: FunctionAnalysis, context: ArnContext): FunctionEnvelope {
  const { fn } = result;
  return {
    id: fn.id,
    handler: `${fn.handler.file}#${fn.handler.export}`,
    runtime: fn.runtime ?? null,
    source: { path: fn.codePath },
    permissions: result.permissions.map((permission) => permissionEnvelope(permission, context)),
    policies: result.policies,
    boundary: result.boundary ?? null,
    findings: result.findings.map(findingEnvelope),
    unresolved: result.ledger.filter(isUnresolved).map((entry) => ({
      kind: entry.bucket,
      file: entry.location.file,
      line: entry.location.line,
      column: entry.location.column,
      site: entry.site,
      reason: entry.reason,
      ...(entry.advice && { advice: entry.advice }),
    })),
    ledger: { total: result.ledger.length, buckets: countBuckets(result.ledger) },
  };
}

/** Unreached sites need nothing from the user: they are counted and shown by `--verbose`, not listed as open. */
export const isUnresolved = (entry: LedgerEntry): boolean => entry.bucket !== 'granted' && entry.bucket !== 'unreached';

export function countBuckets(ledger: readonly LedgerEntry[]): { [bucket in Bucket]?: number } {
  const counts = new Map<Bucket, number>();
  for (const { bucket } of ledger) counts.set(bucket, (counts.get(bucket) ?? 0) + 1);
  return Object.fromEntries([...counts].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function permissionEnvelope(
  { action, resource, condition, evidence }: Permission,
  context: ArnContext,
): PermissionEnvelope {
  const references = referencesOf(resource);
  const rendered = condition && renderCondition(condition, context);
  return {
    action,
    resource: renderArn(resource, context),
    resolution: resolutionOf(resource),
    ...(references.length > 0 && { references }),
    ...(rendered && { condition: rendered }),
    evidence: evidence.map(evidenceEnvelope),
  };
}

function evidenceEnvelope(evidence: Evidence): EvidenceEnvelope {
  const { source, ...details } = evidence;
  if (!('at' in details) || !details.at) return { source, ...details };
  const { at, ...rest } = details;
  return { source, file: at.file, line: at.line, column: at.column, ...rest };
}

export function findingEnvelope(finding: Finding): FindingEnvelope {
  const { ruleId, level, location } = finding;
  return { ruleId, level, message: textOf(finding), location: location ?? null };
}
