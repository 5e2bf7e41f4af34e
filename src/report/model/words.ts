import type { Report, Trend } from './types.js';

/** The verdict, in one line. */
export function headlineOf({ totals, window, minimumDays }: Report): string {
  if (totals.granted === 0) return 'No granted action is known';
  const roles = `${totals.roles} role${totals.roles === 1 ? '' : 's'}`;
  // "0 % unused" would be taken for a good result where nothing could be called so.
  if (totals.unused === 0 && !(window && window.days >= minimumDays)) {
    const why = window ? `${window.days} days of history are too few` : 'without a history nobody can tell';
    return `${totals.granted} granted actions in ${roles}: which of them are unused is not known, ${why}`;
  }
  const share = Math.round((totals.unused / totals.granted) * 100);
  return `${totals.unused} of ${totals.granted} granted actions are unused (${share} %) in ${roles}`;
}

const ATTEMPTS =
  ' It shows attempts, denied ones too: what was attempted is called not observable, for the log alone can tell that it was used.';

/** Which history the report rests on. */
export function evidenceText({ window, minimumDays, sources }: Report): string {
  if (!window)
    return 'There is no history with a time, so that nothing can be called unused: give one with --usage, --cloudtrail or --online.';
  const kinds = [...new Set(sources.map(({ kind }) => kind))].toSorted().join(', ');
  const short =
    window.days < minimumDays ? ` That is less than ${minimumDays} days, so that nothing is called unused.` : '';
  const attempts = sources.length > 0 && sources.every(({ kind }) => kind === 'access-advisor') ? ATTEMPTS : '';
  return `Evidence from ${window.from.slice(0, 10)} to ${window.to.slice(0, 10)} (${window.days} days) out of ${kinds || 'no source'}.${attempts}${short}`;
}

/** Which roles are reported on in part; undefined when there is none. Names are foreign text. */
export function problemsText({ roles }: Report): string | undefined {
  const names = roles.filter(({ problems = [] }) => problems.length > 0).map(({ name }) => name);
  return names.length === 0
    ? undefined
    : `${names.length} role${names.length === 1 ? '' : 's'} could not be read whole: ${some(names.sort())}.`;
}

/** Which roles of the account are not reported on; undefined when all are. Names are foreign text. */
export function omittedText({ omitted = [] }: Report): string | undefined {
  const parts = omitted.map(({ why, roles }) => `${roles.length} ${why} (${some(roles)})`);
  return parts.length === 0 ? undefined : `Left out: ${parts.join(', ')}.`;
}

const some = (names: readonly string[]): string =>
  names.length > 5 ? `${names.slice(0, 5).join(', ')} and ${names.length - 5} more` : names.join(', ');

/** What changed since the report before. */
export function trendText({ window, granted, used, unused, wildcardActions, escalations, roles }: Trend): string {
  const count = (change: string) => roles.filter((role) => role.change === change).length;
  const since = window ? `the report of ${window.to.slice(0, 10)}` : 'the report before';
  return `Since ${since}: granted ${signed(granted)}, used ${signed(used)}, unused ${signed(unused)}, on every resource ${signed(wildcardActions)}, escalation paths ${signed(escalations)}; roles ${count('better')} better, ${count('worse')} worse, ${count('new')} new, ${count('gone')} gone.`;
}

const signed = (n: number): string => (n > 0 ? `+${n}` : n < 0 ? `−${-n}` : '±0');

/** Roles that have more unused than in the report before, worst first; undefined when there is none. Names are foreign text. */
export function worseText({ trend, roles }: Report): string | undefined {
  const names = new Map(roles.map(({ id, name }) => [id, name]));
  const worse = (trend?.roles ?? [])
    .filter(({ change, unused }) => change === 'worse' && unused > 0)
    .sort((a, b) => b.unused - a.unused)
    .map(({ id, unused }) => `${names.get(id) ?? id} ${signed(unused)}`);
  return worse.length === 0 ? undefined : `More unused than before: ${some(worse)}.`;
}

/** Day of the last use, else of the last attempt that Access Advisor saw. */
export function lastSeen(lastUsed: string | null, lastTried: string | undefined): string {
  if (lastUsed !== null) return lastUsed.slice(0, 10);
  return lastTried === undefined ? '–' : `tried ${lastTried.slice(0, 10)}`;
}
