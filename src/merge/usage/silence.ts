import { daysOf } from '../../model/days.js';
import type { RoleUsage, Usage, UsageFile } from '../../model/usage.js';

/** What the silence about a use can say: over how many days, and why it says nothing although nothing is missing in the log. */
export interface Silence {
  days: number;
  idle?: string;
}

/** Days on which a role must have been at work: "the window must cover two runs", also of a job that runs once a quarter or a year. */
const DAYS_AT_WORK = 2;

/**
 * The days of the window in which the code that is analysed could have made the call: a role says nothing of the time before it was made, and code
 * nothing of the time before it was deployed. Code that did not run says nothing at all: at least two days of work must be in that time, or an
 * attempt that Access Advisor knows of where there is no log of the role.
 */
export function silence({ window }: UsageFile, { created, usages, advisor }: RoleUsage, deployedAt?: string): Silence {
  const from = [window.from, created, deployedAt].reduce<string>(
    (latest, time) => (time !== undefined && Date.parse(time) > Date.parse(latest) ? time : latest),
    window.from,
  );
  const days = daysOf({ from, to: window.to });
  const isSince = (time: string) => Date.parse(time) >= Date.parse(from);
  const worked = new Set(usages.flatMap((use) => daysAtWork(use, from)));
  const tried = advisor.some(({ lastAccessed }) => lastAccessed !== null && isSince(lastAccessed));
  if (usages.length > 0 ? worked.size >= DAYS_AT_WORK : tried) return { days };
  return { days, idle: 'the role was hardly at work in this time: code that does not run shows nothing' };
}

/** Days since `from` on which a row shows the role at work. Of one that began before, only the last is known: calls in between are taken to be even. */
function daysAtWork({ first, last, count }: Usage, from: string): string[] {
  const [start, begin, end] = [from, first, last].map((time) => Date.parse(time)) as [number, number, number];
  if (end < start) return [];
  const between = (end - begin) / Math.max(count - 1, 1);
  const wasBefore = begin >= start ? first : end - between >= start ? from : last;
  return [wasBefore, last].map((time) => time.slice(0, 10));
}
