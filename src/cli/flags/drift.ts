/** Options of `drift`, as commander hands them over. */
export interface DriftFlags {
  needs?: string;
  format: string;
}
