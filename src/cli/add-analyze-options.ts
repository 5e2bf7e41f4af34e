import type { Command } from 'commander';

/** Collects a repeatable option. */
export const many = (value: string, previous: string[] | undefined): string[] => [...(previous ?? []), value];

/** Declares the options of AnalyzeFlags on a command; used by every command that analyses a project. */
export function addAnalyzeOptions(command: Command): Command {
  return command
    .option('--handler <file.export>', 'handler of a bare folder: src/app.handler')
    .option('--function <id>', 'only this function (repeatable)', many)
    .option('--function-name <name>', 'deployed name of a bare folder, for its log group')
    .option('--account <id>', 'account id for ARNs; else * in that field')
    .option('--region <region>', 'Region for ARNs; else * in that field')
    .option('--partition <partition>', 'partition for ARNs; else that of the Region, else aws')
    .option('--env-file <file>', 'NAME=value lines: the environment of a bare folder')
    .option('--function-config <file>', 'output of aws lambda get-function-configuration')
    .option('--managed-policies <path>', 'documents of managed policies, for the policy of today')
    .option('--usage <file>', 'usage file of iam-tighten collect: merge the history of the role')
    .option('--cloudtrail <path>', 'read the history here: a folder of logs or s3://bucket/prefix (repeatable)', many)
    .option('--access-advisor', 'ask Access Advisor about the --role')
    .option('--since <time>', 'with --cloudtrail: from this day or time on, or so many days back: 2026-08-01, 90d')
    .option('--profile <name>', 'AWS profile for --cloudtrail s3://… and --access-advisor')
    .option('--mode <mode>', 'with a history: strict, balanced or safe (default balanced)')
    .option('--role <arn>', 'with a history: the role of the function; its ARN limits what is read')
    .option('--deployed-at <time>', 'with a history: when this code was deployed; older uses belong to former code')
    .option('--minimum-days <days>', 'with a history: days below which nothing unseen is dropped (default 90)')
    .option('--conditions', 'also fill condition keys that the calls decide')
    .option('--compact', 'write actions as globs that match exactly the needed ones')
    .option('--split <into>', 'when one inline policy is too small: managed, or inline+managed')
    .option('--max-managed <n>', 'with --split: managed policies the role may still take (default 10)')
    .option('--relax', 'when nothing else fits: over-grant by least risk, and list exactly what')
    .option('--config <file>', 'configuration file; else the nearest iam-tighten.json, .yaml or package.json');
}
