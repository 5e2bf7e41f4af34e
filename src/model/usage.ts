/** The usage file: dynamic evidence as `collect` writes it and `generate`, `check` and `report` read it (`--usage`). */
export interface UsageFile {
  schemaVersion: 1;
  window: { from: string; to: string };
  sources: UsageSource[];
  roles: RoleUsage[];
  unmapped: { eventSource: string; eventName: string; count: number }[];
}

export interface UsageSource {
  kind:
    | 'cloudtrail-files'
    | 'cloudtrail-s3'
    | 'lookup-events'
    | 'athena'
    | 'lake'
    | 'access-advisor'
    | 'access-analyzer';
  location: string;
  accounts: string[];
  regions: string[];
  files: { read: number; failed: number };
  /** `read = used + Σ skipped` always. */
  events: { read: number; used: number; skipped: { [reason: string]: number } };
  selectors?: unknown;
  gaps: { account: string; region: string; from: string; to: string }[];
}

export interface RoleUsage {
  arn: string;
  /** When the role was made, where IAM was asked: nothing is known of it before. */
  created?: string;
  usages: Usage[];
  advisor: AdvisorRecord[];
}

/** One aggregated row of history. */
export interface Usage {
  action: string;
  /** `s3:ListObjects`: eventSource's service and eventName. */
  operation: string;
  resource: string;
  outcome: 'allowed' | 'denied';
  via: string | null;
  count: number;
  first: string;
  last: string;
}

export interface AdvisorRecord {
  service: string;
  action?: string;
  lastAccessed: string | null;
  tracked: boolean;
}
