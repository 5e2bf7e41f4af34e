import type { Point, Report, RoleReport, RoleTrend, Trend } from './types.js';

/** What changed since an earlier report. A role is `better` when it has fewer unused actions, or as many and fewer granted. */
export function trendSince(previous: Report, { totals, roles }: Pick<Report, 'totals' | 'roles'>): Trend {
  const before = new Map(previous.roles.map((role) => [role.id, role]));
  const now = new Set(roles.map(({ id }) => id));
  const gone = previous.roles.filter(({ id }) => !now.has(id));
  return {
    window: previous.window,
    granted: totals.granted - previous.totals.granted,
    used: totals.used - previous.totals.used,
    unused: totals.unused - previous.totals.unused,
    wildcardActions: totals.wildcardActions - previous.totals.wildcardActions,
    escalations: totals.escalations - previous.totals.escalations,
    roles: [
      ...roles.map((role) => changeOf(role, before.get(role.id))),
      ...gone.map(({ id, counts }) => ({
        id,
        change: 'gone' as const,
        granted: -counts.granted,
        unused: -counts.unused,
      })),
    ].sort((a, b) => (a.id < b.id ? -1 : 1)),
  };
}

function changeOf({ id, counts }: RoleReport, before: RoleReport | undefined): RoleTrend {
  if (!before) return { id, change: 'new', granted: counts.granted, unused: counts.unused };
  const granted = counts.granted - before.counts.granted;
  const unused = counts.unused - before.counts.unused;
  const sign = unused || granted;
  return { id, change: sign < 0 ? 'better' : sign > 0 ? 'worse' : 'same', granted, unused };
}

/** A year of weekly reports. */
const MAX_POINTS = 52;

/** The series that a report after `previous` carries: what `previous` carried, and itself. A run that is repeated is one point. */
export function historyAfter(previous: Report): Point[] {
  const { window, totals } = previous;
  const { roles, granted, used, unused, wildcardActions, escalations } = totals;
  const point = { window, roles, granted, used, unused, wildcardActions, escalations };
  const before = (previous.history ?? []).filter((one) => one.window?.to !== window?.to);
  return [...before, point].slice(-MAX_POINTS);
}
