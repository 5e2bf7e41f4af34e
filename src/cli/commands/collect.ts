import type { Command } from 'commander';
import { many } from '../add-analyze-options.js';
import type { CliCommand } from '../command.js';
import type { ExitCode } from '../exit-codes.js';
import type { CollectFlags } from '../flags/collect.js';

/** `iam-tighten collect <source…>`: writes the account's history as a usage file. */
export const collectCommand: CliCommand = {
  register(program: Command, finish: (work: Promise<ExitCode>) => Promise<void>): void {
    program
      .command('collect')
      .description('write what roles really did, from CloudTrail and Access Advisor, as a usage file')
      .argument(
        '<source...>',
        'folders or files of logs, s3://bucket/prefix, lookup-events, athena:db.table, lake:id, access-advisor, access-analyzer:arn, generated-policy:<trail arn or job>, or usage files to merge',
      )
      .option('-o, --output <file>', 'file instead of stdout')
      .option('--role <arn>', 'only this role (repeatable)', many)
      .option('--account <id>', 'only roles of this account (repeatable)', many)
      .option('--region <name>', 'only this region; the first is also the one AWS is asked in (repeatable)', many)
      .option('--since <time>', 'events from this day or time on, or so many days back: 2026-08-01, 90d')
      .option('--until <time>', 'events before this day or time')
      .option('--profile <name>', 'AWS profile')
      .option('--verify-digests', 'check the digest files that CloudTrail signs, and say what is not covered')
      .option('--resume-state <file>', 'save the state of a long run here and go on from it')
      .option('--jobs <n>', 'threads that read files (default: one per core, at most 8)')
      .option('--athena-output <s3 url>', 'where Athena writes its results')
      .option('--workgroup <name>', 'Athena workgroup')
      .option('--print-sql', 'print what athena:<db>.<table> would run, and run nothing')
      .option('--athena-location <s3 url>', 'with --print-sql or --create-table: the trail the table is made of')
      .option('--create-table', 'first make the table of athena:<db>.<table> if it is not there')
      .option('--access-role <arn>', 'with generated-policy: role by which Access Analyzer reads the trail')
      .option('--selectors', 'ask which events the trails log, and note it')
      .option('-q, --quiet', 'no summary on stderr')
      .addHelpText(
        'after',
        `
Examples:
  iam-tighten collect ./trail -o usage.json                       every role of a folder of logs
  iam-tighten collect s3://trail-bucket access-advisor --role arn:aws:iam::111122223333:role/orders --since 90d -o usage.json
  iam-tighten collect athena:default.trail --athena-output s3://results/ --since 90d -o usage.json
  iam-tighten collect june.json july.json -o both.json            merge usage files`,
      )
      .action((sources: string[], flags: CollectFlags) =>
        finish(import('../collect.js').then(({ runCollect }) => runCollect(sources, flags))),
      );
  },
};
