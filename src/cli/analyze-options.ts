import { UserError } from '../model/user-error.js';
import type { AnalyzeOptions } from '../pipeline.js';

/** The options every command has that analyses a project. */
export interface AnalyzeFlags {
  handler?: string;
  function?: string[];
  functionName?: string;
  account?: string;
  region?: string;
  partition?: string;
  conditions?: boolean;
  compact?: boolean;
  envFile?: string;
  functionConfig?: string;
  managedPolicies?: string;
}

/** Flags → options of the pipeline. Throws UserError for values that cannot be an account, Region or partition. */
export function analyzeOptions(flags: AnalyzeFlags): AnalyzeOptions {
  check(flags.account, /^\d{12}$/, '--account', 'twelve digits');
  check(flags.region, /^[a-z]{2,4}(-[a-z]+)+-\d$/, '--region', 'a Region code like eu-west-1');
  check(flags.partition, /^aws(-[a-z-]+)?$/, '--partition', 'aws, aws-cn, aws-us-gov or another partition');
  return {
    arnContext: {
      ...(flags.account && { account: flags.account }),
      ...(flags.region && { region: flags.region }),
      ...(flags.partition && { partition: flags.partition }),
    },
    ...(flags.handler && { handler: flags.handler }),
    ...(flags.function && { functions: flags.function }),
    ...(flags.functionName && { functionName: flags.functionName }),
    ...(flags.conditions && { conditions: true }),
    ...(flags.compact && { compact: true }),
    ...(flags.envFile && { envFile: flags.envFile }),
    ...(flags.functionConfig && { functionConfig: flags.functionConfig }),
    ...(flags.managedPolicies && { managedPolicies: flags.managedPolicies }),
  };
}

function check(value: string | undefined, shape: RegExp, flag: string, expected: string): void {
  if (value !== undefined && !shape.test(value)) throw new UserError(`${flag} ${value} is not ${expected}`);
}
