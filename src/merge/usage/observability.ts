/** Whether a use would have been seen, and what says so. */
export interface Observability {
  observable: boolean;
  /** For people: `CloudTrail logs it as a management event`, `data events of s3 were not logged`. */
  why: string;
}
