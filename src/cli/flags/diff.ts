/** Options of `diff`, as commander hands them over. */
export interface DiffFlags {
  format: 'text' | 'markdown' | 'json';
  failOnNew?: boolean;
}
