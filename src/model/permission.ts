import type { Action } from './action.js';
import type { ArnPattern } from './arn.js';
import type { SourceLocation } from './location.js';
import type { Text } from './text.js';

/** Condition on a permission, with values that may hold references: operator → key → values. */
export interface PermissionCondition {
  [operator: string]: { [key: string]: Text[] };
}

/** The unit of the tool: one action on one resource, with everything that says it is needed. */
export interface Permission {
  action: Action;
  resource: ArnPattern;
  condition?: PermissionCondition;
  evidence: Evidence[];
  /** The history does not show it, and why that says nothing against it: `days are missing in the log`. */
  unseen?: string;
}

export type Evidence = StaticEvidence | DeploymentEvidence | CloudTrailEvidence | AdvisorEvidence | KeptEvidence;

/** `proven`: on a path the code takes or logged; `likely`: built but not seen sent, or a rule of thumb; `possible`: depends on unknown input. */
export type Strength = 'proven' | 'likely' | 'possible';

export interface StaticEvidence {
  source: 'static';
  strength: Strength;
  /** Where the request is made: the command built, the method called. */
  at: SourceLocation;
  /** Where it is sent, when that is another line of the same function. */
  sentAt?: SourceLocation;
  /** `s3:GetObject` as `<client>:<Operation>`. */
  operation: string;
  /** `required`, or the catalog's condition in words: `VersionId is set`. */
  because?: string;
  via?: string;
  /** Why a part of the resource is `*`, in words with the place it arose; absent when nothing is. */
  wildcards?: { reason: string; at?: SourceLocation; source?: string }[];
  path: string[];
  inErrorPath?: boolean;
}

export interface DeploymentEvidence {
  source: 'deployment';
  strength: Strength;
  at: SourceLocation;
  reason: string;
}

export interface CloudTrailEvidence {
  source: 'cloudtrail';
  strength: Strength;
  operation: string;
  count: number;
  /** ISO 8601. */
  first: string;
  last: string;
  /** Service that made the call on the role's behalf, if any. */
  via?: string;
}

export interface AdvisorEvidence {
  source: 'access-advisor';
  strength: Strength;
  lastAccessed: string;
  level: 'service' | 'action';
}

export interface KeptEvidence {
  source: 'kept';
  strength: Strength;
  reason: string;
  until?: string;
  at?: SourceLocation;
}
