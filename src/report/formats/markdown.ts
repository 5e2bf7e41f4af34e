import { markdownCode, markdownText } from '../../model/escape/markdown.js';
import { CONTROLS } from '../model/controls.js';
import { LEVELS, type Report, type RoleReport } from '../model/types.js';
import { evidenceText, headlineOf, trendText } from '../model/words.js';

/** Rows shown of every list outside the JSON and CSV output. */
const MAX_ROWS = 100;
const MAX_NAMES = 12;

/** The report for a job summary, an issue or a wiki. */
export function renderMarkdown(report: Report): string {
  const { roles, totals, trend } = report;
  const shown = roles.slice(0, MAX_ROWS);
  return `${[
    `# ${headlineOf(report)}`,
    // Numbers, days and the kinds of sources: no foreign text.
    evidenceText(report),
    ...(trend ? [trendText(trend)] : []),
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
      [
        'Role',
        'Functions',
        'Risk',
        'Granted',
        'Used',
        'Needed',
        'Unused',
        'Not observable',
        'On \\*',
        'Last used',
        'Controls',
      ],
      shown.map(row),
    ),
    ...(roles.length > shown.length ? [`and ${roles.length - shown.length} more roles`] : []),
    ...shown.filter(({ next }) => next.length > 0).map(details),
    '## Controls',
    CONTROLS.map(({ id, title, url }) => `- [${id}](${url}) ${title}`).join('\n'),
  ].join('\n\n')}\n`;
}

const row = (role: RoleReport): string[] => {
  const { name, functions, risk, counts, wildcardActions, lastUsed, controls } = role;
  return [
    markdownCode(name),
    markdownText(listed(functions, 3)),
    risk,
    ...[counts.granted, counts.used, counts.needed, counts.unused, counts.unobservable, wildcardActions].map(String),
    lastUsed?.slice(0, 10) ?? '–',
    controls.join(', ') || '–',
  ];
};

function details(role: RoleReport): string {
  const services = role.services.filter(({ counts }) => counts.unused > 0);
  return [
    `<details><summary>${markdownText(role.name)}</summary>`,
    role.next.map((step, i) => `${i + 1}. ${markdownText(step)}`).join('\n'),
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
            services.map(({ service, lastUsed, unused }) => [
              markdownCode(service),
              lastUsed?.slice(0, 10) ?? '–',
              unused
                .map(({ level, names, more }) => `${level}: ${markdownCode(listed(names, MAX_NAMES, more))}`)
                .join('; '),
            ]),
          ),
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
