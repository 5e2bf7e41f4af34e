import type { Command } from 'commander';
import { addAnalyzeOptions } from '../add-analyze-options.js';
import type { CliCommand } from '../command.js';
import type { ExitCode } from '../exit-codes.js';
import type { ProposeFlags } from '../flags/propose.js';

/** `iam-tighten propose [path]`: the smallest policies, as edits of the project's own templates. */
export const proposeCommand: CliCommand = {
  register(program: Command, finish: (work: Promise<ExitCode>) => Promise<void>): void {
    const command = program
      .command('propose')
      .description('edit the templates so that every role gets its smallest policy; prints a diff unless --write')
      .argument('[path]', 'a project with a template', '.')
      .option('--dry-run', 'print a unified diff and change nothing (the default)')
      .option('--write', 'edit the templates')
      .option('--only-remove', 'leave roles alone whose proposal is not proved to only remove access')
      .option('--accept-unresolved', 'also edit roles of functions with calls whose needs are not known')
      .option('--exit-code', 'exit 1 when there is something to propose')
      .option('--rollback <folder>', 'where --write keeps what it replaces (default .iam-tighten/rollback)')
      .option('--undo <file>', 'put back what a rollback file holds, and stop')
      .option(
        '--stage <stage>',
        'policy, or boundary: first bound the roles, and leave their policies (default policy)',
      )
      .option('--pr', 'push a branch for every role, and open or update its pull request')
      .option('--forge <forge>', 'with --pr: github or gitlab; else what the CI or the remote says')
      .option('--remote <name>', 'with --pr: remote to push to', 'origin')
      .option('--base <branch>', 'with --pr: branch to propose to; else the one that is checked out')
      .option('--limit <n>', 'with --pr: most pull requests of one run (default 10)')
      .option('--repository <name>', 'with --pr: owner/name or project; else what the CI or the remote says')
      .option('--api-url <address>', 'with --pr: API of the forge; else what the CI says')
      .option('-o, --output <file>', 'file for the diff instead of stdout')
      .option('-q, --quiet', 'no summary on stderr')
      .option('-v, --verbose', 'also show what is granted and needed');
    addAnalyzeOptions(command)
      .addHelpText(
        'after',
        `
Examples:
  iam-tighten propose                      show the diff for the project in the current folder
  iam-tighten propose --write              edit the templates
  iam-tighten propose --pr                 one pull request for each role
  iam-tighten propose --undo .iam-tighten/rollback/template.yaml.json`,
      )
      .action((path: string, flags: ProposeFlags) =>
        finish(import('../propose.js').then(({ runPropose }) => runPropose(path, flags))),
      );
  },
};
