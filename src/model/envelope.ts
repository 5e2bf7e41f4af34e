import type { Resolution } from './arn.js';
import type { FindingLevel } from './finding.js';
import type { Bucket } from './ledger.js';
import type { ConditionBlock, NamedPolicy } from './policy.js';

/** `--format json`: the published contract (schemas/envelope.schema.json). Only optional members may be added within a major version. */
export interface Envelope {
  schemaVersion: 1;
  tool: { name: 'iam-tighten'; version: string };
  catalog: { version: string };
  functions: FunctionEnvelope[];
  findings: FindingEnvelope[];
}

export interface FunctionEnvelope {
  id: string;
  handler: string;
  runtime: string | null;
  source: { path: string };
  permissions: PermissionEnvelope[];
  policies: NamedPolicy[];
  boundary: NamedPolicy | null;
  findings: FindingEnvelope[];
  unresolved: UnresolvedEnvelope[];
  /** Sites of the independent inventory per bucket; the values add up to `total`. */
  ledger: { total: number; buckets: { [bucket in Bucket]?: number } };
}

export interface PermissionEnvelope {
  action: string;
  resource: string;
  resolution: Resolution;
  /** Names in the template the resource refers to, and the environment variables left open. */
  references?: string[];
  condition?: ConditionBlock;
  evidence: EvidenceEnvelope[];
}

export type EvidenceEnvelope = {
  source: 'static' | 'deployment' | 'cloudtrail' | 'access-advisor' | 'kept';
  file?: string;
  line?: number;
  column?: number;
  [detail: string]: unknown;
};

export interface FindingEnvelope {
  ruleId: string;
  level: FindingLevel;
  message: string;
  location: { file: string; line: number; column: number } | null;
}

export interface UnresolvedEnvelope {
  kind: Bucket;
  file: string;
  line: number;
  column: number;
  site: string;
  reason: string;
  advice?: string;
}
