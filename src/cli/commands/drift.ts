import type { Command } from 'commander';
import type { CliCommand } from '../command.js';
import type { ExitCode } from '../exit-codes.js';
import type { DriftFlags } from '../flags/drift.js';

/** `iam-tighten drift <answer>`: do the globs of a compact policy match more than when it was made? */
export const driftCommand: CliCommand = {
  register(program: Command, finish: (work: Promise<ExitCode>) => Promise<void>): void {
    program
      .command('drift')
      .description('say what the globs of a compact policy match in this catalog beyond what was needed')
      .argument('<answer>', 'answer of generate --compact --json, or a policy document with --needs')
      .option('--needs <file>', 'the same policy with its actions written out (generate without --compact)')
      .option('-f, --format <format>', 'text or json', 'text')
      .addHelpText(
        'after',
        `
Exit code 1 when a glob gained an action, so that CI sees it.
Examples:
  iam-tighten drift answer.json
  iam-tighten drift compact-policy.json --needs policy.json`,
      )
      .action((file: string, flags: DriftFlags) =>
        finish(import('../drift.js').then(({ runDrift }) => runDrift(file, flags))),
      );
  },
};
