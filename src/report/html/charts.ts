import { oneLine } from '../../model/escape/plain.js';
import { type Bucket, countedBy } from '../model/last-used.js';
import { LEVELS, type Level, type Report, type RoleReport, type State } from '../model/types.js';
import { html, type Markup } from './tag.js';

/** CSS classes of the access levels. */
const LEVEL_CLASS: { readonly [level in Level]: string } = {
  'Permissions management': 'p',
  Write: 'w',
  Tagging: 't',
  Read: 'r',
  List: 'l',
  unknown: 'x',
};

const WIDTH = 900;
const LABEL = 230;
const ROW = 30;
const MAX_ROWS = 50;
const STATE_CLASS: { readonly [state in State]: string } = {
  used: 'used',
  needed: 'needed',
  unused: 'unused',
  unobservable: 'unk',
};

/** Two bars for each role, granted over used, stacked by access level. */
export function roleBars({ roles }: Report): Markup {
  const shown = roles.filter(({ counts }) => counts.granted > 0).slice(0, MAX_ROWS);
  if (shown.length === 0) return html`<p>No role has a known policy.</p>`;
  const largest = Math.max(...shown.map(({ counts }) => counts.granted));
  // Wide roles have a thousand times the actions of narrow ones: lengths go by the square root, or the narrow ones would vanish.
  const scale = (n: number) => Math.sqrt(n / largest) * (WIDTH - LABEL - 90);
  const levels = LEVELS.filter((level) => shown.some((role) => role.levels[level]));
  return html`<ul class="key">${levels.map((level) => key(LEVEL_CLASS[level], level))}</ul>
<figure tabindex="0" role="group" aria-label="Chart"><svg viewBox="0 0 ${WIDTH} ${shown.length * ROW + 4}" width="${WIDTH}" role="img" aria-labelledby="bars-title"><title id="bars-title">Granted and used actions of each role by access level; the table below has the numbers</title>
${shown.map((role, i) => roleBar(role, i * ROW + 2, scale))}</svg>
<figcaption>Upper bar: granted; lower bar: used or needed. Lengths grow with the square root of the number of actions.${roles.length > shown.length ? ` ${shown.length} of ${roles.length} roles are shown.` : ''}</figcaption></figure>`;
}

function roleBar({ name, counts, levels }: RoleReport, y: number, scale: (n: number) => number): Markup {
  const inUse = counts.used + counts.needed;
  const bar = (top: number, total: number, of: (level: Level) => number) => {
    let x = LABEL;
    return LEVELS.map((level) => {
      const width = total === 0 ? 0 : (scale(total) * of(level)) / total;
      if (width === 0) return null;
      const path = `M${round(x)} ${top}h${round(Math.max(width, 0.5))}v9h-${round(Math.max(width, 0.5))}z`;
      x += width;
      return html`<path class="${LEVEL_CLASS[level]}" d="${path}"/>`;
    });
  };
  return html`<text x="${LABEL - 8}" y="${y + 15}" class="e">${shorten(oneLine(name), 28)}</text>${bar(y + 2, counts.granted, (level) => levels[level]?.granted ?? 0)}${bar(y + 13, inUse, (level) => (levels[level]?.used ?? 0) + (levels[level]?.needed ?? 0))}<text class="soft" x="${round(LABEL + scale(counts.granted) + 6)}" y="${y + 15}">${counts.granted} / ${inUse}</text>
`;
}

/** How long ago the granted actions were last used. */
export function lastUsedHistogram(report: Report): Markup {
  const buckets = countedBy(report);
  const largest = Math.max(1, ...buckets.map(({ count }) => count));
  return html`<figure tabindex="0" role="group" aria-label="Chart"><svg viewBox="0 0 ${WIDTH} ${buckets.length * 24 + 4}" width="${WIDTH}" role="img" aria-labelledby="last-title"><title id="last-title">Granted actions by last use: ${buckets.map(({ label, count }) => `${label} ${count}`).join(', ')}</title>
${buckets.map((bucket, i) => histogramBar(bucket, i * 24 + 2, largest))}</svg></figure>`;
}

function histogramBar({ label, count, state }: Bucket, y: number, largest: number): Markup {
  const width = (count / largest) * (WIDTH - LABEL - 90);
  return html`<text x="${LABEL - 8}" y="${y + 14}" class="e">${label}</text><path class="${STATE_CLASS[state]}" d="M${LABEL} ${y + 2}h${round(width)}v16h-${round(width)}z"/><text class="soft" x="${round(LABEL + width + 6)}" y="${y + 14}">${count}</text>
`;
}

const key = (style: string, text: string): Markup =>
  html`<li><svg width="10" height="10" aria-hidden="true"><path class="${style}" d="M0 0h10v10H0z"/></svg>${text}</li>`;

const round = (n: number): number => Math.round(n * 10) / 10;

const shorten = (text: string, length: number): string =>
  text.length > length ? `${text.slice(0, length - 1)}…` : text;
