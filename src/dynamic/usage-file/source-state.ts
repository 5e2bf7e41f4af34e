import type { UsageSource } from '../../model/usage.js';
import type { EvidencePart } from '../evidence-source.js';

/** What is known of one source so far; plain data, saved and restored as it is. */
export interface SourceState {
  kind: UsageSource['kind'];
  location: string;
  /** Everything but `roles` and `unmapped`, which are kept once for all sources. */
  sum: EvidencePart;
  lastKey?: string;
  finished: boolean;
}
