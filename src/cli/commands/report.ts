import type { Command } from 'commander';
import { addAnalyzeOptions, many } from '../add-analyze-options.js';
import type { CliCommand } from '../command.js';
import type { ExitCode } from '../exit-codes.js';
import type { ReportFlags } from '../flags/report.js';

/** What decides on a policy that is generated; `--role` of the report takes patterns. */
const MEANINGLESS = [
  '--mode',
  '--role',
  '--deployed-at',
  '--conditions',
  '--compact',
  '--split',
  '--max-managed',
  '--relax',
  '--since',
];

/** `iam-tighten report [path]`: what roles were granted and did not use. */
export const reportCommand: CliCommand = {
  register(program: Command, finish: (work: Promise<ExitCode>) => Promise<void>): void {
    const command = program
      .command('report')
      .description('report unused permissions of a project, a policy or an account over time')
      .argument('[path]', 'project whose functions are reported on (default . unless a policy or account is given)')
      .option('--online', 'roles of the account itself: ask IAM for their policies, and Access Advisor for their use')
      .option('--authorization-details <file>', 'roles of an account: aws iam get-account-authorization-details')
      .option('--existing <file>', "today's policy document, when the project does not declare it")
      .option(
        '--role <pattern>',
        'only this role: its name, path (/team/*) or ARN, * and ? are wildcards (repeatable)',
        many,
      )
      .option('--assumed-by <service>', 'of an account, only roles whose trust policy lets this service in: lambda')
      .option('--service-linked', 'of an account, also the roles that only AWS can change')
      .option('--since <time>', 'only uses from this day or time on, or so many days back: 2026-08-01, 90d')
      .option('--selectors', 'with --cloudtrail s3://…: ask which events the trails log')
      .option('--previous <file>', 'the report before (JSON): also show what changed, and the series it carries')
      .option(
        '-f, --format <format>',
        'output format, repeatable: markdown, html, csv, json, sarif, junit, asff (default markdown)',
        many,
      )
      .option('-o, --output <file>', 'file instead of stdout, one per --format (repeatable; - is stdout)', many)
      .option('-q, --quiet', 'no summary on stderr');
    addAnalyzeOptions(command, MEANINGLESS)
      // Behind its positive: else commander takes it for the default.
      .option('--no-access-advisor', 'with --online: leave Access Advisor unasked')
      .addHelpText(
        'after',
        `
Examples:
  iam-tighten report --usage usage.json                        the project in the current folder
  iam-tighten report --online --assumed-by lambda -f html -o report.html
  iam-tighten report --online --cloudtrail s3://trail-bucket/AWSLogs/ --selectors --since 90d --role '/orders/*'
  iam-tighten report --authorization-details gaad.json --usage usage.json -f html -o report.html
  iam-tighten report --existing policy.json --role OrdersRole --usage usage.json -f csv
  iam-tighten report --usage usage.json --previous last.json -f json -o now.json -f markdown`,
      )
      .action((path: string | undefined, flags: ReportFlags) =>
        finish(import('../report.js').then(({ runReport }) => runReport(path, flags))),
      );
  },
};
