/** Options of `compare`, as commander hands them over. */
export interface CompareFlags {
  existing?: string;
  new?: string;
  batch?: string;
  format?: 'text' | 'json' | 'jsonl';
  maxSteps?: number;
}
