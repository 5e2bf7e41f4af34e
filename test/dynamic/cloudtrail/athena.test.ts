import { TrinoSQL } from 'dt-sql-parser/dist/parser/trino/index.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openAthena } from '../../../src/aws/athena.js';
import { openCatalog } from '../../../src/catalog/index.js';
import { createTableSql, tableName } from '../../../src/dynamic/cloudtrail/athena-ddl.js';
import { athenaSource } from '../../../src/dynamic/cloudtrail/athena-source.js';
import { aggregateSql, MAX_QUERY_BYTES } from '../../../src/dynamic/cloudtrail/athena-sql.js';
import { folderSource } from '../../../src/dynamic/cloudtrail/files-source.js';
import { resourceMembers } from '../../../src/dynamic/cloudtrail/resource-members.js';
import { collect } from '../../../src/dynamic/collect.js';
import type { EventFilter, EvidenceSource } from '../../../src/dynamic/evidence-source.js';
import { athenaHandler } from '../../servers/athena.js';
import { type AwsServer, startAwsServer } from '../../servers/aws-server.js';
import { duckdbEngine, tableLine } from '../../servers/duckdb-engine.js';
import { withEnv } from '../../servers/with-env.js';
import { ALL, getObject, OTHER_ROLE, ROLE, record, writeLogs } from '../records.js';

const twice = record();
const identity = record()['userIdentity'] as object;
const HISTORY = [
  twice,
  twice,
  record({ errorCode: 'AccessDenied' }),
  record({ errorCode: 'ThrottlingException', eventTime: '2026-08-03T10:00:00Z' }),
  record({}, OTHER_ROLE),
  record({ awsRegion: 'us-east-1' }),
  record({ resources: undefined, requestParameters: { tableName: 'Archive', consistentRead: true } }),
  record({ resources: null, requestParameters: null }),
  record({ userIdentity: { type: 'IAMUser', sessionContext: { sessionIssuer: {} } } }),
  record({
    eventSource: 'kms.amazonaws.com',
    eventName: 'Decrypt',
    userIdentity: { ...identity, invokedBy: 'dynamodb.amazonaws.com' },
    resources: [
      { accountId: '111122223333', ARN: 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab' },
    ],
  }),
  record({ eventSource: 'new.amazonaws.com', eventName: 'DoThing', resources: undefined }),
  record({
    eventSource: 'ec2.amazonaws.com',
    eventName: 'DescribeInstances',
    resources: undefined,
    requestParameters: { maxResults: 5 },
  }),
  getObject('2026/08/02/report-20260802.csv'),
  getObject('2026/08/03/report-20260803.csv'),
  getObject('uploads/0f8fad5b-d9cb-469f-a165-70867728950e/photo.png'),
  getObject('7/b.txt'),
  getObject("it's * odd ${x}?/a b.txt"),
  ...Array.from({ length: 12 }, (_, i) => getObject(`people/${'abcdefghijkl'[i]}/avatar.png`)),
];

let server: AwsServer;
let engine: Awaited<ReturnType<typeof duckdbEngine>>;
let restore: () => void;

beforeAll(async () => {
  const root = writeLogs({ 'table.jsonl': HISTORY.map(tableLine).join('\n') });
  engine = await duckdbEngine(`${root}/table.jsonl`);
  server = await startAwsServer([athenaHandler(engine, { pageSize: 5 })]);
  restore = withEnv(server.env);
});
afterAll(async () => {
  restore();
  engine.close();
  await server.close();
});

const read = async (source: EvidenceSource, filter: EventFilter) =>
  (await collect({ sources: [source], filter, signal: new AbortController().signal })).usage;
const athena = (table = 'trail.logs', output = 's3://results/') =>
  athenaSource(table, openAthena({}, 1), { catalog: openCatalog, athenaOutput: output });

describe('Athena', () => {
  it.each([
    ['every role', ALL],
    ['one role', { ...ALL, roles: [ROLE] }],
    ['a window', { ...ALL, since: '2026-08-03T00:00:00Z', until: '2026-08-04T00:00:00Z' }],
    ['a region', { ...ALL, regions: ['us-east-1'] }],
  ])('counts the same as the files do: %s', async (_, filter) => {
    const files = await read(folderSource(writeLogs({ 'a.json': HISTORY }), { inProcess: openCatalog() }), filter);
    const table = await read(athena(), filter);
    expect(table.roles).toEqual(files.roles);
    expect(table.roles.length).toBeGreaterThan(0);
    expect(table.unmapped).toEqual(files.unmapped);
    const { read: all, used, skipped } = table.sources[0]!.events;
    expect(all).toBe(used + Object.values(skipped).reduce((sum, one) => sum + one, 0));
    expect(used).toBe(files.sources[0]!.events.used);
  });

  it('says why a query failed', async () => {
    await expect(read(athena('trail.nothing'), ALL)).rejects.toThrow(/^Athena: the query ended as FAILED: .*nothing/);
  });

  it('asks only for names of tables that are safe in SQL', () => {
    expect(tableName('default.trail_2026')).toBe('default.trail_2026');
    for (const name of ['trail', 'a.b; DROP TABLE c', "a.b'", 'A.b', 'a.b.c'])
      expect(() => tableName(name)).toThrow('is no Athena table');
  });
});

describe('the SQL', () => {
  const parser = new TrinoSQL();
  const members = () => resourceMembers(openCatalog());
  const table = { name: 'trail.logs', partitioned: true };

  it('is Trino’s, and shorter than Athena’s limit with every member the catalog looks at', () => {
    const sql = aggregateSql(
      table,
      {
        roles: [ROLE, "arn:aws:iam::1:role/o'brien"],
        accounts: ['111122223333'],
        regions: ['eu-west-1'],
        since: '2026-08-01T00:00:00Z',
        until: '2026-09-01T00:00:00Z',
      },
      members(),
    );
    expect(parser.validate(sql)).toEqual([]);
    expect(Buffer.byteLength(sql)).toBeLessThan(MAX_QUERY_BYTES);
    expect(sql).toContain("day >= '2026/08/01'\n    AND day <= '2026/09/02'");
  });

  it('would be refused with a mistake in it, so that the check above means something', () => {
    expect(parser.validate(aggregateSql(table, ALL, ['a']).replace('GROUP BY', 'GROUP'))).not.toEqual([]);
  });

  it('declares a table with partition projection', () => {
    const sql = createTableSql('trail.logs', {
      location: 's3://trail/AWSLogs/o-exampleorg/',
      accounts: ['111122223333', '444455556666'],
      regions: ['eu-west-1', 'us-east-1'],
      since: '2026-08-01T00:00:00Z',
    });
    expect(sql.split('\n').slice(-12)).toEqual([
      'TBLPROPERTIES (',
      "  'projection.enabled'='true',",
      "  'projection.account.type'='enum',",
      "  'projection.account.values'='111122223333,444455556666',",
      "  'projection.region.type'='enum',",
      "  'projection.region.values'='eu-west-1,us-east-1',",
      "  'projection.day.type'='date',",
      "  'projection.day.format'='yyyy/MM/dd',",
      "  'projection.day.range'='2026/08/01,NOW',",
      "  'projection.day.interval'='1',",
      "  'projection.day.interval.unit'='DAYS',",
      "  'storage.location.template'='s3://trail/AWSLogs/o-exampleorg/${account}/CloudTrail/${region}/${day}')",
    ]);
  });
});
