import type { Command } from 'commander';
import { addAnalyzeOptions } from '../add-analyze-options.js';
import type { CliCommand } from '../command.js';
import type { ExitCode } from '../exit-codes.js';
import type { BoundaryFlags } from '../flags/boundary.js';

/** `iam-tighten boundary [path]`: a permissions boundary around what the functions need. */
export const boundaryCommand: CliCommand = {
  register(program: Command, finish: (work: Promise<ExitCode>) => Promise<void>): void {
    const command = program
      .command('boundary')
      .description('print a permissions boundary: a stable envelope, proved to allow what the functions need')
      .argument('[path]', 'project or function as for generate, or the answer of generate --json', '.')
      .option(
        '--headroom <room>',
        'coarse: services in use; tight: their access levels in use; exact: actions in use',
        'coarse',
      )
      .option('-f, --format <format>', 'policy, json (with companions) or explain (line by line)', 'policy')
      .option('-o, --output <file>', 'file instead of stdout')
      .option(
        '--roles <pattern>',
        'ARN pattern of the roles under the boundary, for delegation and service control policy',
      );
    addAnalyzeOptions(command)
      .addHelpText(
        'after',
        `
Examples:
  iam-tighten boundary ./fn --headroom tight
  iam-tighten generate . --json -o answer.json && iam-tighten boundary answer.json --format explain`,
      )
      .action((path: string, flags: BoundaryFlags) =>
        finish(import('../boundary.js').then(({ runBoundary }) => runBoundary(path, flags))),
      );
  },
};
