import type { Command } from 'commander';
import { addAnalyzeOptions } from '../add-analyze-options.js';
import type { CliCommand } from '../command.js';
import type { ExitCode } from '../exit-codes.js';
import type { CommentFlags } from '../flags/comment.js';

/** `iam-tighten comment <forge> [path]`: the check as a comment on a pull request that is there once. */
export const commentCommand: CliCommand = {
  register(program: Command, finish: (work: Promise<ExitCode>) => Promise<void>): void {
    const command = program
      .command('comment')
      .description('check, and say the result on the pull request: one comment, kept up to date')
      .argument('<forge>', 'github or gitlab')
      .argument('[path]', 'function folder, file, zip, or a project with a template', '.')
      .option('--key <key>', 'tells several comments of one pull request apart', 'check')
      .option('--behavior <behavior>', 'update, new, hide-and-new or delete-and-new', 'update')
      .option('--repository <name>', 'owner/name, or the project of GitLab; else what the CI says')
      .option('--pull <number>', 'pull or merge request; else what the CI says')
      .option('--sha <commit>', 'commit that links lead to; else what the CI says')
      .option('--api-url <address>', 'API of the forge; else what the CI says')
      .option('--sarif <file>', 'also write the findings for the upload to code scanning')
      .option('--code-quality <file>', 'also write the findings as a Code Quality report of GitLab')
      .option('--no-comment', 'everything but the comment')
      .option('--no-summary', 'no job summary')
      .option('--no-annotations', 'no annotations')
      .option('--existing <file>', "today's policy document, when the project does not declare it")
      .option('--baseline <file>', 'accept the findings of this file')
      .option('--fail-on <level>', 'exit 1 at findings of this level or worse, or at drift (default none)')
      .option('--dry-run', 'print the comment and post nothing')
      .option('-q, --quiet', 'nothing on stderr but errors');
    addAnalyzeOptions(command)
      .addHelpText(
        'after',
        `
Tokens: GITHUB_TOKEN with pull-requests: write; GITLAB_TOKEN with the scope api.
Without the right to comment (pull requests from forks) the result goes to the job summary.

Examples:
  iam-tighten comment github                        in a workflow on pull_request
  iam-tighten comment gitlab --code-quality gl-code-quality-report.json
  iam-tighten comment github --dry-run              show the comment`,
      )
      .action((forge: string, path: string, flags: CommentFlags) =>
        finish(import('../comment.js').then(({ runComment }) => runComment(forge, path, flags))),
      );
  },
};
