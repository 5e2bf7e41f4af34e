import type { SourceLocation } from './location.js';

/** A permission people want to keep although no witness asks for it. From the configuration, or from a comment in a template. */
export interface KeepEntry {
  /** An action or a pattern: `s3:PutObject`, `s3:Get*`. */
  action: string;
  /** An ARN pattern, where `${Orders.Arn}` names a resource of the template; absent for "where today's policy allows it". */
  resource?: string;
  reason: string;
  /** Last day it is kept, as `2026-12-31`; absent for no end. */
  until?: string;
  /** Only for this function; absent for all. */
  function?: string;
  at?: SourceLocation;
}
