import type { Command } from 'commander';
import type { CliCommand } from '../command.js';
import type { ExitCode } from '../exit-codes.js';
import type { InitFlags } from '../flags/init.js';

/** `iam-tighten init [folder]`: a configuration and a job for the CI. */
export const initCommand: CliCommand = {
  register(program: Command, finish: (work: Promise<ExitCode>) => Promise<void>): void {
    program
      .command('init')
      .description('a configuration file and a CI job; prints them unless --write')
      .argument('[folder]', 'root of the repository', '.')
      .option('--ci <ci>', 'github, gitlab or none; else what the folder looks like')
      .option('--write', 'write the files that do not exist')
      .option('--force', 'with --write: also replace those that do')
      .addHelpText(
        'after',
        `
Examples:
  iam-tighten init                  show what would be written
  iam-tighten init --ci github --write`,
      )
      .action((folder: string, flags: InitFlags) =>
        finish(import('../init.js').then(({ runInit }) => runInit(folder, flags))),
      );
  },
};
