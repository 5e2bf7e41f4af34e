import { DAY } from '../../model/days.js';
import { WRAPPER_PATTERN } from '../aggregate/attribute/request-argument.js';
import { VOLATILE_PATTERN } from '../aggregate/generalise/volatile-token.js';
import type { EventFilter } from '../evidence-source.js';

/** Longest query Athena takes, in bytes. https://docs.aws.amazon.com/athena/latest/ug/service-limits.html */
export const MAX_QUERY_BYTES = 262_144;

/** What the table is partitioned by; absent for a table without partitions, which is then scanned whole. */
export interface AthenaTable {
  /** `database.table`, checked names. */
  name: string;
  partitioned: boolean;
}

/** Columns of a row, in the order of the query. */
export const COLUMNS = [
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
  'parameters',
  'n',
  'first',
  'last',
] as const;

const text = (value: string): string => `'${value.replaceAll("'", "''")}'`;
const list = (values: readonly string[]): string => values.map(text).join(', ');

/**
 * The aggregate of a trail, counted by Athena: one row per role, event, error, caller, place, set of resources and the request parameters that
 * name a resource (`members`). Volatile parts of object keys become `*` inside the query, by the same pattern as for files, so that the
 * answer is small; the rest of the generalisation is done on the rows. Counts distinct event ids, since delivery is at least once.
 * Trino's functions: https://docs.aws.amazon.com/athena/latest/ug/functions.html
 */
export function aggregateSql(table: AthenaTable, filter: EventFilter, members: readonly string[]): string {
  return `WITH events AS (
  SELECT
    useridentity.sessioncontext.sessionissuer.arn AS role,
    eventsource, eventname, eventtype, eventcategory,
    coalesce(errorcode, '') AS errorcode,
    coalesce(useridentity.invokedby, '') AS invokedby,
    awsregion, recipientaccountid AS account,
    coalesce(sharedeventid, eventid) AS id,
    eventtime,
    array_join(transform(filter(coalesce(resources, ARRAY[]), r -> r.arn IS NOT NULL), r -> ${pattern('r.arn')}), chr(10)) AS arns,
    try(json_format(CAST(map_filter(CAST(json_parse(requestparameters) AS MAP(VARCHAR, JSON)), (k, v) -> k IN (${list(members)}) OR regexp_like(k, ${text(WRAPPER_PATTERN)})) AS JSON))) AS parameters
  FROM ${table.name}
  WHERE ${conditions(table, filter).join('\n    AND ')}
)
SELECT role, eventsource, eventname, eventtype, eventcategory, errorcode, invokedby, awsregion, account, arns, coalesce(parameters, '') AS parameters,
  count(DISTINCT id) AS n, min(eventtime) AS first, max(eventtime) AS last
FROM events
GROUP BY role, eventsource, eventname, eventtype, eventcategory, errorcode, invokedby, awsregion, account, arns, parameters
ORDER BY role, eventsource, eventname, eventtype, eventcategory, errorcode, invokedby, awsregion, account, arns, parameters`;
}

function conditions(table: AthenaTable, filter: EventFilter): string[] {
  const role = 'useridentity.sessioncontext.sessionissuer.arn';
  const found = [`useridentity.sessioncontext.sessionissuer.type = 'Role'`];
  found.push(filter.roles.length > 0 ? `${role} IN (${list(filter.roles)})` : `${role} IS NOT NULL`);
  if (filter.since) found.push(`eventtime >= ${text(filter.since)}`);
  if (filter.until) found.push(`eventtime < ${text(filter.until)}`);
  if (filter.regions.length > 0) found.push(`awsregion IN (${list(filter.regions)})`);
  if (!table.partitioned) return found;
  // Partitions are days of delivery: the end of the window is delivered on the day after.
  if (filter.since) found.push(`day >= ${text(slashed(filter.since))}`);
  if (filter.until) found.push(`day <= ${text(slashed(new Date(Date.parse(filter.until) + DAY).toISOString()))}`);
  if (filter.regions.length > 0) found.push(`region IN (${list(filter.regions)})`);
  if (filter.accounts.length > 0) found.push(`account IN (${list(filter.accounts)})`);
  return found;
}

const slashed = (time: string): string => time.slice(0, 10).replaceAll('-', '/');

/** SQL that writes an ARN as IAM pattern text, with the volatile parts of an object's key as `*`. */
function pattern(arn: string): string {
  const bucket = `regexp_extract(${arn}, '^arn:[^:]*:s3:::[^/]+/')`;
  const key = `substr(${escaped(arn)}, length(${bucket}) + 1)`;
  const short = `regexp_replace(regexp_replace(${key}, ${text(VOLATILE_PATTERN)}, '*'), '[*]{2,}', '*')`;
  return `CASE WHEN regexp_like(${arn}, '^arn:[^:]*:s3:::[^/]+/') THEN concat(${bucket}, ${short}) ELSE ${escaped(arn)} END`;
}

/** The same as escapeLiteral does for files: what is special in IAM patterns stands for itself. */
const escaped = (arn: string): string =>
  ['${|${$}{', '*|${*}', '?|${?}'].reduce((sql, pair) => {
    const [from, to] = pair.split('|') as [string, string];
    return `replace(${sql}, ${text(from)}, ${text(to)})`;
  }, arn);
