/** Options of `simulate`, as commander hands them over. */
export interface SimulateFlags {
  action: string;
  resource: string;
  principal?: string;
  context?: string[];
  boundary?: string;
  sessionPolicy?: string[];
  scp?: string[];
  rcp?: string[];
  resourcePolicy?: string;
  crossAccount?: boolean;
  format: 'text' | 'json';
}
