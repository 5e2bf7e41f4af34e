import type { Command } from 'commander';
import type { CliCommand } from '../command.js';
import type { ExitCode } from '../exit-codes.js';
import type { PermissionsFlags } from '../flags/permissions.js';

/** `iam-tighten permissions [command]`: what the tool itself may have to be allowed. */
export const permissionsCommand: CliCommand = {
  register(program: Command, finish: (work: Promise<ExitCode>) => Promise<void>): void {
    program
      .command('permissions')
      .description('print the least privilege that iam-tighten itself needs, per command')
      .argument('[command]', 'only this command')
      .option('-f, --format <format>', 'text, json or policy', 'text')
      .addHelpText(
        'after',
        `
The table is made by running iam-tighten on its own source. Replace the wildcards by your bucket, role or analyzer.
Not in it: what services do with your credentials. Athena also reads the trail's bucket and the Glue catalog and writes its
results as you; an encrypted bucket needs kms:Decrypt on its key.

Examples:
  iam-tighten permissions
  iam-tighten permissions collect --format policy
  iam-tighten permissions report --format policy               for the recipes of a periodic report`,
      )
      .action((command: string | undefined, flags: PermissionsFlags) =>
        finish(
          import('../permissions.js').then(({ runPermissions }) =>
            runPermissions(
              command,
              flags,
              program.commands.map((one) => one.name()),
            ),
          ),
        ),
      );
  },
};
