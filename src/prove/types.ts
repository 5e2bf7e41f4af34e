import type { Catalog } from '../catalog/types.js';
import type { PolicyDocument } from '../model/policy.js';

/** Values of one condition key in a request; several for multivalued keys. A key that is not in the context is absent. */
export interface RequestContext {
  [key: string]: string | string[];
}

/** Who makes a request: exactly one of the kinds a `Principal` element knows. */
export type RequestPrincipal =
  | { AWS: string }
  | { Service: string }
  | { Federated: string }
  | { CanonicalUser: string };

/** One request, as IAM authorises it. `resource` is an ARN, or `*` for actions that take no resource. */
export interface AccessRequest {
  action: string;
  resource: string;
  principal?: RequestPrincipal;
  context: RequestContext;
}

/**
 * All policies that bear on one request. A member that is absent does not limit anything; a bare `PolicyDocument` stands for
 * `{ identity: [document] }`, or `{ resource: document }` when its statements name a principal.
 */
export interface PolicySet {
  /** Inline and managed policies of the principal: they add up. */
  identity?: readonly PolicyDocument[];
  /** Permissions boundary: limits the identity policies. */
  boundary?: PolicyDocument;
  /** Service control policies, one list per level (root, unit, account); every level must allow. */
  serviceControl?: readonly (readonly PolicyDocument[])[];
  /** Resource control policies, one list per level. `RCPFullAWSAccess` need not be given. */
  resourceControl?: readonly (readonly PolicyDocument[])[];
  /** Session policies of `AssumeRole`. */
  session?: readonly PolicyDocument[];
  /** Resource or trust policy. */
  resource?: PolicyDocument;
  /** True when principal and resource are in different accounts: then identity and resource policy must both allow. */
  crossAccount?: boolean;
}

/** The part of the catalog the prover uses: names of real actions, so that a witness reads like a real request. */
export type ActionCatalog = Pick<Catalog, 'prefixes' | 'service'>;

export interface InclusionOptions {
  /** Prefer real actions in witnesses. The answer never depends on it: actions the catalog does not know count as access too. */
  catalog?: ActionCatalog;
  /** Steps after which the answer is `unknown`; default 200,000 automaton states. */
  maxStates?: number;
}

/** A request that `inner` allows and `outer` does not; replayed on the simulator before it is returned. */
export type Witness = AccessRequest;

/**
 * Does `inner` give access that `outer` does not? `none`: proved that it gives none (included); `some`: `witness` is a request that
 * shows it; `unknown`: not decided, for the reason in `why`. Unknown is never proof.
 */
export interface InclusionResult {
  answer: 'none' | 'some' | 'unknown';
  witness?: Witness;
  why?: string;
}

/** Which statement of which policy decided. `index` counts the statements of the document from 0. */
export interface DecidingStatement {
  policy: 'identity' | 'boundary' | 'serviceControl' | 'resourceControl' | 'session' | 'resource';
  /** Position in the list of documents (for service control policies in the flattened list of all levels). */
  document: number;
  index: number;
  sid?: string;
  effect: 'Allow' | 'Deny';
}

export interface Decision {
  decision: 'allowed' | 'explicit-deny' | 'implicit-deny';
  /** One sentence for people: `denied by statement 2 (DenyIam) of the boundary`. */
  reason: string;
  /** The denying statements, or the allowing ones of every layer. */
  statements: DecidingStatement[];
  /** The layer without an allow, for `implicit-deny`. */
  missing?: DecidingStatement['policy'];
}
