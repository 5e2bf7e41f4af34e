import type { SourceLocation } from '../../model/location.js';
import type { PolicyDocument } from '../../model/policy.js';
import type { RoleUsage } from '../../model/usage.js';

/** A role to report on, wherever it comes from: a template, a policy file, an account. */
export interface RoleInput {
  id: string;
  name: string;
  arn: string | null;
  functions: string[];
  /** Identity policies; undefined when nothing says which there are. */
  policies?: { origin: string; document: PolicyDocument; at?: SourceLocation }[];
  boundary?: PolicyDocument;
  unknownPolicies: string[];
  /** IAM's own record of the last use; null when it has none, absent when it was not asked. */
  lastUsed?: string | null;
  /** ISO 8601, where IAM says it. */
  createdAt?: string;
  /** Whatever could not be read of the role, each in a sentence without its full stop. */
  problems?: string[];
  tags?: { key: string; value: string }[];
  /** The role's history; absent when the usage file has none of it. */
  usage?: RoleUsage;
  /** What the code or the platform needs: action in lower case → why, in words. */
  needs: ReadonlyMap<string, string>;
}

/** A role of an account, with what it is chosen by. */
export interface AccountRole extends RoleInput {
  arn: string;
  /** `/`, `/service/`. */
  path: string;
  /** Who may take the role; absent when it is not known or cannot be read. */
  trust?: PolicyDocument;
}

/**
 * Whether a use of an action by a role would have been seen; `everywhere` when it is granted on `*`, so that a use may be on any type of
 * resource. `src/merge/usage/observe.ts` decides it.
 */
export type Observer = (action: string, role: RoleUsage, everywhere: boolean) => { observable: boolean; why: string };
