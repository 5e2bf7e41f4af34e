import type { AdvisorRecord, UsageSource } from '../model/usage.js';
import type { SkipCounts } from './aggregate/skip-reason.js';
import type { CountedUsage } from './aggregate/usage-table.js';
import type { DigestReport } from './cloudtrail/digest/verify-trail.js';

/**
 * One place where evidence of use comes from: a folder, a bucket, an API. A source reads in steps that stand on their own, so that an
 * interrupted run goes on behind the last step it has saved.
 */
export interface EvidenceSource {
  readonly kind: UsageSource['kind'];
  /** What the usage file calls the source: a path as given, `s3://bucket/prefix`, a table, an analyzer's ARN. */
  readonly location: string;
  /**
   * Yields what was found, in the order of `key`. Stops at the next safe point when `signal` aborts; skips the steps up to and
   * including `after`. Throws `UserError` when nothing can be read (missing folder, missing permission).
   */
  read(request: ReadRequest): AsyncIterable<EvidenceStep>;
  /** Checks that what was read is what AWS wrote; absent where nothing can be checked. */
  verify?(signal: AbortSignal): Promise<DigestReport>;
}

export interface ReadRequest {
  filter: EventFilter;
  signal: AbortSignal;
  /** Key of the last step that a former run has saved. */
  after?: string;
  /** Asks for steps small enough to be saved; else a source may answer with one step. */
  checkpoints: boolean;
  progress: (progress: Progress) => void;
}

export interface Progress {
  /** Files, requests or roles done, and how many there are when that is known. */
  done: number;
  total?: number;
  unit: string;
  events: number;
}

/** Which events are wanted. Empty sets and absent times mean all. */
export interface EventFilter {
  roles: readonly string[];
  accounts: readonly string[];
  regions: readonly string[];
  /** ISO 8601 in seconds, UTC; `since` is included, `until` is not. */
  since?: string;
  until?: string;
}

export interface EvidenceStep {
  /** Steps have ascending keys. */
  key: string;
  part: EvidencePart;
  /** Another part of the same step follows; a state must hold all of them or none. */
  unfinished?: true;
}

/** A share of a source's evidence. Parts add up in any order. */
export interface EvidencePart {
  roles: { arn: string; usages: CountedUsage[]; advisor?: AdvisorRecord[]; created?: string }[];
  events: { read: number; used: number; skipped: SkipCounts };
  files: { read: number; failed: number };
  unmapped: { eventSource: string; eventName: string; count: number }[];
  accounts: string[];
  regions: string[];
  /** Days with at least one file, per account and region: `111122223333|eu-west-1|2026-08-24`. */
  days: string[];
  /** Earliest and latest event read, wanted or not. */
  first?: string;
  last?: string;
  /** What was answered covers the time up to here, although no event of it is dated: ISO 8601 in seconds. */
  known?: string;
  problems: FileProblem[];
  selectors?: unknown;
}

/** A file that could not be read whole, or a role that got no answer; what could be read counts. */
export interface FileProblem {
  file: string;
  ruleId: string;
  args: { [name: string]: string | number };
}

export const emptyPart = (): EvidencePart => ({
  roles: [],
  events: { read: 0, used: 0, skipped: {} },
  files: { read: 0, failed: 0 },
  unmapped: [],
  accounts: [],
  regions: [],
  days: [],
  problems: [],
});
