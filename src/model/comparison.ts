import type { AccessLevel } from './action.js';
import type { SourceLocation } from './location.js';
import type { Evidence } from './permission.js';
import type { ConditionBlock } from './policy.js';

/** What a function may do today, against what it needs. */
export interface Comparison {
  function: string;
  role?: string;
  /** False when the project does not say which policy the function has. */
  declared: boolean;
  /** `only-removes`: proved that the needed policy allows nothing that today's does not. `same`: and the other way round. */
  verdict: 'same' | 'only-removes' | 'adds' | 'unknown';
  /** Why the verdict is unknown. */
  why?: string;
  before: PolicySize;
  after: PolicySize;
  rows: DeltaRow[];
  /** Managed policies of today whose text is not known. */
  unknownPolicies: { name: string; at: SourceLocation }[];
}

export interface PolicySize {
  /** Distinct actions, patterns counted as what they match. */
  actions: number;
  /** Pairs of action and `*`. */
  wildcardResources: number;
  writes: number;
  permissionsManagement: number;
}

/** One line of the difference: a grant of today, or a need that no grant covers. */
export interface DeltaRow {
  /** `narrowed`: partly used. `lacking`: needed and not granted. `undecided`: needed, and nobody knows whether it is granted. */
  change: 'removed' | 'narrowed' | 'kept' | 'lacking' | 'undecided';
  /** As written: an action or a pattern. */
  action: string;
  resource: string;
  condition?: ConditionBlock;
  /** Access levels of what goes away (or is missing), sorted. */
  levels: AccessLevel[];
  /** In words: `nothing uses it`, `2 of its 187 actions are used`. */
  why: string;
  /** Where the grant is written; for a need, where it arises. */
  at?: SourceLocation;
  /** What wrote the grant: `inline`, `SAM policy template S3CrudPolicy`. */
  origin?: string;
  evidence: Evidence[];
}
