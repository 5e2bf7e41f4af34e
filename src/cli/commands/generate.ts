import type { Command } from 'commander';
import { FORMATS } from '../../render/index.js';
import { addAnalyzeOptions, many } from '../add-analyze-options.js';
import type { CliCommand } from '../command.js';
import type { ExitCode } from '../exit-codes.js';
import type { GenerateFlags } from '../flags/generate.js';

const FORMAT_HELP = `output format, repeatable: ${Object.keys(FORMATS).join(', ')}`;

/** `iam-tighten generate [path]`: the main job. */
export const generateCommand: CliCommand = {
  register(program: Command, finish: (work: Promise<ExitCode>) => Promise<void>): void {
    const command = program
      .command('generate')
      .description('print the smallest policy the functions at a path need')
      .argument('[path]', 'function folder, file, zip, or a project with a template', '.')
      .option('-f, --format <format>', FORMAT_HELP, many)
      .option('-o, --output <file>', 'file instead of stdout, one per --format (repeatable; - is stdout)', many)
      .option('--json', 'short for --format json');
    addAnalyzeOptions(command)
      .option('--boundary [headroom]', 'also make a permissions boundary: coarse, tight or exact (json format)')
      .option('--strict', 'exit 1 when anything is unresolved')
      .option('--dump <stage>', 'print what a stage hands on, as JSON: project, calls, permissions, policies')
      .option('-q, --quiet', 'no summary on stderr')
      .option('-v, --verbose', 'also list all notes, and the SDK sites the handlers do not reach')
      .addHelpText(
        'after',
        `
Examples:
  iam-tighten generate ./fn                          the policy of the function in a folder
  iam-tighten generate . --region eu-west-1 --account 111122223333
  iam-tighten generate template.yaml --function GetOrder --json > answer.json`,
      )
      .action((path: string, flags: GenerateFlags) =>
        finish(import('../generate.js').then(({ runGenerate }) => runGenerate(path, flags))),
      );
  },
};
