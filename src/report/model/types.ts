import type { AccessLevel } from '../../model/action.js';
import type { SourceLocation } from '../../model/location.js';

/**
 * What is known of a granted action: `used` in the window; `needed` by the code or the platform, though not seen in use; `unused`: every
 * use would have been seen, and none was; `unobservable`: nobody can tell, so that it is never counted as unused.
 */
export type State = 'used' | 'needed' | 'unused' | 'unobservable';

export const LEVELS: readonly Level[] = ['Permissions management', 'Write', 'Tagging', 'Read', 'List', 'unknown'];

/** Access level of an action; `unknown` for actions that the catalog does not know. */
export type Level = AccessLevel | 'unknown';

/** Numbers of distinct actions. `granted` is the sum of the others. */
export interface Counts {
  granted: number;
  used: number;
  needed: number;
  unused: number;
  unobservable: number;
}

export type Risk = 'high' | 'medium' | 'low' | 'none';

export interface UsedAction {
  action: string;
  level: Level;
  /** ISO 8601. */
  last: string;
  count: number;
  /** What it was used on, sorted; at most 20. */
  resources: string[];
}

/** Actions of one level in one state, with what says so. Names are without the service. */
export interface ActionGroup {
  level: Level;
  why: string;
  names: string[];
  /** Names left out because the group is very large. */
  more: number;
}

export interface ServiceReport {
  service: string;
  counts: Counts;
  lastUsed: string | null;
  /** Last attempt that Access Advisor saw, which may have been denied; absent when it was not asked or saw none. */
  lastTried?: string;
  used: UsedAction[];
  needed: ActionGroup[];
  unused: ActionGroup[];
  unobservable: ActionGroup[];
}

/** One pair as a policy writes it down. */
export interface Grant {
  action: string;
  resource: string;
  conditional: boolean;
  /** What wrote it: `inline`, the name of a managed policy. */
  origin: string;
  at?: SourceLocation;
  counts: Counts;
}

export interface EscalationPath {
  how: string;
  actions: string[];
  /** True when all of its actions were used. */
  used: boolean;
}

export interface RoleReport {
  /** ARN where it is known, else the role's name in the template, else the function's id. Unique in a report. */
  id: string;
  name: string;
  arn: string | null;
  functions: string[];
  /** True when several functions run with the role. */
  shared: boolean;
  /** False when nothing says which policies the role has. */
  granted: boolean;
  /** False when there is no history of the role. */
  observed: boolean;
  /** Latest use, by the log or by IAM's own record. */
  lastUsed: string | null;
  /** IAM keeps a record of uses, and has none. */
  neverUsed: boolean;
  risk: Risk;
  counts: Counts;
  levels: { [level: string]: Counts };
  services: ServiceReport[];
  grants: Grant[];
  /** Actions granted on every resource, although they can be limited. */
  wildcardActions: number;
  escalations: EscalationPath[];
  /** Patterns that match no action of the catalog. */
  unknownPatterns: string[];
  /** Managed policies whose text is not known: what they grant is not counted. */
  unknownPolicies: string[];
  /** What could not be read of the role: sentences without their full stop. */
  problems?: string[];
  tags?: { key: string; value: string }[];
  /** Controls of CONTROLS that the role's unused access bears on. */
  controls: string[];
  next: string[];
}

export interface Window {
  from: string;
  to: string;
  days: number;
}

export interface Totals extends Counts {
  roles: number;
  functions: number;
  wildcardActions: number;
  escalations: number;
  sharedRoles: number;
  levels: { [level: string]: Counts };
}

export interface RoleTrend {
  id: string;
  change: 'new' | 'gone' | 'better' | 'worse' | 'same';
  granted: number;
  unused: number;
}

/** Differences to an earlier report: later minus earlier. */
export interface Trend {
  window: Window | null;
  granted: number;
  used: number;
  unused: number;
  wildcardActions: number;
  escalations: number;
  roles: RoleTrend[];
}

/** One report of a series: its totals, and the end of its evidence. */
export interface Point {
  window: Window | null;
  roles: number;
  granted: number;
  used: number;
  unused: number;
  wildcardActions: number;
  escalations: number;
}

/** Roles of the account that are not reported on, by name. */
export interface Omitted {
  why: string;
  roles: string[];
}

export interface EvidenceSource {
  kind: string;
  location: string;
  accounts: string[];
  regions: string[];
  filesFailed: number;
  gaps: number;
}

/** Everything the report says: what every format is rendered from. */
export interface Report {
  schemaVersion: 1;
  tool: { name: string; version: string };
  catalog: { version: string };
  window: Window | null;
  minimumDays: number;
  sources: EvidenceSource[];
  totals: Totals;
  roles: RoleReport[];
  trend: Trend | null;
  /** The reports before this one, oldest first; each report carries those of the one it was compared to. */
  history?: Point[];
  omitted?: Omitted[];
}
