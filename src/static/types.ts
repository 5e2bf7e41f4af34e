import type { Catalog } from '../catalog/types.js';
import type { Finding } from '../model/finding.js';
import type { HandlerReference } from '../model/function.js';
import type { LedgerEntry } from '../model/ledger.js';
import type { SdkCall } from '../model/sdk-call.js';
import type { Text } from '../model/text.js';
import type { ProjectFiles } from './parse/project-files.js';

export interface TraceInput {
  /** Absolute project root; every location in the result is relative to it. */
  root: string;
  /** Absolute folder above the root that files may be read from (the repository); default the root itself. */
  boundary?: string;
  handler: HandlerReference;
  environment: { [name: string]: Text };
  catalog: Catalog;
  /** Files that replace or add to those on disk, by path relative to the root (zips, source-map originals). */
  virtualFiles?: { [file: string]: string };
  /** Interpreter steps for this function; default in static/interpret/budget.ts. */
  budget?: number;
  /**
   * Files already read and parsed, rooted at the boundary; share one between the functions of a project. Ignored when the function has
   * virtual files.
   */
  files?: ProjectFiles;
}

export interface TraceResult {
  calls: SdkCall[];
  ledger: LedgerEntry[];
  findings: Finding[];
  /** Files loaded, relative to the root, sorted. */
  files: string[];
}
