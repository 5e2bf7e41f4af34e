import type { CheckFlags } from './check.js';
import type { ForgeFlags } from './forge.js';

/** Options of `comment`, as commander hands them over. */
export interface CommentFlags extends CheckFlags, ForgeFlags {
  key: string;
  behavior: string;
  sarif?: string;
  codeQuality?: string;
  summary?: boolean;
  annotations?: boolean;
  comment?: boolean;
  dryRun?: boolean;
}
