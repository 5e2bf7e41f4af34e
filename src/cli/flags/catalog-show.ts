/** Options of `catalog-show`, as commander hands them over. */
export interface CatalogShowFlags {
  operation?: string;
  event?: string;
  batch?: string;
  format?: 'text' | 'json' | 'jsonl';
}
