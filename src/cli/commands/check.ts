import type { Command } from 'commander';
import { addAnalyzeOptions, many } from '../add-analyze-options.js';
import type { CliCommand } from '../command.js';
import type { ExitCode } from '../exit-codes.js';
import type { CheckFlags } from '../flags/check.js';

/** `iam-tighten check [path]`: today's policy against what is needed, as a gate. */
export const checkCommand: CliCommand = {
  register(program: Command, finish: (work: Promise<ExitCode>) => Promise<void>): void {
    const command = program
      .command('check')
      .description("compare today's policies with what the functions need; exit 1 on findings")
      .argument('[path]', 'function folder, file, zip, or a project with a template', '.')
      .option('--existing <file>', "today's policy document, when the project does not declare it")
      .option(
        '--fail-on <level>',
        'exit 1 at findings of this level or worse: error, warning, note, none; or at drift only: a policy that is not what is needed (default error)',
      )
      .option('--exit-zero', 'always exit 0 when the check could be made')
      .option('--baseline <file>', 'accept the findings of this file')
      .option('--update-baseline', 'write the baseline: all findings if it is new, else without those that are gone')
      .option('-f, --format <format>', 'output format, repeatable: text, json, sarif, markdown', many)
      .option('-o, --output <file>', 'file instead of stdout, one per --format (repeatable; - is stdout)', many)
      .option('--json', 'short for --format json')
      .option('-q, --quiet', 'no summary on stderr')
      .option('-v, --verbose', 'also show what is granted and needed');
    addAnalyzeOptions(command)
      .addHelpText(
        'after',
        `
Examples:
  iam-tighten check                                  gate the project in the current folder
  iam-tighten check fn --existing policy.json        compare a bare folder with a policy
  iam-tighten check --format sarif -o tighten.sarif --format text
  iam-tighten check --baseline .iam-tighten-baseline.json --update-baseline`,
      )
      .action((path: string, flags: CheckFlags) =>
        finish(import('../check.js').then(({ runCheck }) => runCheck(path, flags))),
      );
  },
};
