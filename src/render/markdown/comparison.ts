import type { Comparison } from '../../model/comparison.js';
import { groupRows, type RowGroup, someOf } from '../../model/comparison-groups.js';
import { markdownCode, markdownText } from '../../model/escape/markdown.js';
import type { SourceLocation } from '../../model/location.js';
import { addedText } from '../comparison-text.js';
import { witness } from '../summary.js';

/** A reviewer reads a table of this length; the rest is folded. */
const MAX_ROWS = 20;

export interface MarkdownOptions {
  /** Address of a line in the forge, when it is known. */
  linkTo?(place: SourceLocation): string;
  /** Without the folded rest of a long table. */
  short?: boolean;
}

/** One function for a pull request: verdict first, numbers before prose, every line with its witness. */
export function comparisonMarkdown(comparison: Comparison, options: MarkdownOptions): string {
  const groups = groupRows(comparison);
  const rows = groups.filter(({ change }) => change !== 'kept').map((group) => rowOf(group, options));
  const header = '|   | Action | Resource | Why |\n|---|---|---|---|\n';
  const shown = rows.slice(0, MAX_ROWS).join('');
  const folded = rows.slice(MAX_ROWS);
  return [
    `### ${headline(comparison)}\n`,
    ...(comparison.declared ? [numbers(comparison)] : []),
    ...(rows.length > 0 ? [header + shown] : []),
    ...(folded.length > 0 && options.short ? [`${folded.length} more\n`] : []),
    ...(folded.length > 0 && !options.short
      ? [`<details><summary>${folded.length} more</summary>\n\n${header}${folded.join('')}\n</details>\n`]
      : []),
  ].join('\n');
}

/** `orders-fn` can lose 41 of 46 actions (only removes access ✅). */
export function headline({ function: id, verdict, why, before, after, rows }: Comparison): string {
  const name = markdownCode(id);
  const lost = before.actions - after.actions;
  switch (verdict) {
    case 'same':
      return `${name} has exactly what it needs ✅`;
    case 'only-removes':
      return lost > 0
        ? `${name} can lose ${lost} of ${before.actions} actions (only removes access ✅)`
        : `${name} can be narrowed to its resources (only removes access ✅)`;
    case 'adds':
      return isLacking({ rows }) ? `${name} lacks permissions it needs ⚠️` : `${name}: ${addedText(rows)}`;
    case 'unknown':
      return `${name}: not decided, ${markdownText(why ?? 'no reason given')} ⚠️`;
  }
}

/** Whether something is certainly needed and not granted. */
export const isLacking = ({ rows }: Pick<Comparison, 'rows'>): boolean =>
  rows.some(({ change }) => change === 'lacking');

function numbers({ role, before, after, rows }: Comparison): string {
  const sources = [...new Set(rows.flatMap(({ evidence }) => evidence.map(({ source }) => SOURCES[source])))];
  const cells = [
    role === undefined ? '' : markdownCode(role),
    `${before.actions} → **${after.actions}**`,
    `${before.wildcardResources} → **${after.wildcardResources}**`,
    `${Math.max(0, before.writes - after.writes)} / ${Math.max(0, before.permissionsManagement - after.permissionsManagement)}`,
    sources.length === 0 ? 'code' : sources.toSorted().join(' + '),
  ];
  return `| Role | Actions before → after | Actions on \`*\` | Write / permissions management removed | Evidence |\n|---|---:|---:|---:|---|\n| ${cells.join(' | ')} |\n`;
}

const SOURCES = {
  static: 'code',
  deployment: 'deployment',
  cloudtrail: 'CloudTrail',
  'access-advisor': 'Access Advisor',
  kept: 'kept',
} as const;

const MARKS: { readonly [change in RowGroup['change']]: string } = {
  removed: '➖',
  narrowed: '✂️',
  lacking: '➕',
  undecided: '❔',
  kept: '✔️',
};

function rowOf(group: RowGroup, options: MarkdownOptions): string {
  const more = (items: readonly string[], limit: number) =>
    items.length > limit ? ` ${markdownText(`and ${items.length - limit} more`)}` : '';
  const codes = (items: readonly string[], limit: number) =>
    items.slice(0, limit).map(markdownCode).join(', ') + more(items, limit);
  return `| ${MARKS[group.change]} | ${codes(group.actions, 4)} | ${codes(group.resources, 2)} | ${reason(group, options)} |\n`;
}

function reason({ change, why, at, origin, evidence }: RowGroup, { linkTo }: MarkdownOptions): string {
  const place = at && placeOf(at, linkTo);
  const [first] = change === 'lacking' || change === 'undecided' ? evidence.map(witness) : [];
  const words = [why, ...(first === undefined ? [] : [first])].map(markdownText).join('; ');
  const source = origin === undefined ? '' : `${markdownText(origin)}: `;
  return [place, `${source}${words}`].filter(Boolean).join(' · ');
}

function placeOf(at: SourceLocation, linkTo: MarkdownOptions['linkTo']): string {
  const text = someOf([`${at.file}:${at.line}`], 1);
  return linkTo ? `[${markdownText(text)}](${linkTo(at)})` : markdownCode(text);
}
