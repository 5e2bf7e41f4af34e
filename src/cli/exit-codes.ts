/** The contract of the design: 0 success, 1 findings at or above `--fail-on`, 2 usage, input or tool failure. */
export type ExitCode = 0 | 1 | 2;
export const SUCCESS: ExitCode = 0;
export const FINDINGS: ExitCode = 1;
export const FAILURE: ExitCode = 2;
