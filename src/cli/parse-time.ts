import { DAY } from '../model/days.js';
import { UserError } from '../model/user-error.js';

/**
 * A point in time from the command line, as ISO 8601 in seconds, UTC: a day (`2026-08-01`, its start), a time (`2026-08-01T12:00:00Z`), or a number of
 * days before now (`90d`). Anything else is refused, naming the flag.
 */
export function parseTime(text: string, now: Date, flag: string): string {
  const days = /^(\d{1,4})d$/.exec(text);
  const time = days
    ? now.getTime() - Number(days[1]) * DAY
    : /^\d{4}-\d\d-\d\d(?:T[\d:.]+(?:Z|[+-]\d\d:\d\d))?$/.test(text)
      ? Date.parse(text)
      : Number.NaN;
  if (!Number.isNaN(time)) return `${new Date(time).toISOString().slice(0, 19)}Z`;
  throw new UserError(`${flag} ${text} is no time`, {
    advice: 'write a day (2026-08-01), a time (2026-08-01T12:00:00Z) or days back (90d)',
  });
}
