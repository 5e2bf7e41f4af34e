import { openIam } from '../aws/iam.js';
import { openCatalog } from '../catalog/index.js';
import { accessAdvisorSource } from '../dynamic/access-advisor/source.js';
import type { EventFilter, EvidenceSource } from '../dynamic/evidence-source.js';
import { openSource } from '../dynamic/open-source.js';
import { readUsageFile } from '../dynamic/usage-file/read.js';
import type { UsageFile } from '../model/usage.js';
import { UserError } from '../model/user-error.js';
import type { AccountRole } from '../report/index.js';
import { collectNow } from './collect-now.js';
import type { ReportFlags } from './flags/report.js';
import { parseTime } from './parse-time.js';
import { sessionOf } from './report-account.js';
import { usageSince } from './usage-since.js';

interface ReportHistory {
  usage?: UsageFile;
  /** Roles that Access Advisor did not answer about, with the sentence why. */
  failed: ReadonlyMap<string, string>;
}

const ROLE_ARN = /^arn:[^:]+:iam::\d{12}:role\/[^*?]+$/;

/**
 * The history that the flags name: a usage file, logs, Access Advisor (which `--online` asks unless told not to), joined. A role that Access
 * Advisor will not answer about costs its own answer only, unless it is all of them. `minimumDays` is the window of Access Advisor alone.
 */
export async function reportHistory(
  flags: ReportFlags,
  roles: readonly AccountRole[] | undefined,
  minimumDays: number,
  now: Date = new Date(),
): Promise<ReportHistory> {
  const since = flags.since === undefined ? undefined : parseTime(flags.since, now, '--since');
  const read = flags.usage === undefined ? undefined : await readUsageFile(flags.usage);
  const file = read && since !== undefined ? usageSince(read, since) : read;
  const asks = flags.accessAdvisor ?? flags.online ?? false;
  const words = flags.cloudtrail ?? [];
  const failed = new Map<string, string>();
  if (words.length === 0 && !asks) return { ...(file && { usage: file }), failed };
  const arns = rolesAsked(flags, roles);
  if (asks && arns.length === 0) {
    if (roles) return { ...(file && { usage: file }), failed };
    throw new UserError('--access-advisor needs to know whom to ask about', {
      advice: 'add --role arn:aws:iam::<account>:role/<path and name>, or --online for the roles of the account',
    });
  }
  const alone = words.length === 0 && file === undefined;
  const from = since ?? (alone ? parseTime(`${minimumDays}d`, now, '--minimum-days') : undefined);
  // The window of a usage file is what its logs cover: only logs that are read now may begin before it.
  const filter: EventFilter = {
    roles: arns,
    accounts: [],
    regions: [],
    ...(from !== undefined && (alone || words.length > 0) && { since: from }),
  };
  const sources = await logSources(words, flags, filter);
  if (asks) {
    const created = new Map(
      roles?.flatMap(({ arn, createdAt }) => (createdAt === undefined ? [] : [[arn, createdAt]])),
    );
    sources.push(
      accessAdvisorSource(openIam(sessionOf(flags)), 'access-advisor', {
        created,
        failed: (arn, why) => void failed.set(arn, why),
      }),
    );
  }
  const usage = await collectNow({ sources, files: file ? [file] : [], filter }, flags.quiet, () =>
    refuseNothing(failed, arns.length),
  );
  return { usage, failed };
}

/** One role may be refused; when all are, it is the caller who may not ask. */
function refuseNothing(failed: ReadonlyMap<string, string>, asked: number): void {
  const [why] = failed.values();
  if (why === undefined || failed.size < asked) return;
  throw new UserError(asked === 1 ? why : `${why}; Access Advisor answered about none of ${asked} roles`, {
    advice: 'let the caller ask, or go without with --no-access-advisor',
  });
}

/** Whom to ask about: the chosen roles of the account, else the one whose ARN is given. */
function rolesAsked({ role }: ReportFlags, roles: readonly AccountRole[] | undefined): string[] {
  if (roles) return roles.map(({ arn }) => arn).sort();
  return [role ?? []].flat().filter((one) => ROLE_ARN.test(one));
}

async function logSources(
  words: readonly string[],
  flags: ReportFlags,
  filter: EventFilter,
): Promise<EvidenceSource[]> {
  const catalog = openCatalog();
  return Promise.all(
    words.map((word) =>
      openSource(word, {
        session: sessionOf(flags),
        filter,
        catalog: () => catalog,
        ...(flags.selectors && { askForSelectors: true }),
      }),
    ),
  );
}
