import type { Report, Trend } from './types.js';

/** The verdict, in one line. */
export function headlineOf({ totals }: Report): string {
  if (totals.granted === 0) return 'No granted action is known';
  const share = Math.round((totals.unused / totals.granted) * 100);
  return `${totals.unused} of ${totals.granted} granted actions are unused (${share} %) in ${totals.roles} role${totals.roles === 1 ? '' : 's'}`;
}

/** Which history the report rests on. */
export function evidenceText({ window, minimumDays, sources }: Report): string {
  if (!window) return 'There is no usage file, so that nothing can be called unused.';
  const kinds = [...new Set(sources.map(({ kind }) => kind))].toSorted().join(', ');
  const short =
    window.days < minimumDays ? ` That is less than ${minimumDays} days, so that nothing is called unused.` : '';
  return `Evidence from ${window.from.slice(0, 10)} to ${window.to.slice(0, 10)} (${window.days} days) out of ${kinds || 'no source'}.${short}`;
}

/** What changed since the report before. */
export function trendText({ window, granted, used, unused, wildcardActions, escalations, roles }: Trend): string {
  const count = (change: string) => roles.filter((role) => role.change === change).length;
  const since = window ? `the report of ${window.to.slice(0, 10)}` : 'the report before';
  return `Since ${since}: granted ${signed(granted)}, used ${signed(used)}, unused ${signed(unused)}, on every resource ${signed(wildcardActions)}, escalation paths ${signed(escalations)}; roles ${count('better')} better, ${count('worse')} worse, ${count('new')} new, ${count('gone')} gone.`;
}

const signed = (n: number): string => (n > 0 ? `+${n}` : n < 0 ? `−${-n}` : '±0');
