import { Option } from 'commander';
import type { CliCommand } from '../command.js';
import type { DiffFlags } from '../flags/diff.js';

/** `iam-tighten diff`: what a change of a policy takes away, keeps and adds, with a proved verdict. */
export const diffCommand: CliCommand = {
  register(program, finish): void {
    program
      .command('diff')
      .description('show what a new policy removes, keeps and adds, with a proved verdict')
      .argument('<before>', 'the policy as it is; - for stdin')
      .argument('<after>', 'the policy as it shall be; - for stdin')
      .addOption(
        new Option('--format <format>', 'how to print it').choices(['text', 'markdown', 'json']).default('text'),
      )
      .option('--fail-on-new', 'exit 1 when access is added, 2 when that is unknown')
      .action((before: string, after: string, flags: DiffFlags) =>
        finish(import('../diff.js').then(({ runDiff }) => runDiff(before, after, flags))),
      );
  },
};
