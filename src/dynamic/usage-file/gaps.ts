import { DAY } from '../../model/days.js';
import type { UsageSource } from '../../model/usage.js';
import type { EventFilter, EvidencePart } from '../evidence-source.js';

type Gaps = UsageSource['gaps'];

/** Days, both included: `2026-08-24`. */
export interface Days {
  first: string;
  last: string;
}

/** The days that a source or file tells of: those of its log files, else from its first event to its last. Undefined when it holds nothing dated. */
export function daysOf({ days, first, last }: Pick<EvidencePart, 'days' | 'first' | 'last'>): Days | undefined {
  if (days.length === 0)
    return first === undefined ? undefined : { first: first.slice(0, 10), last: last!.slice(0, 10) };
  const all = days.map((entry) => entry.slice(entry.lastIndexOf('|') + 1)).sort();
  return { first: all[0]!, last: all.at(-1)! };
}

/**
 * The days that all sources together speak of. Where files lie in folders by day the window that was asked for counts, because missing folders
 * show; a source of events alone speaks of the time between its first event and its last.
 */
export function allDays(each: readonly Days[], byFolder: boolean, filter: EventFilter): Days | undefined {
  if (each.length === 0) return undefined;
  const since = filter.since?.slice(0, 10);
  const until = filter.until && dayAt(Date.parse(filter.until) - 1);
  const first = each.map((one) => one.first).sort()[0]!;
  const last = each
    .map((one) => one.last)
    .sort()
    .at(-1)!;
  return {
    first: since !== undefined && (byFolder || since > first) ? since : first,
    last: until !== undefined && (byFolder || until < last) ? until : last,
  };
}

/**
 * Days without a single log file, per account and region that has any, inside the days of all sources. CloudTrail writes no file for a time without
 * events, so a gap is either a quiet day or a hole; both say that nothing was seen. A source without log files lacks what lies outside its events.
 */
export function gapsOf(sum: EvidencePart, { first, last }: Days): Gaps {
  const byPlace = new Map<string, Set<string>>();
  for (const entry of sum.days) {
    const [account, region, day] = entry.split('|') as [string, string, string];
    const place = `${account}|${region}`;
    byPlace.set(place, (byPlace.get(place) ?? new Set()).add(day));
  }
  const own = daysOf(sum);
  if (byPlace.size === 0) return own ? outside(own, { first, last }, sum) : [];
  return [...byPlace.keys()].sort().flatMap((place) => {
    const [account, region] = place.split('|') as [string, string];
    return holes(byPlace.get(place)!, first, last).map(([from, to]) => ({ account, region, from, to }));
  });
}

/** What lies before and behind the days of a source, in every account and region of it: named by the first. */
export function outside(own: Days, all: Days, { accounts, regions }: Pick<UsageSource, 'accounts' | 'regions'>): Gaps {
  const place = { account: accounts[0] ?? '', region: regions[0] ?? '' };
  const spans = [
    { from: startOf(all.first), to: startOf(own.first) },
    { from: startOf(dayAt(Date.parse(own.last) + DAY)), to: startOf(dayAt(Date.parse(all.last) + DAY)) },
  ];
  return spans.filter(({ from, to }) => from < to).map((span) => ({ ...place, ...span }));
}

const startOf = (day: string): string => `${day}T00:00:00Z`;

/** Runs of missing days as [start of the first, start of the day behind the last]. */
function holes(present: ReadonlySet<string>, first: string, last: string): [string, string][] {
  const found: [string, string][] = [];
  for (let time = Date.parse(`${first}T00:00:00Z`); time <= Date.parse(`${last}T00:00:00Z`); time += DAY) {
    if (present.has(dayAt(time))) continue;
    const from = `${dayAt(time)}T00:00:00Z`;
    const to = `${dayAt(time + DAY)}T00:00:00Z`;
    const open = found.at(-1);
    if (open?.[1] === from) open[1] = to;
    else found.push([from, to]);
  }
  return found;
}

const dayAt = (time: number): string => new Date(time).toISOString().slice(0, 10);
