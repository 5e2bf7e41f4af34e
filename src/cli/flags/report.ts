import type { AnalyzeFlags } from './analyze.js';

/** Options of `report`, as commander hands them over. */
export interface ReportFlags extends AnalyzeFlags {
  authorizationDetails?: string;
  existing?: string;
  previous?: string;
  format?: string[];
  output?: string[];
  quiet?: boolean;
}
