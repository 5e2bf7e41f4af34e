import { openCatalog } from '../catalog/index.js';
import type { EventFilter } from '../dynamic/evidence-source.js';
import { openSource } from '../dynamic/open-source.js';
import { readUsageFile } from '../dynamic/usage-file/read.js';
import type { UsageFile } from '../model/usage.js';
import { UserError } from '../model/user-error.js';
import { collectNow } from './collect-now.js';
import type { AnalyzeFlags } from './flags/analyze.js';
import { parseTime } from './parse-time.js';

const ROLE_ARN = /^arn:[^:]+:iam::\d{12}:role\/.+$/;

/**
 * The history that `--usage`, `--cloudtrail` and `--access-advisor` name, as one usage file: what `collect` would write of the same sources.
 * Reads AWS only for `s3://…` and Access Advisor. `--region` is where AWS is asked, not a filter: a role may act anywhere.
 */
export async function readHistory(flags: AnalyzeFlags, now: Date = new Date()): Promise<UsageFile> {
  const files = flags.usage === undefined ? [] : [await readUsageFile(flags.usage)];
  const words = [...(flags.cloudtrail ?? []), ...(flags.accessAdvisor ? ['access-advisor'] : [])];
  if (words.length === 0) return files[0]!;
  const role = flags.role !== undefined && ROLE_ARN.test(flags.role) ? flags.role : undefined;
  if (flags.accessAdvisor && role === undefined)
    throw new UserError('--access-advisor needs to know whom to ask about', {
      advice: 'add --role arn:aws:iam::<account>:role/<path and name>',
    });
  const filter: EventFilter = {
    roles: role === undefined ? [] : [role],
    accounts: [],
    regions: [],
    ...(flags.since && { since: parseTime(flags.since, now, '--since') }),
  };
  const session = { ...(flags.profile && { profile: flags.profile }), ...(flags.region && { region: flags.region }) };
  const catalog = openCatalog();
  const sources = await Promise.all(words.map((word) => openSource(word, { session, filter, catalog: () => catalog })));
  return collectNow({ sources, files, filter }, flags.quiet);
}
