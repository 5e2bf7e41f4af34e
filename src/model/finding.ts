import type { SourceLocation } from './location.js';

/** SARIF's levels. */
export type FindingLevel = 'error' | 'warning' | 'note';

/**
 * A complaint. The text lives in src/findings/messages.ts, keyed by `ruleId`; stages only give the arguments, so that one id has one
 * wording and one help page.
 */
export interface Finding {
  ruleId: string;
  level: FindingLevel;
  args: { [name: string]: string | number };
  location?: SourceLocation;
}
