import type { SourceLocation } from './location.js';

/**
 * Where an SDK site of the loaded code ended. Every site of the independent inventory is in exactly one bucket, so that nothing
 * vanishes: the sum of the buckets is the inventory.
 */
export type Bucket =
  | 'granted'
  | 'unreached'
  | 'unresolved-operation'
  | 'unresolved-resource'
  | 'client-escapes'
  | 'opaque-package'
  | 'unresolved-module'
  | 'budget-exceeded';

export interface LedgerEntry {
  bucket: Bucket;
  location: SourceLocation;
  /** The text of the site, shortened: `new PutObjectCommand`, `import '@acme/orders'`. */
  site: string;
  /** Why it is in this bucket; one sentence for people. */
  reason: string;
  /** What the user can do about it; absent where nothing needs doing. */
  advice?: string;
}
