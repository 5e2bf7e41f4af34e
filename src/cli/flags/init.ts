/** Options of `init`, as commander hands them over. */
export interface InitFlags {
  ci?: string;
  write?: boolean;
  force?: boolean;
}
