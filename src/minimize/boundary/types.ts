import type { Catalog } from '../../catalog/types.js';
import type { ArnContext } from '../../model/arn.js';
import type { Finding } from '../../model/finding.js';
import type { NamedPolicy, PolicyDocument } from '../../model/policy.js';

/**
 * How much room the boundary leaves for new code of the same kind. `coarse`: every action of the services used. `tight`: their actions of
 * the access levels used. `exact`: the actions needed today. Resources are open in all three: the role's policy names them.
 */
export type Headroom = 'coarse' | 'tight' | 'exact';

export interface BoundaryOptions {
  arnContext: ArnContext;
  name: string;
  catalog: Catalog;
  headroom?: Headroom;
}

/** Why a line of the boundary is there. */
export interface BoundaryLine {
  sid: string;
  /** The action or pattern. */
  line: string;
  why: string;
}

export interface Boundary {
  /** One managed policy. */
  policy: NamedPolicy;
  /** Headroom that fitted, which may be coarser than the one asked for. */
  headroom: Headroom;
  explanation: BoundaryLine[];
  findings: Finding[];
}

/** Documents to go with a boundary: who may create roles under it, and what to deny a set of roles from above. */
export interface BoundaryCompanions {
  delegation: PolicyDocument;
  serviceControl: PolicyDocument;
}
