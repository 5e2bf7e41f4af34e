import type { CloudTrailPort } from '../../aws/cloudtrail.js';
import type { Catalog } from '../../catalog/types.js';
import { DAY } from '../../model/days.js';
import { EventCounter } from '../aggregate/event-counter.js';
import { type EvidenceSource, type EvidenceStep, emptyPart } from '../evidence-source.js';
import { previousDay } from './file-name.js';
import { RecordReader } from './record-reader.js';

/** LookupEvents keeps 90 days. */
const KEPT_DAYS = 90;

/**
 * Management events by the LookupEvents API, region by region and day by day: for small accounts without a trail in S3. It holds no data
 * events, and at 100 events a second and region it is slow; the source says so in its selectors.
 */
export function lookupSource(
  regions: readonly string[],
  open: (region: string) => CloudTrailPort,
  catalog: Catalog,
  now: () => Date = () => new Date(),
): EvidenceSource {
  return {
    kind: 'lookup-events',
    location: regions.join(','),
    async *read(request): AsyncGenerator<EvidenceStep> {
      const { filter, after, signal, progress } = request;
      const days = daysOf(filter.since, filter.until, now());
      const total = days.length * regions.length;
      let done = 0;
      let events = 0;
      for (const region of [...regions].sort()) {
        const port = open(region);
        for (const day of days) {
          done += 1;
          const key = `${region}|${day}`;
          if (after !== undefined && key <= after) continue;
          if (signal.aborted) return;
          const counter = new EventCounter(catalog, filter);
          const reader = new RecordReader(counter, []);
          reader.startUnit();
          reader.startFile(false);
          const start = new Date(`${day}T00:00:00Z`);
          for await (const page of port.lookupEvents(start, new Date(start.getTime() + DAY - 1000), signal)) {
            for (const record of page) reader.wrapped(record);
            progress({ done, total, unit: 'days', events: events + counter.read });
          }
          events += counter.read;
          const { rows, unmapped, read, used, skipped } = counter.take();
          const part = {
            ...emptyPart(),
            roles: rows,
            events: { read, used, skipped },
            unmapped,
            accounts: [...reader.accounts].filter(Boolean).sort(),
            regions: [region],
            selectors: { management: true, data: false },
            ...(reader.first !== '' && { first: reader.first, last: reader.last }),
          };
          yield { key, part };
        }
      }
    },
  };
}

/** Days from `since` (at most 90 back) to `until` or now, ascending. */
function daysOf(since: string | undefined, until: string | undefined, now: Date): string[] {
  const oldest = new Date(now.getTime() - KEPT_DAYS * DAY).toISOString().slice(0, 10);
  const first = since && since.slice(0, 10) > oldest ? since.slice(0, 10) : oldest;
  const days: string[] = [];
  const end = until && until < now.toISOString() ? until.slice(0, 10) : now.toISOString().slice(0, 10);
  for (let day = end; day >= first; day = previousDay(day)) days.unshift(day);
  return days;
}
