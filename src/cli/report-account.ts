import { readFile, stat } from 'node:fs/promises';
import { openIamAccount } from '../aws/iam-account.js';
import { UserError } from '../model/user-error.js';
import { managedPolicies } from '../project/declared/managed-policies.js';
import {
  type AccountRole,
  type Omitted,
  parseAuthorizationDetails,
  rolesOfPages,
  selectRoles,
} from '../report/index.js';
import type { ReportFlags } from './flags/report.js';
import { progressLine } from './progress-line.js';

/** Authorization details of the largest accounts have some tens of megabytes. */
const MAX_BYTES = 256 * 1024 * 1024;

/**
 * The roles of an account that are to be reported on, out of a file or from IAM itself; undefined when no account is asked for. Throws UserError
 * for a file that holds none, for credentials that may not ask, and for a `--role` that matches nothing.
 */
export async function accountRoles(
  flags: ReportFlags,
): Promise<{ chosen: AccountRole[]; omitted: Omitted[] } | undefined> {
  const { authorizationDetails: file, online } = flags;
  if (file === undefined && !online) {
    const alone = (['assumedBy', 'serviceLinked'] as const).find((flag) => flags[flag] !== undefined);
    if (alone === undefined) return undefined;
    throw new UserError(`--${alone === 'assumedBy' ? 'assumed-by' : 'service-linked'} chooses roles of an account`, {
      advice: 'add --online or --authorization-details <file>',
    });
  }
  if (file !== undefined && online)
    throw new UserError('--online and --authorization-details both say what the roles are', { advice: 'give one' });
  const { find } = managedPolicies(flags.managedPolicies);
  const all =
    file === undefined ? await rolesOnline(flags, find) : parseAuthorizationDetails(await readInput(file), file, find);
  return selectRoles(all, {
    roles: [flags.role ?? []].flat(),
    ...(flags.assumedBy !== undefined && { assumedBy: flags.assumedBy }),
    ...(flags.serviceLinked && { serviceLinked: true }),
  });
}

/** Asks IAM, page by page. Half an account is no account: the first page that fails ends it. */
async function rolesOnline(flags: ReportFlags, find: ReturnType<typeof managedPolicies>['find']) {
  const line = progressLine(process.stderr);
  const pages: { RoleDetailList: object[]; Policies: object[] }[] = [];
  let done = 0;
  try {
    for await (const page of openIamAccount(sessionOf(flags)).pages()) {
      pages.push(page);
      done += page.RoleDetailList.length;
      line.show('the account', { done, unit: 'roles', events: 0 });
    }
  } finally {
    line.clear();
  }
  return rolesOfPages(pages, find);
}

/** Whose account, and where AWS is asked. */
export const sessionOf = ({ profile, region }: ReportFlags) => ({
  ...(profile !== undefined && { profile }),
  ...(region !== undefined && { region }),
});

/** Text of a file that the command names. Throws UserError. */
export async function readInput(file: string): Promise<string> {
  try {
    const { size } = await stat(file);
    if (size > MAX_BYTES) throw new UserError(`${file} is larger than ${MAX_BYTES} bytes`);
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(`cannot read ${file} (${(error as NodeJS.ErrnoException).code})`);
  }
}
