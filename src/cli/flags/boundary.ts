import type { AnalyzeFlags } from './analyze.js';

/** Options of `boundary`, as commander hands them over. */
export interface BoundaryFlags extends AnalyzeFlags {
  headroom: string;
  format: string;
  output?: string;
  roles?: string;
}
