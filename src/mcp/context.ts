import type { Catalog } from '../catalog/types.js';
import type { Analysis } from '../model/analysis.js';
import type { UsageFile } from '../model/usage.js';
import type { Observer } from '../report/index.js';

/** What a tool may ask the analysis for; the same words as the flags of the command line. */
export interface AnalyzeRequest {
  function?: string[];
  handler?: string;
  account?: string;
  region?: string;
  usage?: string;
  mode?: string;
  role?: string;
}

/** What the server lends to its tools. */
export interface McpContext {
  /** Absolute path of the only folder that tools may read. It is the working directory of the process too. */
  root: string;
  toolVersion: string;
  catalog: Catalog;
  /** Analyses a path below the root, with the project's configuration, as the command line does. */
  analyze(path: string, request: AnalyzeRequest): Promise<Analysis>;
  /** Tells whether a use would be in a usage file, as the report does. */
  observer(usage: UsageFile): Observer;
}
