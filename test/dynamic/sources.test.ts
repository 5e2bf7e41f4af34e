import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { openCloudTrail } from '../../src/aws/cloudtrail.js';
import { openIam } from '../../src/aws/iam.js';
import { openUnusedAccess } from '../../src/aws/unused-access.js';
import { accessAdvisorSource } from '../../src/dynamic/access-advisor/source.js';
import { accessAnalyzerSource } from '../../src/dynamic/access-analyzer/source.js';
import { lakeSource } from '../../src/dynamic/cloudtrail/lake-source.js';
import { lookupSource } from '../../src/dynamic/cloudtrail/lookup-source.js';
import { bucketSource } from '../../src/dynamic/cloudtrail/s3-source.js';
import { collect } from '../../src/dynamic/collect.js';
import type { EventFilter, EvidenceSource } from '../../src/dynamic/evidence-source.js';
import { unusedAccessRoutes } from '../servers/access-analyzer.js';
import { type AwsHandler, type AwsServer, startAwsServer } from '../servers/aws-server.js';
import { cloudtrailHandler } from '../servers/cloudtrail.js';
import { iamHandler, type ServedRole } from '../servers/iam.js';
import { restJsonService } from '../servers/protocols.js';
import { type Objects, s3Handler } from '../servers/s3.js';
import { withEnv } from '../servers/with-env.js';
import { fakeCatalog } from './fake-catalog.js';
import { ALL, collectFolder, logPath, OTHER_ROLE, ROLE, record, rowsOf, writeLogs } from './records.js';

let server: AwsServer;
let restore = () => {};
afterEach(async () => {
  restore();
  await server.close();
});

async function serve(...handlers: AwsHandler[]): Promise<AwsServer> {
  server = await startAwsServer(handlers);
  restore = withEnv(server.env);
  return server;
}

const run = (source: EvidenceSource, filter: Partial<EventFilter> = {}) =>
  collect({ sources: [source], filter: { ...ALL, ...filter }, signal: new AbortController().signal });

const xmlError = (status: number, code: string) => ({
  status,
  headers: { 'content-type': 'application/xml' },
  body: `<?xml version="1.0"?><Error><Code>${code}</Code><Message>${code}</Message></Error>`,
});

describe('a trail in S3', () => {
  const files: { [path: string]: unknown[] } = {
    [logPath('2026-08-02', '1005', 'a')]: [record(), record({ errorCode: 'AccessDenied' })],
    [logPath('2026-08-02', '1010', 'b')]: [record()],
    [logPath('2026-08-03', '1005', 'c')]: [record({ eventTime: '2026-08-03T10:00:00Z' })],
    [logPath('2026-08-03', '1005', 'd', '111122223333/CloudTrail/us-east-1')]: [record({ awsRegion: 'us-east-1' })],
    'AWSLogs/o-exampleorg/111122223333/CloudTrail-Digest/eu-west-1/2026/08/02/digest.json.gz': [record()],
  };
  const objects = (): Objects =>
    new Map(
      Object.entries(files).map(([path, records]) => [
        `trail/org/${path}`,
        { body: gzipSync(JSON.stringify({ Records: records })) },
      ]),
    );
  const source = () => bucketSource('s3://trail/org', {}, { inProcess: fakeCatalog() });

  it('gives the same as the same files in a folder, page by page', async () => {
    await serve(s3Handler(objects(), 1));
    const bucket = await run(source());
    const folder = await collectFolder(writeLogs(files));
    expect(bucket.usage).toEqual({
      ...folder.usage,
      sources: [{ ...folder.usage.sources[0], kind: 'cloudtrail-s3', location: 's3://trail/org' }],
    });
  });

  it('enters only the days and regions of the window', async () => {
    const { requests } = await serve(s3Handler(objects()));
    await run(source(), { since: '2026-08-03T00:00:00Z', until: '2026-08-03T12:00:00Z', regions: ['eu-west-1'] });
    const read = requests
      .filter(({ query }) => !query.has('list-type'))
      .map(({ path }) => path.split('/').at(-1)!.slice(0, 60));
    expect(read).toEqual([
      '111122223333_CloudTrail_eu-west-1_20260802T1010Z_b0000000000',
      '111122223333_CloudTrail_eu-west-1_20260803T1005Z_c0000000000',
    ]);
  });

  it('tries again after SlowDown, and goes on where a download broke off', async () => {
    await serve(s3Handler(objects()));
    const body = gzipSync(JSON.stringify({ Records: files[logPath('2026-08-03', '1005', 'c')] }));
    server.inject({ service: 's3', action: /0803T1005Z_c/, times: 2, reply: xmlError(503, 'SlowDown') });
    server.inject({ service: 's3', action: /0803T1005Z_c/, times: 1, reply: { body, cutAt: 100 } });
    const { usage } = await run(source(), { regions: ['eu-west-1'] });
    expect(usage.sources[0]).toMatchObject({ files: { read: 3, failed: 0 }, events: { read: 4, used: 4 } });
    expect(server.requests.some(({ headers }) => headers['range'] === 'bytes=100-')).toBe(true);
  });

  it('counts an object that is gone as a failed file and reads the rest', async () => {
    await serve(s3Handler(objects()));
    server.inject({ service: 's3', action: /0802T1005Z_a/, times: 9, reply: xmlError(404, 'NoSuchKey') });
    const { usage, problems } = await run(source(), { regions: ['eu-west-1'] });
    expect(usage.sources[0]).toMatchObject({ files: { read: 2, failed: 1 }, events: { used: 2 } });
    expect(problems.map(({ args }) => args['fault'])).toEqual(['unreadable (NoSuchKey)']);
  });

  it.each([
    ['AccessDenied', 403, 'AWS refused s3:ListBucket: the credentials in use lack this permission'],
    ['ExpiredToken', 400, 'the AWS credentials in use have expired (asked for s3:ListBucket)'],
    ['InvalidAccessKeyId', 403, 'no valid AWS credentials (asked for s3:ListBucket)'],
    ['NoSuchBucket', 404, 'there is no bucket trail'],
  ])('says in one sentence what is wrong: %s', async (code, status, message) => {
    await serve(s3Handler(objects()));
    server.inject({ service: 's3', times: 9, reply: xmlError(status, code) });
    await expect(run(source())).rejects.toThrow(message);
  });

  it('refuses what is no location', () => {
    return expect(async () => bucketSource('s3://', {}, { inProcess: fakeCatalog() }))
      .rejects.toThrow('is no S3 location')
      .finally(() => serve());
  });
});

describe('LookupEvents', () => {
  const NOW = () => new Date('2026-08-03T12:00:00Z');
  const records = [
    ...Array.from({ length: 60 }, (_, i) => record({ eventTime: `2026-08-02T10:${String(i).padStart(2, '0')}:00Z` })),
    record({ eventTime: '2026-08-03T10:00:00Z', errorCode: 'AccessDenied' }),
    record({ eventTime: '2026-08-01T10:00:00Z' }),
    record({ eventTime: '2026-08-02T10:00:00Z', awsRegion: 'us-east-1' }),
  ] as { eventTime: string; awsRegion: string }[];
  const source = (interval = 0) =>
    lookupSource(['us-east-1', 'eu-west-1'], (region) => openCloudTrail({ region }, interval), fakeCatalog(), NOW);

  it('reads day by day and page by page, in every region, and says that data events are not in it', async () => {
    await serve(cloudtrailHandler({ records, rate: 1000 }));
    const { usage } = await run(source(), { since: '2026-08-02T00:00:00Z' });
    expect(rowsOf({ usage } as never)).toEqual([
      'dynamodb:GetItem arn:aws:dynamodb:eu-west-1:111122223333:table/Orders allowed direct 61',
      'dynamodb:GetItem arn:aws:dynamodb:eu-west-1:111122223333:table/Orders denied direct 1',
    ]);
    expect(usage.sources[0]).toMatchObject({
      regions: ['eu-west-1', 'us-east-1'],
      selectors: { management: true, data: false },
    });
    expect(server.requests).toHaveLength(5);
  });

  it('keeps to two requests a second, and outlives a throttled one', async () => {
    await serve(cloudtrailHandler({ records, rate: 2 }));
    server.inject({
      service: 'cloudtrail',
      times: 1,
      reply: {
        status: 400,
        headers: { 'content-type': 'application/x-amz-json-1.1' },
        body: '{"__type":"ThrottlingException"}',
      },
    });
    const start = Date.now();
    await run(source(500), { since: '2026-08-02T00:00:00Z' });
    expect(Date.now() - start).toBeGreaterThan(1000);
    expect(server.requests).toHaveLength(6);
  });

  it('names the permission that is missing', async () => {
    await serve(cloudtrailHandler({ records }));
    server.inject({
      service: 'cloudtrail',
      times: 1,
      reply: {
        status: 400,
        headers: { 'content-type': 'application/x-amz-json-1.1' },
        body: '{"__type":"AccessDeniedException"}',
      },
    });
    await expect(run(source(), { since: '2026-08-03T00:00:00Z' })).rejects.toThrow(
      'AWS refused cloudtrail:LookupEvents',
    );
  });
});

describe('Access Advisor', () => {
  const roles: ServedRole[] = [
    {
      arn: ROLE,
      advisor: {
        dynamodb: { last: '2026-08-02T10:00:00Z' },
        s3: { last: '2026-08-01T10:00:00Z', actions: { ListAllMyBuckets: '2026-08-01T10:00:00Z', DeleteBucket: null } },
        sqs: { last: null },
      },
    },
    { arn: OTHER_ROLE, advisor: {} },
    { arn: 'arn:aws:iam::111122223333:role/aws-service-role/x/AWSServiceRoleForX' },
  ];
  const source = () => accessAdvisorSource(openIam({}, 1), 'access-advisor');
  const A_ROLE = 'arn:aws:iam::111122223333:role/a';
  const GONE = 'arn:aws:iam::111122223333:role/b';
  const LAST = 'arn:aws:iam::111122223333:role/z';

  it('tells services and tracked actions, used and unused, over jobs and pages', async () => {
    await serve(iamHandler(roles, { polls: 3, pageSize: 2 }));
    const { usage } = await run(source());
    expect(usage.roles).toEqual([
      { arn: OTHER_ROLE, created: '2026-01-01T00:00:00Z', usages: [], advisor: [] },
      {
        arn: ROLE,
        created: '2026-01-01T00:00:00Z',
        usages: [],
        advisor: [
          { service: 'dynamodb', lastAccessed: '2026-08-02T10:00:00Z', tracked: true },
          { service: 's3', lastAccessed: '2026-08-01T10:00:00Z', tracked: true },
          { service: 's3', action: 's3:DeleteBucket', lastAccessed: null, tracked: true },
          { service: 's3', action: 's3:ListAllMyBuckets', lastAccessed: '2026-08-01T10:00:00Z', tracked: true },
          { service: 'sqs', lastAccessed: null, tracked: true },
        ],
      },
    ]);
  });

  it('speaks alone of the 400 days that IAM keeps, up to its delay, and widens the window of no log', async () => {
    await serve(iamHandler(roles, { polls: 0 }));
    const now = () => new Date('2026-11-24T12:00:00Z');
    const advisor = accessAdvisorSource(openIam({}, 1), 'access-advisor', { now });
    const alone = (await run(advisor)).usage;
    expect(alone.window).toEqual({ from: '2025-10-20T08:00:00Z', to: '2026-11-24T08:00:00Z' });
    const since = (await run(advisor, { since: '2026-08-01T00:00:00Z' })).usage.window;
    expect(since).toEqual({ from: '2026-08-01T00:00:00Z', to: '2026-11-24T08:00:00Z' });
    const log = (await collectFolder(writeLogs({ [logPath('2026-08-02', '1005', 'a')]: [record()] }))).usage;
    const signal = new AbortController().signal;
    for (const [sources, files] of [
      [[advisor], [log]],
      [[], [alone, log]],
    ] as const)
      expect((await collect({ sources, files, filter: ALL, signal })).usage.window).toEqual(log.window);
  });

  it('goes on without a role that is gone when somebody takes note of it', async () => {
    await serve(iamHandler([{ arn: ROLE, advisor: {} }], { polls: 0 }));
    const failed = new Map<string, string>();
    const advisor = accessAdvisorSource(openIam({}, 1), 'access-advisor', {
      failed: (arn, why) => void failed.set(arn, why),
    });
    const { usage } = await run(advisor, { roles: [OTHER_ROLE, ROLE] });
    expect(usage.roles.map(({ arn }) => arn)).toEqual([ROLE]);
    expect([...failed]).toEqual([[OTHER_ROLE, `there is no role ${OTHER_ROLE} in this account`]]);
  });

  it.each([
    ['first', [{ arn: GONE }, { arn: OTHER_ROLE, advisor: {} }, { arn: ROLE, advisor: {} }]],
    ['in the middle', [{ arn: A_ROLE, advisor: {} }, { arn: GONE }, { arn: ROLE, advisor: {} }]],
    ['last', [{ arn: A_ROLE, advisor: {} }, { arn: LAST }]],
  ] as const)('keeps the other answers when one role gets none, %s, and names it', async (_, asked) => {
    const refused = asked.find((role) => !('advisor' in role))!.arn;
    const found = asked.filter(({ arn }) => arn !== refused);
    const answers = found.map(({ arn }) => arn).sort();
    await serve(iamHandler([...found, { arn: refused, advisorError: { status: 403, code: 'AccessDenied' } }]));
    const { usage, problems, complete } = await run(source(), { roles: asked.map(({ arn }) => arn) });
    const why = 'AWS refused iam:GenerateServiceLastAccessedDetails: the credentials in use lack this permission';
    expect(complete).toBe(true);
    expect(usage.roles.map(({ arn }) => arn)).toEqual(answers);
    expect(problems).toEqual([{ file: refused, ruleId: 'IT610', args: { role: refused, why } }]);
  });

  it('ends with the reason when no role gets an answer, or the credentials are old', async () => {
    const refusing = (code: string) => [ROLE, OTHER_ROLE].map((arn) => ({ arn, advisorError: { status: 403, code } }));
    await serve(iamHandler(refusing('AccessDenied')));
    await expect(run(source())).rejects.toThrow('AWS refused iam:GenerateServiceLastAccessedDetails');
    restore();
    await server.close();
    await serve(iamHandler([{ arn: A_ROLE, advisor: {} }, ...refusing('ExpiredToken')]));
    await expect(run(source())).rejects.toThrow('the AWS credentials in use have expired');
  });

  it('says which role is not there, and why a job failed', async () => {
    await serve(iamHandler([{ arn: ROLE, advisorFails: 'internal' }], { polls: 0 }));
    await expect(run(source(), { roles: [OTHER_ROLE] })).rejects.toThrow(
      `there is no role ${OTHER_ROLE} in this account`,
    );
    await expect(run(source(), { roles: [ROLE] })).rejects.toThrow(
      'Access Advisor found no answer for arn:aws:iam::111122223333:role/service/orders: internal',
    );
  });
});

describe('an unused-access analyzer', () => {
  const ARN = 'arn:aws:access-analyzer:eu-west-1:111122223333:analyzer/unused';
  const found = [
    {
      id: '1',
      role: ROLE,
      details: [
        { serviceNamespace: 'sqs' },
        { serviceNamespace: 's3', lastAccessed: '2026-05-01T00:00:00Z', actions: [{ action: 'DeleteBucket' }] },
      ],
    },
    { id: '2', role: OTHER_ROLE, details: [{ serviceNamespace: 'sns', lastAccessed: '2026-01-01T00:00:00Z' }] },
  ];

  it('adds what was not used, role by role', async () => {
    await serve(restJsonService('access-analyzer', unusedAccessRoutes(ARN, found)));
    const { usage } = await run(accessAnalyzerSource(ARN, openUnusedAccess({})), { roles: [ROLE] });
    expect(usage.roles).toEqual([
      {
        arn: ROLE,
        usages: [],
        advisor: [
          { service: 's3', action: 's3:DeleteBucket', lastAccessed: null, tracked: true },
          { service: 'sqs', lastAccessed: null, tracked: true },
        ],
      },
    ]);
  });
});

describe('CloudTrail Lake', () => {
  const STORE = '0f8fad5b-d9cb-469f-a165-70867728950e';
  const row = {
    role: ROLE,
    eventsource: 'dynamodb.amazonaws.com',
    eventname: 'GetItem',
    eventtype: 'AwsApiCall',
    eventcategory: 'Data',
    errorcode: '',
    invokedby: '',
    awsregion: 'eu-west-1',
    account: '111122223333',
    arns: 'arn:aws:dynamodb:eu-west-1:111122223333:table/Orders',
    n: '7',
    first: '2026-08-01 10:00:00.000',
    last: '2026-08-02 10:00:00.000',
  };

  it('waits for the query and counts its rows', async () => {
    await serve(
      cloudtrailHandler({
        lake: (sql) =>
          sql.includes(`FROM ${STORE}`)
            ? [row, { ...row, errorcode: 'AccessDenied', n: '2' }, { ...row, n: '1', arns: '' }]
            : [],
      }),
    );
    const { usage } = await run(lakeSource(STORE, openCloudTrail({}, 0, 1), fakeCatalog()));
    expect(rowsOf({ usage } as never)).toEqual([
      'dynamodb:GetItem arn:aws:dynamodb:eu-west-1:111122223333:table/* allowed direct 1',
      'dynamodb:GetItem arn:aws:dynamodb:eu-west-1:111122223333:table/Orders allowed direct 7',
      'dynamodb:GetItem arn:aws:dynamodb:eu-west-1:111122223333:table/Orders denied direct 2',
    ]);
    expect(usage.window).toEqual({ from: '2026-08-01T10:00:00Z', to: '2026-08-02T10:00:00Z' });
  });
});
