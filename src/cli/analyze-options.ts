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
  usage?: string;
  mode?: string;
  role?: string;
  deployedAt?: string;
  minimumDays?: string;
  config?: string;
}

const MODES = ['strict', 'balanced', 'safe'] as const;

/** Flags → options of the pipeline. Throws UserError for values that cannot be an account, Region or partition. */
export async function analyzeOptions(flags: AnalyzeFlags): Promise<AnalyzeOptions> {
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
    ...(flags.usage && { history: await historyOf(flags.usage, flags) }),
  };
}

async function historyOf(file: string, flags: AnalyzeFlags): Promise<NonNullable<AnalyzeOptions['history']>> {
  const mode = MODES.find((known) => known === (flags.mode ?? 'balanced'));
  if (!mode)
    throw new UserError(`--mode ${flags.mode} does not exist`, { advice: `choose one of: ${MODES.join(', ')}` });
  check(flags.minimumDays, /^\d{1,4}$/, '--minimum-days', 'a number of days');
  if (flags.deployedAt !== undefined && Number.isNaN(Date.parse(flags.deployedAt)))
    throw new UserError(`--deployed-at ${flags.deployedAt} is not a time`, {
      advice: 'write it as 2026-10-01T12:00:00Z',
    });
  const { readUsageFile } = await import('../dynamic/usage-file/read.js');
  return {
    usage: await readUsageFile(file),
    mode,
    ...(flags.role && { role: flags.role }),
    ...(flags.deployedAt && { deployedAt: flags.deployedAt }),
    ...(flags.minimumDays && { minimumDays: Number(flags.minimumDays) }),
  };
}

function check(value: string | undefined, shape: RegExp, flag: string, expected: string): void {
  if (value !== undefined && !shape.test(value)) throw new UserError(`${flag} ${value} is not ${expected}`);
}
