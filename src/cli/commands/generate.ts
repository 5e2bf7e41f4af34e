import type { Command } from 'commander';
import type { CliCommand } from '../command.js';
import type { ExitCode } from '../exit-codes.js';

/** Options of `generate`, as commander hands them over. */
export interface GenerateFlags {
  format?: string[];
  output?: string[];
  json?: boolean;
  handler?: string;
  function?: string[];
  account?: string;
  region?: string;
  partition?: string;
  conditions?: boolean;
  compact?: boolean;
  strict?: boolean;
  quiet?: boolean;
  verbose?: boolean;
  dump?: string;
}

const many = (value: string, previous: string[] | undefined): string[] => [...(previous ?? []), value];

/** `iam-tighten generate [path]`: the main job. */
export const generateCommand: CliCommand = {
  register(program: Command, finish: (work: Promise<ExitCode>) => Promise<void>): void {
    program
      .command('generate')
      .description('print the smallest policy the functions at a path need')
      .argument('[path]', 'function folder, file, zip, or a project with a template', '.')
      .option('-f, --format <format>', 'output format: policy, json (repeatable)', many)
      .option(
        '-o, --output <file>',
        'write to a file instead of stdout, one per --format (repeatable; - is stdout)',
        many,
      )
      .option('--json', 'short for --format json')
      .option('--handler <file.export>', 'handler of a bare folder: src/app.handler')
      .option('--function <id>', 'only this function (repeatable)', many)
      .option('--account <id>', 'account id for ARNs; else * in that field')
      .option('--region <region>', 'Region for ARNs; else * in that field')
      .option('--partition <partition>', 'partition for ARNs; else that of the Region, else aws')
      .option('--conditions', 'also fill condition keys that the calls decide')
      .option('--compact', 'write actions as globs that match exactly the needed ones')
      .option('--strict', 'exit 1 when anything is unresolved')
      .option('--dump <stage>', 'print what a stage hands on as JSON: project, calls, permissions, policies')
      .option('-q, --quiet', 'no summary on stderr')
      .option('-v, --verbose', 'also list the SDK sites the handlers do not reach')
      .addHelpText(
        'after',
        `
Examples:
  iam-tighten generate ./fn                          policy of the function in a folder
  iam-tighten generate . --region eu-west-1 --account 111122223333
  iam-tighten generate template.yaml --function GetOrder --json > policy.json`,
      )
      .action((path: string, flags: GenerateFlags) =>
        finish(import('../generate.js').then(({ runGenerate }) => runGenerate(path, flags))),
      );
  },
};
