import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openCatalog } from '../../../src/catalog/open.js';
import { EventCounter } from '../../../src/dynamic/aggregate/event-counter.js';
import { readTrailFile } from '../../../src/dynamic/cloudtrail/read-file.js';
import { RecordReader } from '../../../src/dynamic/cloudtrail/record-reader.js';
import { ALL, OTHER_ROLE, ROLE, record } from '../records.js';

const catalog = openCatalog();
const ACCOUNT = '111122223333';
const UUIDS = ['0f8fad5b-d9cb-469f-a165-70867728950e', '7c9e6679-7425-40de-944b-e07fc1f90ae7'];
type Members = { [member: string]: unknown };

/** Each record through the attributor on its own, its members read by JSON.parse. */
function slowly(records: readonly Members[]) {
  const counter = new EventCounter(catalog, ALL);
  for (const one of records) {
    const identity = one['userIdentity'] as { sessionContext: { sessionIssuer: { arn: string } }; invokedBy?: string };
    const text = (member: string) => (typeof one[member] === 'string' ? one[member] : '');
    const json = (member: string) =>
      one[member] === undefined || one[member] === null
        ? ''
        : typeof one[member] === 'string'
          ? one[member]
          : JSON.stringify(one[member]);
    counter.add({
      role: identity.sessionContext.sessionIssuer.arn,
      eventSource: text('eventSource'),
      eventName: text('eventName'),
      eventType: text('eventType'),
      eventCategory: text('eventCategory'),
      invokedBy: identity.invokedBy ?? '',
      errorCode: text('errorCode'),
      region: text('awsRegion'),
      account: text('recipientAccountId'),
      resources: json('resources'),
      parameters: json('requestParameters'),
      first: text('eventTime'),
      last: text('eventTime'),
      count: 1,
    });
  }
  return counter.take();
}

async function byBytes(records: readonly Members[]) {
  const counter = new EventCounter(catalog, ALL);
  const reader = new RecordReader(counter, []);
  reader.startUnit();
  const whole = Buffer.from(JSON.stringify({ Records: records }));
  await readTrailFile({ name: 'a.json', whole }, reader);
  return counter.take();
}

const part = fc.constantFrom(
  ...'abcdefghijklm',
  ...UUIDS,
  '2026',
  'r-20260802.csv',
  'ä',
  'o*d',
  '${x}',
  'q"',
  '\\',
  '',
);
const key = fc.array(part, { minLength: 1, maxLength: 9 }).map((parts) => parts.join('/'));
/** Mostly the first: records must be alike often enough for one to find the rows of another. */
const mostly = <T>(first: T, ...others: T[]) =>
  fc.oneof({ weight: 4, arbitrary: fc.constant(first) }, { weight: 1, arbitrary: fc.constantFrom(first, ...others) });
const bucket = mostly('b', 'other', 'b/x');

const s3 = fc
  .record({
    name: mostly('GetObject', 'PutObject', 'CopyObject', 'DeleteObject', 'ListObjects', 'GetObjectTagging'),
    bucket,
    key,
    second: key,
    versionId: mostly(undefined, 'null', 'v1'),
    acl: mostly(undefined, 'private', 'HIDDEN_DUE_TO_SECURITY_REASONS'),
    source: mostly(undefined, 'b/x', 'other/2026/a.txt'),
    listed: fc.constantFrom('both', 'object', 'none', 'bucket', 'prefix', 'null', 'two'),
  })
  .map(({ name, bucket: b, key: k, second, versionId, acl, source, listed }) => {
    const object = { type: 'AWS::S3::Object', ARN: `arn:aws:s3:::${b}/${k}` };
    const whole = { accountId: ACCOUNT, type: 'AWS::S3::Bucket', ARN: `arn:aws:s3:::${b}` };
    const lists: Members = {
      both: [object, whole],
      object: [object],
      bucket: [whole],
      prefix: [{ ARNPrefix: `arn:aws:s3:::${b}/${k}` }, whole],
      two: [object, { ...object, ARN: `arn:aws:s3:::b/${second}` }],
      none: undefined,
      null: null,
    };
    return {
      eventSource: 's3.amazonaws.com',
      eventName: name,
      requestParameters: { bucketName: b, Host: 'h', key: k, versionId, 'x-amz-acl': acl, 'x-amz-copy-source': source },
      resources: lists[listed],
    };
  });

const maybeLogged = mostly<unknown>(undefined, [{ ARN: `arn:aws:kinesis:eu-west-1:${ACCOUNT}:stream/T` }]);

const others = fc.oneof(
  part.map((id) => ({
    eventSource: 'states.amazonaws.com',
    eventName: 'DescribeExecution',
    requestParameters: { executionArn: `arn:aws:states:eu-west-1:${ACCOUNT}:execution:flow:${id}` },
    resources: undefined,
  })),
  fc.tuple(part, part).map(([group, id]) => ({
    eventSource: 'logs.amazonaws.com',
    eventName: 'CreateLogStream',
    requestParameters: { logGroupName: `/aws/${group}`, logStreamName: `2026/08/01/[$LATEST]${id}` },
    resources: undefined,
  })),
  fc.tuple(part, fc.boolean()).map(([name, withDecryption]) => ({
    eventSource: 'ssm.amazonaws.com',
    eventName: 'GetParameter',
    requestParameters: { name: `/app/${name}`, withDecryption },
    resources: undefined,
  })),
  fc
    .tuple(mostly('T|1', 'T|2', 'S|1'), fc.constantFrom('text', 'list', 'none', 'other'), maybeLogged)
    .map(([stream, how, resources]) => {
      const given = `arn:aws:kinesis:eu-west-1:${ACCOUNT}:stream/${stream}`;
      const values: Members = { text: given, list: [given], none: undefined, other: 'AAAA' };
      return {
        eventSource: 'kinesis.amazonaws.com',
        eventName: 'GetRecords',
        requestParameters: { shardIterator: values[how], limit: 10 },
        resources,
      };
    }),
  fc
    .constantFrom(null, 'HIDDEN_DUE_TO_SECURITY_REASONS', [], {}, { tableName: 7 }, { tableName: 'T' })
    .map((request) => ({
      requestParameters: request,
    })),
  fc
    .constantFrom(undefined, [], null, [{ ARN: `arn:aws:dynamodb:eu-west-1:${ACCOUNT}:table/T/index/i` }])
    .map((list) => ({
      resources: list,
    })),
);

const odd = fc
  .tuple(fc.oneof(s3, others), mostly(ROLE, OTHER_ROLE), mostly<string | undefined>(undefined, 'AccessDenied'))
  .map(([change, role, errorCode]) => record({ ...change, errorCode }, role));

describe('rows found by the bytes of a record', () => {
  it('are those of the attributor, whatever stands in resources and request', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(odd, { minLength: 1, maxLength: 60 }), async (records) => {
        expect(await byBytes(records)).toEqual(slowly(records));
      }),
      { numRuns: 150 },
    );
  });

  it('are found again for escaped and spaced requests', async () => {
    const text = JSON.stringify({
      Records: ['T1', 'T2'].map((tableName) => record({ resources: undefined, requestParameters: { tableName } })),
    });
    const rows = async (content: string) => {
      const counter = new EventCounter(catalog, ALL);
      const reader = new RecordReader(counter, []);
      await readTrailFile({ name: 'a.json', whole: Buffer.from(content) }, reader);
      return counter.take().rows;
    };
    const plain = await rows(text);
    expect(plain[0]!.usages.map(({ resource }) => resource.split('/')[1])).toEqual(['T1', 'T2']);
    expect(await rows(text.replaceAll('"tableName"', '"\\u0074ableName"'))).toEqual(plain);
    expect(await rows(text.replaceAll('"tableName":', '\t"tableName" :  '))).toEqual(plain);
  });
});
