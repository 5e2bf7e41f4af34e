import type { AwsSession } from '../aws/session.js';
import { createTableSql, tableName } from '../dynamic/cloudtrail/athena-ddl.js';
import type { EventFilter } from '../dynamic/evidence-source.js';
import { UserError } from '../model/user-error.js';
import type { CollectFlags } from './flags/collect.js';
import { trailOf } from './print-athena.js';

const NAMES = { account: /^\d{12}$/, region: /^[a-z]{2,4}(-[a-z]+)+-\d$/ };

/** Makes the table of `athena:<database>.<table>` over `--athena-location`, unless it is there. The database must exist. */
export async function createTable(
  words: readonly string[],
  filter: EventFilter,
  session: AwsSession,
  flags: CollectFlags,
): Promise<void> {
  const word = words.find((one) => one.startsWith('athena:'));
  if (!word) throw new UserError('--create-table needs athena:<database>.<table>');
  const name = tableName(word.slice('athena:'.length));
  const { trail } = trailOf(flags.athenaLocation, filter);
  // They are written into the statement, so they must be nothing but themselves.
  refuse(filter.accounts, NAMES.account, '--account');
  refuse(filter.regions, NAMES.region, '--region');
  const { openAthena } = await import('../aws/athena.js');
  const { QueryFailed } = await import('../aws/query-failed.js');
  const query = {
    sql: createTableSql(name, trail),
    database: name.slice(0, name.indexOf('.')),
    ...(flags.athenaOutput && { output: flags.athenaOutput }),
    ...(flags.workgroup && { workgroup: flags.workgroup }),
  };
  try {
    for await (const rows of openAthena(session).rows(query, new AbortController().signal)) void rows;
  } catch (error) {
    if (!(error instanceof QueryFailed)) throw error;
    throw new UserError(`Athena made no table: ${error.message}`, { advice: 'see the query in the Athena console' });
  }
}

function refuse(values: readonly string[], shape: RegExp, flag: string): void {
  const wrong = values.find((value) => !shape.test(value));
  if (wrong !== undefined) throw new UserError(`${flag} ${wrong} cannot be a partition of the table`);
}
