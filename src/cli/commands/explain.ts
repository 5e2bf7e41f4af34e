import type { Command } from 'commander';
import { addAnalyzeOptions } from '../add-analyze-options.js';
import type { CliCommand } from '../command.js';
import type { ExitCode } from '../exit-codes.js';
import type { AnalyzeFlags } from '../flags/analyze.js';

/** `iam-tighten explain <action> [path]`: the way from the handler to the call that needs an action. */
export const explainCommand: CliCommand = {
  register(program: Command, finish: (work: Promise<ExitCode>) => Promise<void>): void {
    const command = program
      .command('explain')
      .description('say why an action is in the policy, with every witness')
      .argument('<action>', 'an action, or a pattern: s3:GetObject, s3:*')
      .argument('[path]', 'function folder, file, zip, or a project with a template', '.');
    addAnalyzeOptions(command).action((action: string, path: string, flags: AnalyzeFlags) =>
      finish(import('../explain.js').then(({ runExplain }) => runExplain(action, path, flags))),
    );
  },
};
