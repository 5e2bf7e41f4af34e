import type { Catalog } from '../../catalog/types.js';
import { daysOf } from '../../model/days.js';
import type { UsageFile } from '../../model/usage.js';
import { sumCounts, sumLevels } from './counts.js';
import { expander } from './granted.js';
import type { Observer, RoleInput } from './inputs.js';
import { knowledgeOf } from './knowledge.js';
import { reportRole } from './role.js';
import { historyAfter, trendSince } from './trend.js';
import type { EvidenceSource, Omitted, Report, RoleReport, Totals, Window } from './types.js';

export interface BuildOptions {
  toolVersion: string;
  catalog: Catalog;
  usage?: UsageFile;
  observe: Observer;
  /** Days of history below which nothing unseen is called unused. */
  minimumDays: number;
  previous?: Report;
  /** Roles that were left out. */
  omitted?: readonly Omitted[];
}

/** The report over some roles: pure; roles come out by risk, then by unused actions, then by id. */
export function buildReport(roles: readonly RoleInput[], options: BuildOptions): Report {
  const { catalog, usage, observe, minimumDays, previous, omitted = [], toolVersion } = options;
  const window = usage ? windowOf(usage) : null;
  const context = { catalog, know: knowledgeOf(catalog), expand: expander(catalog), window, minimumDays, observe };
  const reports = roles.map((role) => reportRole(role, context)).sort(byUrgency);
  const totals = totalsOf(reports);
  return {
    schemaVersion: 1,
    tool: { name: 'iam-tighten', version: toolVersion },
    catalog: { version: catalog.version },
    window,
    minimumDays,
    sources: (usage?.sources ?? []).map(sourceOf),
    totals,
    roles: reports,
    trend: previous ? trendSince(previous, { totals, roles: reports }) : null,
    ...(previous && { history: historyAfter(previous) }),
    ...(omitted.length > 0 && { omitted: [...omitted] }),
  };
}

/** None when the usage file holds nothing that has a time. */
function windowOf({ window: { from, to } }: UsageFile): Window | null {
  if (from === '' || to === '') return null;
  return { from, to, days: daysOf({ from, to }) };
}

const sourceOf = ({
  kind,
  location,
  accounts,
  regions,
  files,
  gaps,
}: UsageFile['sources'][number]): EvidenceSource => ({
  kind,
  location,
  accounts,
  regions,
  filesFailed: files.failed,
  gaps: gaps.length,
});

function totalsOf(roles: readonly RoleReport[]): Totals {
  return {
    roles: roles.length,
    functions: new Set(roles.flatMap(({ functions }) => functions)).size,
    ...sumCounts(roles.map(({ counts }) => counts)),
    wildcardActions: roles.reduce((sum, role) => sum + role.wildcardActions, 0),
    escalations: roles.reduce((sum, role) => sum + role.escalations.length, 0),
    sharedRoles: roles.filter(({ shared }) => shared).length,
    levels: sumLevels(roles.map(({ levels }) => levels)),
  };
}

const URGENCY = ['high', 'medium', 'low', 'none'];

const byUrgency = (a: RoleReport, b: RoleReport): number =>
  URGENCY.indexOf(a.risk) - URGENCY.indexOf(b.risk) ||
  b.counts.unused - a.counts.unused ||
  (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
