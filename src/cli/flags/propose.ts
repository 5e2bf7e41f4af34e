import type { AnalyzeFlags } from './analyze.js';
import type { ForgeFlags } from './forge.js';

/** Options of `propose`, as commander hands them over. */
export interface ProposeFlags extends AnalyzeFlags, ForgeFlags {
  write?: boolean;
  dryRun?: boolean;
  onlyRemove?: boolean;
  acceptUnresolved?: boolean;
  exitCode?: boolean;
  rollback?: string;
  undo?: string;
  stage?: string;
  pr?: boolean;
  forge?: string;
  remote: string;
  base?: string;
  limit?: string;
  output?: string;
  quiet?: boolean;
  verbose?: boolean;
}
