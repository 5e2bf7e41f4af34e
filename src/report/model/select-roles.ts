import { UserError } from '../../model/user-error.js';
import { matchesGlob } from './glob.js';
import type { AccountRole } from './inputs.js';
import { mayBeAssumedBy } from './trust.js';
import type { Omitted } from './types.js';

/** Which roles of an account are reported on. */
export interface RoleFilter {
  /** Names, paths (`/team/*`) or ARNs, with `*` and `?` as wildcards; none means all. */
  roles: readonly string[];
  /** Only roles that this service may take. */
  assumedBy?: string;
  /** Also roles that only AWS can change. */
  serviceLinked?: boolean;
}

/**
 * The roles to report on, and those left out with the reason. A service-linked role is left out unless it is asked for, by the filter or by its
 * whole name. Throws UserError for a pattern that no role of the account has.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create-service-linked-role.html
 */
export function selectRoles(
  roles: readonly AccountRole[],
  { roles: patterns, assumedBy, serviceLinked }: RoleFilter,
): { chosen: AccountRole[]; omitted: Omitted[] } {
  const tests = patterns.map((pattern) => ({ pattern, matches: matcher(pattern) }));
  for (const { pattern, matches } of tests)
    if (!roles.some(matches))
      throw new UserError(`none of the ${roles.length} roles of the account is ${pattern}`, {
        advice: 'write a name, a path (/team/*) or an ARN; * and ? are wildcards',
      });
  const reasons = new Map<string, string[]>();
  const chosen = roles.filter((role) => {
    const why = whyNot(role);
    if (why !== undefined) reasons.set(why, [...(reasons.get(why) ?? []), role.name]);
    return why === undefined;
  });
  const omitted = [...reasons].map(([why, names]) => ({ why, roles: names.sort() }));
  return { chosen, omitted: omitted.sort((a, b) => (a.why < b.why ? -1 : 1)) };

  function whyNot(role: AccountRole): string | undefined {
    if (tests.length > 0 && !tests.some(({ matches }) => matches(role))) return 'not asked for';
    const whole = patterns.some((pattern) => pattern === role.name || pattern === role.arn);
    if (!serviceLinked && !whole && role.path.startsWith('/aws-service-role/')) return 'service-linked';
    if (assumedBy !== undefined && !mayBeAssumedBy(role.trust, assumedBy)) return `not assumed by ${assumedBy}`;
    return undefined;
  }
}

/** Names of roles are the same in any case: https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html */
function matcher(pattern: string): (role: AccountRole) => boolean {
  if (pattern.startsWith('arn:')) return ({ arn }) => matchesGlob(pattern, arn);
  if (!pattern.startsWith('/')) return ({ name }) => matchesGlob(pattern, name);
  // A path alone stands for all below it, as it does for `aws iam list-roles --path-prefix`.
  return ({ path, name }) =>
    matchesGlob(pattern, `${path}${name}`) || path.toLowerCase().startsWith(pattern.toLowerCase());
}
