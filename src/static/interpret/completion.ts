/** How a statement ended. Numbers, because there is one per statement that runs. */
export enum Completion {
  Normal = 0,
  Continue = 1,
  Break = 2,
  Return = 3,
  Throw = 4,
}

/** How two alternative ways end together: the one that lets more code run wins. */
export const either = (a: Completion, b: Completion): Completion => (a < b ? a : b);
