import type { AnalyzeFlags } from './analyze.js';

/** Options of `report`, as commander hands them over. */
export interface ReportFlags extends Omit<AnalyzeFlags, 'role'> {
  online?: boolean;
  authorizationDetails?: string;
  /** One word when it comes from the configuration. */
  role?: string[] | string;
  assumedBy?: string;
  serviceLinked?: boolean;
  selectors?: boolean;
  existing?: string;
  previous?: string;
  format?: string[];
  output?: string[];
  quiet?: boolean;
}
