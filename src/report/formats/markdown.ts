import { markdownCode, markdownText } from '../../model/escape/markdown.js';
import { CONTROLS } from '../model/controls.js';
import { LEVELS, type Report, type RoleReport } from '../model/types.js';
import { evidenceText, headlineOf, lastSeen, omittedText, problemsText, trendText, worseText } from '../model/words.js';

/** Rows shown of every list outside the JSON and CSV output. */
const MAX_ROWS = 100;
const MAX_POINTS = 12;

interface Limits {
  names: number;
  services: number;
}

const LIMITS: readonly Limits[] = [
  { names: 12, services: 400 },
  { names: 12, services: 12 },
  { names: 6, services: 6 },
  { names: 3, services: 4 },
  { names: 1, services: 2 },
];

/** A job summary of GitHub holds 1 MiB: https://docs.github.com/actions/reference/workflow-commands-for-github-actions#step-isolation-and-limits */
const BUDGET = 900_000;

/** The report for a job summary, an issue or a wiki, as full as a job summary can be. */
export function renderMarkdown(report: Report): string {
  let text = '';
  for (const limits of LIMITS) {
    text = written(report, limits);
    if (text.length <= BUDGET) break;
  }
  return text;
}

function written(report: Report, limits: Limits): string {
  const { roles, totals, trend } = report;
  const shown = roles.slice(0, MAX_ROWS);
  const columns = columnsOf(roles);
  const aside = [worseText(report), problemsText(report), omittedText(report)].filter((one) => one !== undefined);
  return `${[
    `# ${headlineOf(report)}`,
    // Numbers, days and the kinds of sources: no foreign text.
    evidenceText(report),
    ...(trend ? [trendText(trend)] : []),
    ...aside.map(markdownText),
    ...series(report),
    table(
      ['Level', 'Granted', 'Used', 'Needed', 'Unused', 'Not observable'],
      LEVELS.flatMap((level) => {
        const counts = totals.levels[level];
        return counts
          ? [[level, counts.granted, counts.used, counts.needed, counts.unused, counts.unobservable].map(String)]
          : [];
      }),
    ),
    '## Roles',
    table(
      columns.map(({ title }) => title),
      shown.map((role) => columns.map(({ cell }) => String(cell(role)))),
    ),
    ...(roles.length > shown.length ? [`and ${roles.length - shown.length} more roles`] : []),
    ...shown.filter(({ next }) => next.length > 0).map((role) => details(role, limits)),
    '## Controls',
    CONTROLS.map(({ id, title, url }) => `- [${id}](${url}) ${title}`).join('\n'),
  ].join('\n\n')}\n`;
}

const COLUMNS: readonly { title: string; cell(role: RoleReport): string | number }[] = [
  {
    title: 'Role',
    cell: ({ name, problems = [] }) => `${markdownCode(name)}${problems.length > 0 ? ' (in part)' : ''}`,
  },
  { title: 'Functions', cell: ({ functions }) => markdownText(listed(functions, 3)) },
  { title: 'Risk', cell: ({ risk }) => risk },
  { title: 'Granted', cell: ({ counts }) => counts.granted },
  { title: 'Used', cell: ({ counts }) => counts.used },
  { title: 'Needed', cell: ({ counts }) => counts.needed },
  { title: 'Unused', cell: ({ counts }) => counts.unused },
  { title: 'Not observable', cell: ({ counts }) => counts.unobservable },
  { title: 'On \\*', cell: ({ wildcardActions }) => wildcardActions },
  { title: 'Last used', cell: ({ lastUsed }) => lastUsed?.slice(0, 10) ?? '–' },
  { title: 'Controls', cell: ({ controls }) => controls.join(', ') || '–' },
];

/** Of an account nobody may know the functions. */
const columnsOf = (roles: readonly RoleReport[]) =>
  COLUMNS.filter(({ title }) => title !== 'Functions' || roles.some(({ functions }) => functions.length > 0));

/** The reports of the series, oldest first, with this one; nothing when it is the first. */
function series(report: Report): string[] {
  const { history = [], window, totals } = report;
  if (history.length < 2) return [];
  return [
    table(
      ['Evidence to', 'Roles', 'Granted', 'Used', 'Unused', 'On \\*', 'Escalations'],
      [...history, { ...totals, window }]
        .slice(-MAX_POINTS)
        .map((point) => [
          point.window?.to.slice(0, 10) ?? '–',
          ...[point.roles, point.granted, point.used, point.unused, point.wildcardActions, point.escalations].map(
            String,
          ),
        ]),
    ),
  ];
}

function details(role: RoleReport, limits: Limits): string {
  const all = role.services.filter(({ counts }) => counts.unused > 0);
  const services = all.toSorted((a, b) => b.counts.unused - a.counts.unused).slice(0, limits.services);
  const left = all.length - services.length;
  const { problems = [], tags = [] } = role;
  return [
    `<details><summary>${markdownText(role.name)}</summary>`,
    role.next.map((step, i) => `${i + 1}. ${markdownText(step)}`).join('\n'),
    ...(problems.length > 0 ? [problems.map((one) => `- not read: ${markdownText(one)}`).join('\n')] : []),
    ...(tags.length > 0 ? [`Tags: ${tags.map(({ key, value }) => markdownCode(`${key}=${value}`)).join(', ')}`] : []),
    ...(role.escalations.length > 0
      ? [
          role.escalations
            .map(
              ({ how, actions, used }) => `- can ${how}: ${markdownCode(actions.join(', '))}${used ? ' (in use)' : ''}`,
            )
            .join('\n'),
        ]
      : []),
    ...(services.length > 0
      ? [
          table(
            ['Service', 'Last used', 'Unused'],
            services.map(({ service, lastUsed, lastTried, unused }) => [
              markdownCode(service),
              lastSeen(lastUsed, lastTried),
              unused
                .map(({ level, names, more }) => `${level}: ${markdownCode(listed(names, limits.names, more))}`)
                .join('; '),
            ]),
          ),
          ...(left > 0 ? [`and ${left} more services`] : []),
        ]
      : []),
    '</details>',
  ].join('\n\n');
}

function listed(names: readonly string[], most: number, more = 0): string {
  const left = Math.max(0, names.length - most) + more;
  return names.slice(0, most).join(', ') + (left > 0 ? ` and ${left} more` : '');
}

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
