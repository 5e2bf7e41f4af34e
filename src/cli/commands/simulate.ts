import { Option } from 'commander';
import type { CliCommand } from '../command.js';
import type { SimulateFlags } from '../flags/simulate.js';

const collect = (value: string, known: string[] = []): string[] => [...known, value];

/** `iam-tighten simulate`: one request against policies, with the statements that decide. */
export const simulateCommand: CliCommand = {
  register(program, finish): void {
    program
      .command('simulate')
      .description('decide one request against policies and say which statement decided')
      .argument('[policy...]', 'identity policies; - for stdin')
      .requiredOption('--action <action>', 'the action: s3:GetObject')
      .option('--resource <arn>', 'the resource; * for actions that take none', '*')
      .option('--principal <arn>', 'who asks: an ARN, an account, or Kind=value such as Service=lambda.amazonaws.com')
      .option('--context <key=value>', 'a condition key; give it twice for two values', collect)
      .option('--boundary <file>', 'the permissions boundary')
      .option('--session-policy <file>', 'a session policy', collect)
      .option(
        '--scp <file>',
        'a service control policy, one per level; one that only denies stands beside FullAWSAccess',
        collect,
      )
      .option('--rcp <file>', 'a resource control policy, one per level; RCPFullAWSAccess is always there', collect)
      .option('--resource-policy <file>', 'the resource or trust policy')
      .option('--cross-account', 'principal and resource are in different accounts')
      .addOption(new Option('--format <format>', 'how to print it').choices(['text', 'json']).default('text'))
      .addHelpText('after', '\nExit codes: 0 allowed, 1 denied, 2 an error.')
      .action((policies: string[], flags: SimulateFlags) =>
        finish(import('../simulate.js').then(({ runSimulate }) => runSimulate(policies, flags))),
      );
  },
};
