import type { Command } from 'commander';
import type { CliCommand } from '../command.js';
import type { ExitCode } from '../exit-codes.js';

/** `iam-tighten mcp`: the same answers for coding assistants. */
export const mcpCommand: CliCommand = {
  register(program: Command, finish: (work: Promise<ExitCode>) => Promise<void>): void {
    program
      .command('mcp')
      .description('serve the read-only tools to coding assistants: Model Context Protocol on stdin and stdout')
      .option('--root <folder>', 'the only folder that the tools may read', '.')
      .addHelpText(
        'after',
        `
Tools: generate_policy, explain_permission, diff_policy, unused_permissions, validate_policy

Configuration of a client:
  {"mcpServers": {"iam-tighten": {"command": "npx", "args": ["iam-tighten", "mcp", "--root", "."]}}}`,
      )
      .action((flags: { root: string }) => finish(import('../mcp.js').then(({ runMcp }) => runMcp(flags))));
  },
};
