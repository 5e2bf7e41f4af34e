import type { Command } from 'commander';
import type { ExitCode } from './exit-codes.js';

/**
 * One CLI command: a file in src/cli/commands that declares its words and options and imports its work lazily inside `run`, so that
 * `--help` loads neither typescript nor the AWS SDK.
 */
export interface CliCommand {
  /** Adds the subcommand to the program; its action calls `finish` with the exit code. */
  register(program: Command, finish: (work: Promise<ExitCode>) => Promise<void>): void;
}
