import type { CloudTrailPort } from '../../aws/cloudtrail.js';
import { QueryFailed } from '../../aws/query-failed.js';
import type { Catalog } from '../../catalog/types.js';
import { UserError } from '../../model/user-error.js';
import { EventCounter } from '../aggregate/event-counter.js';
import { type EventFilter, type EvidenceSource, type EvidenceStep, emptyPart } from '../evidence-source.js';
import { countRow } from './counted-rows.js';

/** An event data store's id: a UUID, or the end of its ARN. */
const STORE = /^(?:arn:[^:]+:cloudtrail:[^:]+:\d{12}:eventdatastore\/)?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i;

/**
 * CloudTrail Lake, for accounts that have it: closed to new customers since 2026-05-31. The query is limited to 10,000 characters, so the resources
 * come from the event's own list only; without one the resource is `*`.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/query-limitations.html
 */
export function lakeSource(store: string, cloudtrail: CloudTrailPort, catalog: Catalog): EvidenceSource {
  const id = STORE.exec(store)?.[1];
  if (!id)
    throw new UserError(`${store} is no event data store`, {
      advice: 'write lake:<id> or lake:<ARN of the event data store>',
    });
  return {
    kind: 'lake',
    location: store,
    async *read({ filter, signal, progress }): AsyncGenerator<EvidenceStep> {
      const counter = new EventCounter(catalog, filter);
      const accounts = new Set<string>();
      const regions = new Set<string>();
      const times: string[] = [];
      try {
        for await (const rows of cloudtrail.query(lakeSql(id, filter), signal)) {
          for (const row of rows) {
            const first = isoTime(row['first']);
            const last = isoTime(row['last']);
            countRow(counter, { ...row, first, last });
            accounts.add(row['account'] ?? '');
            regions.add(row['awsregion'] ?? '');
            if (first !== '') times.push(first, last);
          }
          progress({ done: counter.read, unit: 'events', events: counter.read });
        }
      } catch (error) {
        throw error instanceof QueryFailed
          ? new UserError(`CloudTrail Lake: ${error.message}`, { advice: 'ask for fewer roles or a shorter time' })
          : error;
      }
      const { rows, unmapped, read, used, skipped } = counter.take();
      times.sort();
      const part = {
        ...emptyPart(),
        roles: rows,
        events: { read, used, skipped },
        unmapped,
        accounts: [...accounts].filter(Boolean).sort(),
        regions: [...regions].filter(Boolean).sort(),
        ...(times.length > 0 && { first: times[0]!, last: times.at(-1)! }),
      };
      yield { key: 'query', part };
    },
  };
}

const text = (value: string): string => `'${value.replaceAll("'", "''")}'`;

/** The aggregate in Lake's SQL. `eventTime` is a timestamp there; members keep CloudTrail's capitals. */
function lakeSql(store: string, { roles, regions, since, until }: EventFilter): string {
  const role = 'userIdentity.sessionContext.sessionIssuer.arn';
  const where = [
    `userIdentity.sessionContext.sessionIssuer.type = 'Role'`,
    roles.length > 0 ? `${role} IN (${roles.map(text).join(', ')})` : `${role} IS NOT NULL`,
    ...(since ? [`eventTime >= ${text(since.replace('T', ' ').replace('Z', ''))}`] : []),
    ...(until ? [`eventTime < ${text(until.replace('T', ' ').replace('Z', ''))}`] : []),
    ...(regions.length > 0 ? [`awsRegion IN (${regions.map(text).join(', ')})`] : []),
  ];
  const keys = [
    'role',
    'eventsource',
    'eventname',
    'eventtype',
    'eventcategory',
    'errorcode',
    'invokedby',
    'awsregion',
    'account',
    'arns',
  ];
  const sql = `SELECT ${role} AS role, eventSource AS eventsource, eventName AS eventname, eventType AS eventtype, eventCategory AS eventcategory,
  coalesce(errorCode, '') AS errorcode, coalesce(userIdentity.invokedBy, '') AS invokedby, awsRegion AS awsregion, recipientAccountId AS account,
  array_join(transform(filter(coalesce(resources, ARRAY[]), r -> r.arn IS NOT NULL), r -> r.arn), chr(10)) AS arns,
  count(DISTINCT eventID) AS n, min(eventTime) AS first, max(eventTime) AS last
FROM ${store}
WHERE ${where.join('\n  AND ')}
GROUP BY ${keys.map((_, index) => index + 1).join(', ')}`;
  if (sql.length <= 10_000) return sql;
  throw new UserError('the query is longer than CloudTrail Lake takes', { advice: 'ask for fewer roles at once' });
}

/** `2026-08-01 10:00:00.000` → `2026-08-01T10:00:00Z`. */
const isoTime = (time: string | undefined): string => {
  const match = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)/.exec(time ?? '');
  return match ? `${match[1]}T${match[2]}Z` : '';
};
