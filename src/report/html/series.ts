import type { Report } from '../model/types.js';
import { html, type Markup } from './tag.js';

const WIDTH = 900;
const HEIGHT = 150;
const LEFT = 60;
const RIGHT = 40;
const TOP = 24;
const BOTTOM = 24;

/** Unused actions, report by report, as a line with its numbers; nothing when this is the first or second of a series. */
export function series({ history = [], window, totals }: Report): Markup | null {
  const points = [
    ...history.map((one) => ({ at: one.window?.to, unused: one.unused })),
    { at: window?.to, unused: totals.unused },
  ];
  if (points.length < 3) return null;
  const most = Math.max(1, ...points.map(({ unused }) => unused));
  const x = (index: number) => round(LEFT + (index / (points.length - 1)) * (WIDTH - LEFT - RIGHT));
  const y = (unused: number) => round(TOP + (1 - unused / most) * (HEIGHT - TOP - BOTTOM));
  const line = points.map(({ unused }, i) => `${i === 0 ? 'M' : 'L'}${x(i)} ${y(unused)}`).join('');
  const days = points.map(({ at }) => at?.slice(0, 10) ?? '–');
  // A label for each of many points would run into its neighbours.
  const every = Math.ceil(points.length / 8);
  return html`<figure tabindex="0" role="group" aria-label="Chart"><svg viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" role="img" aria-labelledby="series-title"><title id="series-title">Unused actions report by report: ${points.map(({ unused }, i) => `${days[i]!} ${unused}`).join(', ')}</title>
<path class="axis" d="M${LEFT} ${HEIGHT - BOTTOM}H${WIDTH - RIGHT}"/><path class="line" d="${line}"/>
${points.map(({ unused }, i) => {
  const labelled = i === points.length - 1 || (i % every === 0 && points.length - 1 - i >= every / 2);
  return html`<circle class="unused" cx="${x(i)}" cy="${y(unused)}" r="4"/>${labelled ? html`<text class="m" x="${x(i)}" y="${y(unused) - 9}">${unused}</text><text class="m soft" x="${x(i)}" y="${HEIGHT - 6}">${days[i]!}</text>` : null}
`;
})}</svg><figcaption>Unused actions at the end of the evidence of each report.</figcaption></figure>`;
}

const round = (n: number): number => Math.round(n * 10) / 10;
