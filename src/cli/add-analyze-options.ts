import type { Command } from 'commander';

/** Collects a repeatable option. */
export const many = (value: string, previous: string[] | undefined): string[] => [...(previous ?? []), value];

type Row = readonly [flags: string, description: string, parse?: typeof many];

/** The options of AnalyzeFlags, in the order of the help. */
const OPTIONS: readonly Row[] = [
  ['--handler <file.export>', 'handler of a bare folder: src/app.handler'],
  ['--function <id>', 'only this function (repeatable)', many],
  ['--function-name <name>', 'deployed name of a bare folder, for its log group'],
  ['--account <id>', 'account id for ARNs; else * in that field'],
  ['--region <region>', 'Region for ARNs; else * in that field'],
  ['--partition <partition>', 'partition for ARNs; else that of the Region, else aws'],
  ['--env-file <file>', 'NAME=value lines: the environment of a bare folder'],
  ['--function-config <file>', 'output of aws lambda get-function-configuration'],
  ['--managed-policies <path>', 'documents of managed policies, for the policy of today'],
  ['--usage <file>', 'usage file of iam-tighten collect: merge the history of the role'],
  ['--cloudtrail <path>', 'read the history here: a folder of logs or s3://bucket/prefix (repeatable)', many],
  ['--access-advisor', 'ask Access Advisor about the --role'],
  ['--since <time>', 'with --cloudtrail: from this day or time on, or so many days back: 2026-08-01, 90d'],
  ['--profile <name>', 'AWS profile for --cloudtrail s3://… and --access-advisor'],
  ['--mode <mode>', 'with a history: strict, balanced or safe (default balanced)'],
  ['--role <arn>', 'with a history: the role of the function; its ARN limits what is read'],
  ['--deployed-at <time>', 'with a history: when this code was deployed; older uses belong to former code'],
  ['--minimum-days <days>', 'with a history: days below which nothing unseen is dropped (default 90)'],
  ['--conditions', 'also fill condition keys that the calls decide'],
  ['--compact', 'write actions as globs that match exactly the needed ones'],
  ['--split <into>', 'when one inline policy is too small: managed, or inline+managed'],
  ['--max-managed <n>', 'with --split: managed policies the role may still take (default 10)'],
  ['--relax', 'when nothing else fits: over-grant by least risk, and list exactly what'],
  ['--config <file>', 'configuration file; else the nearest iam-tighten.json, .yaml or package.json'],
];

/**
 * Declares the options of AnalyzeFlags on a command; used by every command that analyses a project. `without` names those that mean nothing to
 * it, by their long flag.
 */
export function addAnalyzeOptions(command: Command, without: readonly string[] = []): Command {
  for (const [flags, description, parse] of OPTIONS) {
    if (without.includes(flags.split(' ')[0]!)) continue;
    if (parse) command.option(flags, description, parse);
    else command.option(flags, description);
  }
  return command;
}
