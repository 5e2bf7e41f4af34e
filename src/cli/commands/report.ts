import type { Command } from 'commander';
import { addAnalyzeOptions, many } from '../add-analyze-options.js';
import type { CliCommand } from '../command.js';
import type { ExitCode } from '../exit-codes.js';
import type { ReportFlags } from '../flags/report.js';

/** `iam-tighten report [path]`: what roles were granted and did not use. */
export const reportCommand: CliCommand = {
  register(program: Command, finish: (work: Promise<ExitCode>) => Promise<void>): void {
    const command = program
      .command('report')
      .description('report unused permissions of a project, a policy or an account over time')
      .argument('[path]', 'project whose functions are reported on (default . unless a policy or account is given)')
      .option('--authorization-details <file>', 'roles of an account: aws iam get-account-authorization-details')
      .option('--existing <file>', "today's policy document, when the project does not declare it")
      .option('--previous <file>', 'an earlier report (JSON): also show what changed')
      .option(
        '-f, --format <format>',
        'output format, repeatable: markdown, html, csv, json, sarif, junit, asff (default markdown)',
        many,
      )
      .option('-o, --output <file>', 'file instead of stdout, one per --format (repeatable; - is stdout)', many)
      .option('-q, --quiet', 'no summary on stderr');
    addAnalyzeOptions(command)
      .addHelpText(
        'after',
        `
Examples:
  iam-tighten report --usage usage.json                        the project in the current folder
  iam-tighten report --authorization-details gaad.json --usage usage.json -f html -o report.html
  iam-tighten report --existing policy.json --role OrdersRole --usage usage.json -f csv
  iam-tighten report --usage usage.json --previous last.json -f json -o now.json -f markdown`,
      )
      .action((path: string | undefined, flags: ReportFlags) =>
        finish(import('../report.js').then(({ runReport }) => runReport(path, flags))),
      );
  },
};
