import { type Command, Option } from 'commander';
import type { CliCommand } from '../command.js';
import type { CompareFlags } from '../flags/compare.js';

/** `iam-tighten compare`: does a new policy give access that the existing one does not? */
export const compareCommand: CliCommand = {
  register(program, finish): void {
    const command: Command = program
      .command('compare')
      .description('prove that a new policy gives no access beyond the existing one, or show a request that it does')
      .argument('[existing]', 'the policy that sets the limit, in place of --existing')
      .argument('[new]', 'the policy to judge, in place of --new')
      .option('--existing <file>', 'the policy that sets the limit; - for stdin')
      .option('--new <file>', 'the policy to judge; - for stdin')
      .option('--batch <file>', 'JSON lines of {id, existing, new}; - for stdin')
      .addOption(new Option('--format <format>', 'how to print the answer').choices(['text', 'json', 'jsonl']))
      .option('--max-steps <number>', 'steps after which a comparison is given up as unknown', Number)
      .addHelpText(
        'after',
        '\nExample:\n  iam-tighten compare old.json new.json\n\nExit codes: 0 no new access, 1 new access, 2 unknown or an error.',
      );
    command.action((existing: string | undefined, candidate: string | undefined, flags: CompareFlags) =>
      finish(import('../compare.js').then(({ runCompare }) => runCompare(named(existing, candidate, flags)))),
    );
  },
};

/** Policies may stand without their flags, as those of `diff` do. */
const named = (existing: string | undefined, candidate: string | undefined, flags: CompareFlags): CompareFlags => ({
  ...flags,
  ...(existing !== undefined && { existing }),
  ...(candidate !== undefined && { new: candidate }),
});
