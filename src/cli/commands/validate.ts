import type { Command } from 'commander';
import type { CliCommand } from '../command.js';
import type { ExitCode } from '../exit-codes.js';
import type { ValidateFlags } from '../flags/validate.js';

/** `iam-tighten validate <policy…>`: what is wrong with policy documents. */
export const validateCommand: CliCommand = {
  register(program: Command, finish: (work: Promise<ExitCode>) => Promise<void>): void {
    program
      .command('validate')
      .description('check policy documents: the checks of Access Analyzer offline, and more')
      .argument('<policy...>', 'files with one policy each; - reads stdin')
      .option('-t, --type <type>', 'identity, boundary, resource, trust, scp or rcp (default: seen from the document)')
      .option(
        '--resource-type <type>',
        'what a resource policy is attached to, as CloudFormation names it: AWS::S3::Bucket',
      )
      .option('-f, --format <format>', 'text or json', 'text')
      .option('-o, --output <file>', 'file instead of stdout')
      .option('--fail-on <level>', 'exit 1 at error (and security warning), warning, note, or none', 'error')
      .option('--boundary <file>', 'also say what this permissions boundary blocks of the policies')
      .option('--of-role', 'the documents are the inline policies of one role: check their sum')
      .option('--online', 'also ask Access Analyzer: ValidatePolicy (free)')
      .option('--reference <file>', 'ask CheckNoNewAccess against this policy (billed per policy)')
      .option(
        '--not-granted <actions>',
        'ask CheckAccessNotGranted for these actions, separated by commas (billed per policy)',
      )
      .option('--no-public-access', 'ask CheckNoPublicAccess; needs --resource-type (billed per policy)')
      .option('--profile <name>', 'AWS profile for the online checks')
      .option('--region <region>', 'AWS region for the online checks')
      .addHelpText(
        'after',
        `
Examples:
  iam-tighten validate policy.json
  iam-tighten validate --type scp --format json guardrails.json
  iam-tighten generate ./fn | iam-tighten validate -`,
      )
      .action((files: string[], { publicAccess, ...flags }: ValidateFlags & { publicAccess: boolean }) =>
        finish(
          import('../validate.js').then(({ runValidate }) =>
            runValidate(files, { ...flags, noPublic: publicAccess === false }),
          ),
        ),
      );
  },
};
