import { DAY } from '../../model/days.js';
import type { UsageSource } from '../../model/usage.js';
import type { EventFilter } from '../evidence-source.js';

/**
 * Days without a single log file, per account and region that has any, inside the window. CloudTrail writes no file for a time without
 * events, so a gap is either a quiet day or a hole; both say that nothing was seen.
 */
export function gapsOf(days: readonly string[], filter: EventFilter): UsageSource['gaps'] {
  const byPlace = new Map<string, Set<string>>();
  for (const entry of days) {
    const [account, region, day] = entry.split('|') as [string, string, string];
    const place = `${account}|${region}`;
    byPlace.set(place, (byPlace.get(place) ?? new Set()).add(day));
  }
  const all = days.map((entry) => entry.slice(entry.lastIndexOf('|') + 1)).sort();
  if (all.length === 0) return [];
  const first = filter.since?.slice(0, 10) ?? all[0]!;
  const last = filter.until ? new Date(Date.parse(filter.until) - 1).toISOString().slice(0, 10) : all.at(-1)!;
  return [...byPlace.keys()].sort().flatMap((place) => {
    const [account, region] = place.split('|') as [string, string];
    return holes(byPlace.get(place)!, first, last).map(([from, to]) => ({ account, region, from, to }));
  });
}

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
