import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { collectFolder, getObject, logPath, OTHER_ROLE, ROLE, record, rowsOf, writeLogs } from '../records.js';

const TABLE = 'dynamodb:GetItem arn:aws:dynamodb:eu-west-1:111122223333:table/Orders';

describe('a folder of CloudTrail logs', () => {
  it('counts what was read as used or skipped by name, in the true layout', async () => {
    const root = writeLogs({
      [logPath('2026-08-02', '1005')]: [
        record(),
        record({ eventTime: '2026-08-02T11:00:00Z' }),
        record({ errorCode: 'AccessDenied' }),
        record({ errorCode: 'ThrottlingException' }),
        record({
          eventSource: 'ec2.amazonaws.com',
          eventName: 'DescribeInstances',
          errorCode: 'Client.UnauthorizedOperation',
        }),
        record({ eventSource: 'sts.amazonaws.com', eventName: 'GetCallerIdentity' }),
        record({ eventSource: 'new.amazonaws.com', eventName: 'DoThing' }),
        record({ userIdentity: { type: 'AWSService', invokedBy: 'lambda.amazonaws.com' } }),
        record({ userIdentity: { type: 'IAMUser', sessionContext: { sessionIssuer: {} } } }),
        record({ userIdentity: { invokedBy: 'AWS Internal' }, eventType: 'AwsServiceEvent' }),
        record({ eventCategory: 'Insight' }),
        record({}, 'arn:aws:iam::111122223333:role/aws-service-role/x.amazonaws.com/AWSServiceRoleForX'),
        record({ eventTime: 'yesterday' }),
        record({ eventName: undefined }),
      ],
      'AWSLogs/o-exampleorg/111122223333/CloudTrail-Digest/eu-west-1/2026/08/02/digest.json.gz': [record()],
      'AWSLogs/o-exampleorg/111122223333/CloudTrail-Insight/eu-west-1/2026/08/02/insight.json.gz': [record()],
      'AWSLogs/o-exampleorg/111122223333/readme.txt': 'no log',
    });
    const result = await collectFolder(root);
    expect(rowsOf(result)).toEqual([
      `${TABLE} allowed direct 3`,
      `${TABLE} denied direct 1`,
      'ec2:DescribeInstances * denied direct 1',
    ]);
    expect(result.usage.sources[0]!.events).toEqual({
      read: 14,
      used: 5,
      skipped: {
        insight: 1,
        'missing-fields': 2,
        'no-permission-needed': 1,
        'not-a-role': 2,
        'service-linked-role': 1,
        'service-or-console-event': 1,
        unmapped: 1,
      },
    });
    expect(result.usage.unmapped).toEqual([{ eventSource: 'new.amazonaws.com', eventName: 'DoThing', count: 1 }]);
    expect(result.usage.window).toEqual({ from: '2026-08-02T10:00:00Z', to: '2026-08-02T11:00:00Z' });
    expect(result.usage.sources[0]).toMatchObject({
      accounts: ['111122223333'],
      regions: ['eu-west-1'],
      files: { read: 1, failed: 0 },
      gaps: [],
    });
  });

  it('keeps no request parameters, session names or addresses', async () => {
    const root = writeLogs({
      [logPath('2026-08-02', '1005')]: [record({ requestParameters: { tableName: 'Orders', secret: 'hunter2' } })],
    });
    const text = JSON.stringify((await collectFolder(root)).usage);
    for (const secret of ['hunter2', 'session-name', '203.0.113.7', 'aws-sdk-js']) expect(text).not.toContain(secret);
  });

  it('counts an event once, also when its copy comes on the next day', async () => {
    const late = record({ eventTime: '2026-08-02T23:58:00Z' });
    const twice = record();
    const root = writeLogs({
      [logPath('2026-08-02', '1005', 'a')]: [twice, record()],
      [logPath('2026-08-02', '1010', 'b')]: [twice],
      [logPath('2026-08-02', '2359', 'c')]: [late],
      [logPath('2026-08-03', '0004', 'd')]: [late, record({ eventTime: '2026-08-03T00:01:00Z' })],
    });
    const result = await collectFolder(root);
    expect(rowsOf(result)).toEqual([`${TABLE} allowed direct 4`]);
    expect(result.usage.sources[0]!.events.skipped).toEqual({ duplicate: 2 });
  });

  it('tells calls a service made for the role from its own', async () => {
    const decrypt = {
      eventSource: 'kms.amazonaws.com',
      eventName: 'Decrypt',
      resources: [{ ARN: 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab' }],
    };
    const identity = record()['userIdentity'] as object;
    const root = writeLogs({
      'a.json': [
        record(decrypt),
        record({ ...decrypt, userIdentity: { ...identity, invokedBy: 'dynamodb.amazonaws.com' } }),
      ],
    });
    expect(rowsOf(await collectFolder(root))).toEqual([
      'kms:Decrypt arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab allowed direct 1',
      'kms:Decrypt arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab allowed dynamodb.amazonaws.com 1',
    ]);
  });

  it('takes the resource from the request when the event lists none', async () => {
    const root = writeLogs({
      'a.json': [
        record({ resources: undefined, requestParameters: { tableName: 'Orders' } }),
        record({ resources: undefined, requestParameters: 'HIDDEN_DUE_TO_SECURITY_REASONS' }),
        record({ resources: undefined, requestParameters: null, awsRegion: 'mars-north-1' }),
      ],
    });
    expect(rowsOf(await collectFolder(root))).toEqual([
      'dynamodb:GetItem arn:aws:dynamodb:eu-west-1:111122223333:table/* allowed direct 1',
      `${TABLE} allowed direct 1`,
      'dynamodb:GetItem arn:aws:dynamodb:mars-north-1:111122223333:table/* allowed direct 1',
    ]);
  });

  it('writes object keys as patterns, and stars in keys as themselves', async () => {
    const keys = [
      '2026/08/02/report-20260802.csv',
      '2026/08/03/report-20260803.csv',
      'config/settings.json',
      'odd*name',
    ];
    const root = writeLogs({ 'a.jsonl': keys.map((key) => JSON.stringify(getObject(key))).join('\n') });
    expect(rowsOf(await collectFolder(root))).toEqual([
      's3:GetObject arn:aws:s3:::uploads/*/*/*/report-*.csv allowed direct 2',
      's3:GetObject arn:aws:s3:::uploads/config/settings.json allowed direct 1',
      's3:GetObject arn:aws:s3:::uploads/odd${*}name allowed direct 1',
    ]);
  });

  it('honours role, account, region and time', async () => {
    const root = writeLogs({
      [logPath('2026-08-02', '1005')]: [
        record(),
        record({}, OTHER_ROLE),
        record({}, 'arn:aws:iam::999988887777:role/far'),
        record({ awsRegion: 'us-east-1' }),
        record({ eventTime: '2026-08-02T12:00:00Z' }),
      ],
    });
    const count = async (filter: object) => (await collectFolder(root, filter)).usage.sources[0]!.events;
    expect(await count({ roles: [ROLE] })).toEqual({ read: 5, used: 3, skipped: { 'other-role': 2 } });
    expect(await count({ accounts: ['999988887777'] })).toEqual({ read: 5, used: 1, skipped: { 'other-account': 4 } });
    expect(await count({ regions: ['eu-west-1'] })).toEqual({ read: 5, used: 4, skipped: { 'other-region': 1 } });
    expect(await count({ since: '2026-08-02T11:00:00Z' })).toEqual({
      read: 5,
      used: 1,
      skipped: { 'outside-window': 4 },
    });
    expect(await count({ until: '2026-08-02T12:00:00Z' })).toEqual({
      read: 5,
      used: 4,
      skipped: { 'outside-window': 1 },
    });
  });

  it('lists days without files as gaps', async () => {
    const root = writeLogs({
      [logPath('2026-08-02', '1005')]: [record()],
      [logPath('2026-08-05', '1005')]: [record({ eventTime: '2026-08-05T10:00:00Z' })],
    });
    const { usage } = await collectFolder(root);
    expect(usage.sources[0]!.gaps).toEqual([
      { account: '111122223333', region: 'eu-west-1', from: '2026-08-03T00:00:00Z', to: '2026-08-05T00:00:00Z' },
    ]);
  });
});

describe('shapes of exported logs', () => {
  const lines = () => [record(), record({ errorCode: 'AccessDenied' })];
  it.each([
    ['a list', 'a.json', () => JSON.stringify(lines())],
    ['a pretty list', 'a.json', () => JSON.stringify(lines(), null, 2)],
    ['one record', 'a.json', () => JSON.stringify(lines()[0]) + JSON.stringify(lines()[1])],
    [
      'JSON lines',
      'a.jsonl',
      () =>
        `${lines()
          .map((one) => JSON.stringify(one))
          .join('\r\n')}\n`,
    ],
    ['a byte order mark', 'a.json', () => `\uFEFF${JSON.stringify({ Records: lines() })}`],
    ['Records behind other keys', 'a.json', () => JSON.stringify({ exported: { by: ['x'] }, Records: lines() })],
    [
      'lines of files',
      'a.jsonl',
      () =>
        lines()
          .map((one) => JSON.stringify({ Records: [one] }))
          .join('\n'),
    ],
    [
      'an answer of LookupEvents',
      'a.json',
      () =>
        JSON.stringify({ Events: lines().map((one) => ({ EventName: 'x', CloudTrailEvent: JSON.stringify(one) })) }),
    ],
    ['gzip under a plain name', 'a.json', () => gzipSync(JSON.stringify(lines()))],
    [
      'keys in another order',
      'a.json',
      () => JSON.stringify(lines().map((one) => Object.fromEntries(Object.entries(one).reverse()))),
    ],
  ])('%s', async (_, name, content) => {
    expect(rowsOf(await collectFolder(writeLogs({ [name]: content() })))).toEqual([
      `${TABLE} allowed direct 1`,
      `${TABLE} denied direct 1`,
    ]);
  });
});

describe('damaged logs', () => {
  const whole = () => gzipSync(JSON.stringify({ Records: Array.from({ length: 200 }, () => record()) }));
  const good = () => [record()];

  it('counts what comes before the end of a truncated file, and names it', async () => {
    const root = writeLogs({ 'good.json': good(), 'cut.json.gz': whole().subarray(0, 1200) });
    const { usage, problems } = await collectFolder(root);
    expect(usage.sources[0]!.files).toEqual({ read: 1, failed: 1 });
    expect(usage.sources[0]!.events.used).toBeGreaterThan(50);
    expect(problems.map(({ file, args }) => [file.slice(root.length), args['fault'] ?? args['reason']])).toEqual([
      ['/cut.json.gz', 'truncated'],
      ['/cut.json.gz', 'cut-off'],
    ]);
  });

  it('passes over a corrupt file', async () => {
    const bytes = whole();
    bytes.fill(0xff, 40, 60);
    const { usage, problems } = await collectFolder(writeLogs({ 'good.json': good(), 'bad.json.gz': bytes }));
    expect(usage.sources[0]).toMatchObject({ files: { read: 1, failed: 1 }, events: { used: 1 } });
    expect(problems[0]!.args['fault']).toBe('corrupt');
  });

  it('passes over what is no record, and reads on', async () => {
    const text = `{"Records":[${JSON.stringify(record())},<html>oops</html>,${JSON.stringify(record())}]}`;
    const root = writeLogs({
      'a.json': text,
      'b.json': '<html><body>504 Gateway Time-out</body></html>',
      'c.json': '',
    });
    const { usage, problems } = await collectFolder(root);
    expect(usage.sources[0]).toMatchObject({
      files: { read: 2, failed: 1 },
      events: { read: 4, used: 2, skipped: { 'not-json': 2 } },
    });
    expect(problems.map(({ args: { file, reason, count, kind } }) => ({ file, reason, count, kind }))).toEqual([
      { file: `${root}/a.json`, reason: 'not-json', count: 1, kind: undefined },
      { file: `${root}/b.json`, reason: 'not-json', count: 1, kind: 'a web page or an error answer' },
    ]);
  });

  it('reads a record of 50 MB', async () => {
    const huge = record({ responseElements: { text: 'x'.repeat(50 * 2 ** 20) } });
    const root = writeLogs({ 'a.json.gz': [record(), huge, record()] });
    expect(rowsOf(await collectFolder(root))).toEqual([`${TABLE} allowed direct 3`]);
  });

  it('is not deceived by data that looks like a field or a record', async () => {
    const fake = JSON.stringify(record({ eventName: 'PutItem' }));
    const hostile = record({
      requestParameters: {
        tableName: 'Orders',
        eventName: 'DeleteTable',
        eventSource: 'iam.amazonaws.com',
        userIdentity: { sessionContext: { sessionIssuer: { type: 'Role', arn: OTHER_ROLE } } },
        text: `","eventName":"DeleteTable","x":"`,
        __proto__: { polluted: true },
        inner: fake,
      },
      userAgent: `}]},${fake}`,
    });
    const result = await collectFolder(writeLogs({ 'a.json': [hostile] }));
    expect(result.usage.roles.map(({ arn }) => arn)).toEqual([ROLE]);
    expect(rowsOf(result)).toEqual([`${TABLE} allowed direct 1`]);
  });
});
