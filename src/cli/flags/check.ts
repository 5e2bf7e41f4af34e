import type { AnalyzeFlags } from './analyze.js';

/** Options of `check`, as commander hands them over. */
export interface CheckFlags extends AnalyzeFlags {
  existing?: string;
  failOn?: string;
  exitZero?: boolean;
  baseline?: string;
  updateBaseline?: boolean;
  format?: string[];
  output?: string[];
  json?: boolean;
  quiet?: boolean;
  verbose?: boolean;
}
