import type { Comparison } from './model/comparison.js';
import type { LambdaFunction } from './model/function.js';
import type { LedgerEntry } from './model/ledger.js';
import type { NamedPolicy } from './model/policy.js';
import type { Edit } from './propose/index.js';

/** The smallest policy of one role, against the one it has. */
export interface RoleProposal {
  functions: LambdaFunction[];
  role?: string;
  comparison: Comparison;
  /** What is written in place of today's documents. */
  policies: NamedPolicy[];
  /** Calls whose action or client is not known: what they need is not in the policy. */
  unresolved: LedgerEntry[];
  edit: ({ file: string } & Edit) | { refused: string; made?: MadeByCode };
}

/** A policy that CDK code makes: the resource of the synthesised template, and the code to write where it is not the statements. */
export interface MadeByCode {
  template: string;
  logicalId: string;
  code?: string;
}

/** What is edited: the policies of a role, or first only its permissions boundary. */
export type Stage = 'policy' | 'boundary';
