import { openCatalog } from '../catalog/index.js';
import { createTableSql, type TrailLocation, tableName } from '../dynamic/cloudtrail/athena-ddl.js';
import { aggregateSql } from '../dynamic/cloudtrail/athena-sql.js';
import { resourceMembers } from '../dynamic/cloudtrail/resource-members.js';
import type { EventFilter } from '../dynamic/evidence-source.js';
import { UserError } from '../model/user-error.js';

/**
 * The SQL that `collect athena:…` would run, and with the trail's location also the statement that makes its table. Nothing is run: with a location
 * the bucket is listed, to say on stderr what the query would read and cost.
 */
export async function printAthena(
  word: string,
  filter: EventFilter,
  location: string | undefined,
  profile?: string,
): Promise<string> {
  const name = tableName(word.slice('athena:'.length));
  const query = aggregateSql({ name, partitioned: true }, filter, resourceMembers(openCatalog()));
  if (location === undefined) return `${query};\n`;
  const { bucket, prefix, trail } = trailOf(location, filter);
  const { openS3 } = await import('../aws/s3.js');
  const { estimateScan } = await import('../dynamic/cloudtrail/athena-estimate.js');
  const session = profile === undefined ? {} : { profile };
  const { files, bytes, dollars } = await estimateScan(
    openS3(session),
    bucket,
    prefix,
    filter,
    new AbortController().signal,
  );
  process.stderr.write(
    `the query would read ${files} files, ${(bytes / 1e9).toFixed(2)} GB: about $${dollars.toFixed(2)} at $5 a terabyte\n`,
  );
  return `${createTableSql(name, trail)};\n\n${query};\n`;
}

/** Where the table's logs lie, from `--athena-location` and the filter. Throws UserError for what partition projection can't do without. */
export function trailOf(
  location: string | undefined,
  filter: EventFilter,
): { bucket: string; prefix: string; trail: TrailLocation } {
  const match = /^s3:\/\/([a-z0-9.-]+)\/((?:[\w!.*()-]+\/)*AWSLogs\/(?:o-[a-z0-9]+\/)?)$/.exec(location ?? '');
  const { accounts, regions, since } = filter;
  if (location === undefined || !match || accounts.length === 0 || regions.length === 0 || !since) {
    throw new UserError('the table needs --athena-location s3://bucket/…/AWSLogs/, --account, --region and --since', {
      advice: 'the location ends with AWSLogs/, or with AWSLogs/o-…/ for an organisation',
    });
  }
  return { bucket: match[1]!, prefix: match[2]!, trail: { location, accounts, regions, since } };
}
