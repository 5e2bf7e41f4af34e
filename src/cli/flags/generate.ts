import type { AnalyzeFlags } from './analyze.js';

/** Options of `generate`, as commander hands them over. */
export interface GenerateFlags extends AnalyzeFlags {
  format?: string[];
  output?: string[];
  json?: boolean;
  strict?: boolean;
  quiet?: boolean;
  verbose?: boolean;
  dump?: string;
}
