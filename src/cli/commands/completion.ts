import type { Command } from 'commander';
import type { CliCommand } from '../command.js';
import { type ExitCode, SUCCESS } from '../exit-codes.js';

/** `iam-tighten completion <shell>`: a completion script, made from the program itself. */
export const completionCommand: CliCommand = {
  register(program: Command, finish: (work: Promise<ExitCode>) => Promise<void>): void {
    program
      .command('completion')
      .description('print a completion script for bash, zsh or fish')
      .argument('<shell>', 'bash, zsh or fish')
      .addHelpText(
        'after',
        `
Examples:
  source <(iam-tighten completion bash)
  iam-tighten completion zsh > "\${fpath[1]}/_iam-tighten"
  iam-tighten completion fish > ~/.config/fish/completions/iam-tighten.fish`,
      )
      .action((shell: string) =>
        finish(
          import('../completion/index.js').then(({ completion }) => {
            process.stdout.write(completion(program, shell));
            return SUCCESS;
          }),
        ),
      );
  },
};
