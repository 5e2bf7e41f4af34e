import type { Headroom, PolicyShape } from '../minimize/index.js';
import { UserError } from '../model/user-error.js';
import type { AnalyzeOptions } from '../pipeline.js';
import { chooseWord } from './choose.js';
import type { AnalyzeFlags } from './flags/analyze.js';

const MODES = ['strict', 'balanced', 'safe'] as const;
const SPLITS = ['managed', 'inline+managed'] as const;
const HEADROOMS = ['coarse', 'tight', 'exact'] as const;

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
    shape: shapeOf(flags),
    ...(flags.boundary !== undefined && flags.boundary !== false && { boundary: headroomOf(flags.boundary) }),
    ...(flags.envFile && { envFile: flags.envFile }),
    ...(flags.functionConfig && { functionConfig: flags.functionConfig }),
    ...(flags.managedPolicies && { managedPolicies: flags.managedPolicies }),
    ...((flags.usage || flags.cloudtrail || flags.accessAdvisor) && { history: await historyOf(flags) }),
  };
}

/** How policies are to look. Throws UserError for words that mean nothing. */
export function shapeOf({ compact, split, maxManaged, relax }: AnalyzeFlags): PolicyShape {
  check(maxManaged, /^\d{1,2}$/, '--max-managed', 'a number of policies');
  const into = split === undefined ? undefined : chooseWord(SPLITS, split, '--split');
  return {
    ...(compact && { compact }),
    ...(relax && { relax }),
    ...(into && { split: { into, ...(maxManaged !== undefined && { maxManaged: Number(maxManaged) }) } }),
  };
}

const headroomOf = (word: string | boolean): Headroom =>
  word === true ? 'coarse' : chooseWord(HEADROOMS, String(word), '--boundary');

async function historyOf(flags: AnalyzeFlags): Promise<NonNullable<AnalyzeOptions['history']>> {
  const mode = chooseWord(MODES, flags.mode ?? 'balanced', '--mode');
  check(flags.minimumDays, /^\d{1,4}$/, '--minimum-days', 'a number of days');
  if (flags.deployedAt !== undefined && Number.isNaN(Date.parse(flags.deployedAt)))
    throw new UserError(`--deployed-at ${flags.deployedAt} is not a time`, {
      advice: 'write it as 2026-10-01T12:00:00Z',
    });
  const { readHistory } = await import('./read-history.js');
  return {
    usage: await readHistory(flags),
    mode,
    ...(flags.role && { role: flags.role }),
    ...(flags.deployedAt && { deployedAt: flags.deployedAt }),
    ...(flags.minimumDays && { minimumDays: Number(flags.minimumDays) }),
  };
}

function check(value: string | undefined, shape: RegExp, flag: string, expected: string): void {
  if (value !== undefined && !shape.test(value)) throw new UserError(`${flag} ${value} is not ${expected}`);
}
