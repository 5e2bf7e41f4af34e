import type { Finding, FindingLevel } from '../model/finding.js';
import type { SourceLocation } from '../model/location.js';
import type { Report, Risk, RoleReport, ServiceReport } from './model/types.js';

/** How loud unused access of a risk is. */
const LEVEL: { readonly [risk in Risk]: FindingLevel } = {
  high: 'error',
  medium: 'warning',
  low: 'note',
  none: 'note',
};

/** The report as findings, for SARIF: what is unused by service, ways to escalate, wildcards, and what could not be told. */
export const findingsOfReport = ({ roles, window }: Report): Finding[] =>
  roles.flatMap((role) => {
    const location = role.grants.find(({ at }) => at)?.at ?? placeOf(role);
    return findingsOfRole(role, window?.days ?? 0).map((finding) => ({ ...finding, location }));
  });

/**
 * Where a role is that no file declares: GitHub takes no result without a place, and shows one whose file is not in the repository without code.
 * https://docs.github.com/en/code-security/reference/code-scanning/sarif-support-for-code-scanning#result-object
 */
function placeOf({ arn, name }: RoleReport): SourceLocation {
  const [, , , , account, role] = arn?.split(':') ?? [];
  const file = role === undefined ? `iam/role/${name}` : `iam/${account}/${role}`;
  // Half a surrogate pair is no URI.
  return { file: file.replace(/\p{Cs}/gu, '\ufffd'), line: 1, column: 1 };
}

function findingsOfRole(role: RoleReport, days: number): Finding[] {
  const {
    name,
    services,
    escalations,
    wildcardActions,
    observed,
    granted,
    counts,
    unknownPatterns,
    unknownPolicies,
    shared,
    functions,
  } = role;
  const findings: Finding[] = services
    .filter((service) => service.counts.unused > 0)
    .map((service) => ({
      ruleId: 'IT750',
      level: LEVEL[role.risk],
      args: {
        role: name,
        service: service.service,
        unused: service.counts.unused,
        granted: service.counts.granted,
        actions: someUnused(service),
        days,
      },
    }));
  for (const { how, actions, used } of escalations)
    findings.push({
      ruleId: 'IT751',
      level: used ? 'warning' : 'error',
      args: { role: name, how, actions: actions.join(', ') },
    });
  if (wildcardActions > 0)
    findings.push({ ruleId: 'IT752', level: 'warning', args: { role: name, actions: wildcardActions } });
  if (granted && !observed && !role.problems) findings.push({ ruleId: 'IT753', level: 'note', args: { role: name } });
  else if (counts.unobservable > 0)
    findings.push({
      ruleId: 'IT754',
      level: 'note',
      args: { role: name, actions: counts.unobservable, why: commonReason(services) },
    });
  for (const pattern of unknownPatterns)
    findings.push({ ruleId: 'IT755', level: 'warning', args: { role: name, action: pattern } });
  if (role.neverUsed) findings.push({ ruleId: 'IT756', level: 'warning', args: { role: name } });
  if (shared)
    findings.push({ ruleId: 'IT710', level: 'warning', args: { role: name, functions: functions.join(', ') } });
  for (const policy of unknownPolicies)
    findings.push({ ruleId: 'IT711', level: 'warning', args: { fn: name, name: policy } });
  for (const problem of role.problems ?? [])
    findings.push({ ruleId: 'IT758', level: 'warning', args: { role: name, problem } });
  if (!granted) findings.push({ ruleId: 'IT757', level: 'note', args: { role: name } });
  return findings;
}

function someUnused({ unused }: ServiceReport): string {
  const names = unused.flatMap((group) => group.names);
  return names.length > 5 ? `${names.slice(0, 5).join(', ')} and ${names.length - 5} more` : names.join(', ');
}

/** The reason that most of the unobservable actions share. */
function commonReason(services: readonly ServiceReport[]): string {
  const sums = new Map<string, number>();
  for (const { unobservable } of services)
    for (const { why, names, more } of unobservable) sums.set(why, (sums.get(why) ?? 0) + names.length + more);
  return [...sums].sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1))[0]?.[0] ?? '';
}
