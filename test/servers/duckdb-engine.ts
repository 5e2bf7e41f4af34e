import { DuckDBInstance } from '@duckdb/node-api';
import type { SqlEngine } from './athena.js';

/** Columns of the table as the DDL declares them, in DuckDB's types. */
const TABLE = `CREATE TABLE trail.logs AS SELECT * FROM read_json($path, format = 'newline_delimited', columns = {
  useridentity: 'STRUCT(invokedby VARCHAR, sessioncontext STRUCT(sessionissuer STRUCT(type VARCHAR, arn VARCHAR)))',
  eventtime: 'VARCHAR', eventsource: 'VARCHAR', eventname: 'VARCHAR', awsregion: 'VARCHAR', errorcode: 'VARCHAR',
  requestparameters: 'VARCHAR', eventid: 'VARCHAR', resources: 'STRUCT(arn VARCHAR)[]', eventtype: 'VARCHAR',
  recipientaccountid: 'VARCHAR', sharedeventid: 'VARCHAR', eventcategory: 'VARCHAR',
  account: 'VARCHAR', region: 'VARCHAR', day: 'VARCHAR'})`;

/** Trino's spelling → DuckDB's, for the functions our query uses. Semantics are the same; only names and the form of lambdas differ. */
const DIALECT: readonly [RegExp, string][] = [
  [
    /json_format\(CAST\(map_filter\(CAST\(json_parse\(requestparameters\) AS MAP\(VARCHAR, JSON\)\), \(k, v\) -> k IN \(([^)]*)\) OR regexp_like\(k, ('[^']*')\)\) AS JSON\)\)/g,
    'CAST(to_json(map_from_entries(list_filter(map_entries(CAST(CAST(requestparameters AS JSON) AS MAP(VARCHAR, JSON))), lambda e: e.key IN ($1) OR regexp_matches(e.key, $2)))) AS VARCHAR)',
  ],
  [/\btransform\(/g, 'list_transform('],
  [/(?<!list_)\bfilter\(/g, 'list_filter('],
  [/\barray_join\(/g, 'array_to_string('],
  [/\br -> /g, 'lambda r: '],
  [/\bregexp_like\(/g, 'regexp_matches('],
  [/\bregexp_replace\(/g, 'replace_every('],
];

/** Runs the Athena query on DuckDB over records, so that what the SQL means is tested and not only how it travels. */
export async function duckdbEngine(linesFile: string): Promise<SqlEngine & { close(): void }> {
  const connection = await (await DuckDBInstance.create(':memory:', { threads: '2' })).connect();
  await connection.run('CREATE SCHEMA trail');
  await connection.run(
    "CREATE MACRO replace_every(subject, pattern, replacement) AS regexp_replace(subject, pattern, replacement, 'g')",
  );
  await connection.run(TABLE.replace('$path', `'${linesFile}'`));
  const engine = async (sql: string) => {
    const translated = DIALECT.reduce((text, [from, to]) => text.replace(from, to), sql);
    const result = await connection.runAndReadAll(translated);
    return {
      columns: result.columnNames(),
      rows: result.getRows().map((row) => row.map((value) => (value === null ? null : String(value)))),
    };
  };
  return Object.assign(engine, { close: () => connection.closeSync() });
}

/** A record as one line of the table: names in lower case as Hive has them, the request as text, partitions beside. */
export function tableLine(record: { [member: string]: unknown }): string {
  const lower = (value: unknown): unknown =>
    Array.isArray(value)
      ? value.map(lower)
      : value && typeof value === 'object'
        ? Object.fromEntries(Object.entries(value).map(([name, inner]) => [name.toLowerCase(), lower(inner)]))
        : value;
  const { requestParameters, ...rest } = record;
  return JSON.stringify({
    ...(lower(rest) as object),
    requestparameters: requestParameters == null ? null : JSON.stringify(requestParameters),
    account: record['recipientAccountId'],
    region: record['awsRegion'],
    day: String(record['eventTime']).slice(0, 10).replaceAll('-', '/'),
  });
}
