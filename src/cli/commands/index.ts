import type { CliCommand } from '../command.js';

/** The commands in the order of `--help`. A new command is one file and one line here. */
export const COMMANDS: readonly CliCommand[] = [];
