import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../../src/model/user-error.js';
import { collectFolder, record, rowsOf, writeLogs } from '../records.js';

const TABLE = 'dynamodb:GetItem arn:aws:dynamodb:eu-west-1:111122223333:table/Orders';
const records = [record(), record(), record()];
const texts = records.map((one) => JSON.stringify(one));
const pretty = (value: unknown) => JSON.stringify(value, null, 2);
const bom = Buffer.from([0xef, 0xbb, 0xbf]);

const lookup = records.map((one) => ({
  EventId: one['eventID'],
  EventName: one['eventName'],
  EventTime: '2026-08-02T10:00:00+00:00',
  CloudTrailEvent: JSON.stringify(one),
}));
const delivered = records.map((detail) => ({
  version: '0',
  id: '1',
  'detail-type': 'AWS API Call via CloudTrail',
  source: 'aws.dynamodb',
  resources: [],
  detail,
}));
const logged = texts.map((message) => ({ logStreamName: 's', timestamp: 1, message, ingestionTime: 2, eventId: 'e' }));

describe('records are found in', () => {
  it.each<[string, string | Uint8Array]>([
    ['a log file', JSON.stringify({ Records: records })],
    ['a log file, printed for people', pretty({ Records: records })],
    ['a log file with Windows line ends', pretty({ Records: records }).replaceAll('\n', '\r\n')],
    ['a log file with a byte order mark', Buffer.concat([bom, Buffer.from(JSON.stringify({ Records: records }))])],
    ['a log file as PowerShell redirects it', Buffer.from(`\uFEFF${JSON.stringify({ Records: records })}`, 'utf16le')],
    [
      'a log file with members around its list',
      JSON.stringify({ exported: { by: 'x' }, Records: records, next: null }),
    ],
    [
      'records whose members are in another order',
      JSON.stringify(records.map((one) => Object.fromEntries(Object.entries(one).reverse()))),
    ],
    ['a list', JSON.stringify(records)],
    ['a list with a comma too many', `[${texts.join(',\n')},]`],
    ['lines', texts.join('\n')],
    ['lines with Windows ends and a byte order mark', Buffer.concat([bom, Buffer.from(texts.join('\r\n'))])],
    ['records one behind the other', texts.join('')],
    ['gzip of several members', Buffer.concat(records.map((one) => gzipSync(JSON.stringify({ Records: [one] }))))],
    ['an answer of LookupEvents', pretty({ Events: lookup, NextToken: 'more' })],
    ['the events of such an answer', JSON.stringify(lookup)],
    ['events that EventBridge delivered, a line each', delivered.map((one) => JSON.stringify(one)).join('\n')],
    ['events that EventBridge delivered, as a list', pretty(delivered)],
    ['an answer of FilterLogEvents', pretty({ events: logged, searchedLogStreams: [], nextToken: 'n' })],
    ['an answer of GetLogEvents', JSON.stringify({ nextForwardToken: 'f', events: logged, nextBackwardToken: 'b' })],
    [
      'what a subscription of CloudWatch Logs delivers',
      JSON.stringify({
        messageType: 'DATA_MESSAGE',
        owner: '1',
        logGroup: 'g',
        logStream: 's',
        subscriptionFilters: ['f'],
        logEvents: logged,
      }),
    ],
    [
      'an answer of Logs Insights',
      JSON.stringify({
        status: 'Complete',
        results: texts.map((value) => [
          { field: '@timestamp', value: 't' },
          { field: '@message', value },
          { field: '@ptr', value: 'p' },
        ]),
      }),
    ],
    ['an export of CloudWatch Logs', gzipSync(texts.map((text) => `2026-08-02T10:00:00.000Z ${text}`).join('\n'))],
    [
      'an export of Splunk',
      texts
        .map((_raw) => JSON.stringify({ preview: false, result: { _raw, sourcetype: 'aws:cloudtrail' } }))
        .join('\n'),
    ],
  ])('%s', async (_, content) => {
    const { usage, problems } = await collectFolder(writeLogs({ 'export.json': content }));
    expect(usage.sources[0]!.events).toEqual({ read: 3, used: 3, skipped: {} });
    expect(problems).toEqual([]);
    expect(rowsOf({ usage, problems, complete: true })).toEqual([`${TABLE} allowed direct 3`]);
  });

  it.each(['a.json', 'a.JSON', 'a.jsonl', 'a.ndjson', 'a.log', 'deep/er/a.json'])('a folder with %s', async (name) => {
    const { usage } = await collectFolder(
      writeLogs({ [name]: texts.join('\n'), 'notes.txt': texts[0]!, 'table.csv': 'a,b' }),
    );
    expect(usage.sources[0]!.files).toEqual({ read: 1, failed: 0 });
    expect(usage.sources[0]!.events).toEqual({ read: 3, used: 3, skipped: {} });
  });

  it('a wrapper, but not in the data of a request', async () => {
    const hostile = record({
      eventSource: 'events.amazonaws.com',
      eventName: 'PutEvents',
      requestParameters: {
        'detail-type': 'x',
        detail: record({ eventName: 'DeleteTable' }),
        CloudTrailEvent: texts[0],
      },
    });
    const { usage } = await collectFolder(
      writeLogs({ 'a.json': JSON.stringify({ 'detail-type': 'x', detail: hostile }) }),
    );
    expect(usage.sources[0]!.events).toEqual({ read: 1, used: 0, skipped: { unmapped: 1 } });
  });
});

describe('what is no log is told in a sentence', () => {
  const EXPORT =
    'Event ID,Event name,Event time,Event source,User name\n"1","GetItem","2026-08-02T10:00:00Z","dynamodb.amazonaws.com","s"\n';
  it.each<[string, string | Uint8Array, RegExp, RegExp]>([
    [
      'a CSV download of the Event history',
      EXPORT,
      /export\.json is a CSV table$/,
      /download the Event history as JSON/,
    ],
    [
      'a CSV result of Athena',
      '"eventversion","useridentity"\n"1.08","{type=AssumedRole}"\n',
      /is a CSV table$/,
      /athena:database\.table/,
    ],
    ['a zip archive', Buffer.from('504b0304140000000800', 'hex'), /is a zip archive$/, /unpack it/],
    ['Parquet', 'PAR1....', /is a Parquet file$/, /Athena/],
    [
      'an error page',
      '<!DOCTYPE html><html><body>Access Denied</body></html>',
      /is a web page or an error answer$/,
      /fetch the log again/,
    ],
    [
      'an answer of S3 in XML',
      '<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>',
      /is a web page or an error answer$/,
      /fetch/,
    ],
    ['other JSON', '{"hello":"world"}', /^no CloudTrail events in .*: 1 elements, none of them a record$/, /"Records"/],
    ['prose', 'nothing to see here', /is no CloudTrail log$/, /"Records"/],
    [
      'a log that is cut in its only record',
      gzipSync(JSON.stringify({ Records: [record()] })).subarray(0, 80),
      /is truncated, and no event of it could be read$/,
      /again/,
    ],
  ])('%s', async (_, content, sentence, advice) => {
    const failed = await collectFolder(writeLogs({ 'export.json': content })).catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(UserError);
    expect((failed as UserError).message).toMatch(sentence);
    expect((failed as UserError).advice).toMatch(advice);
  });

  it('unless a log stands beside it, or a log is empty', async () => {
    const { usage, problems } = await collectFolder(
      writeLogs({ 'a.json': JSON.stringify({ Records: records }), 'b.csv.json': EXPORT }),
    );
    expect(usage.sources[0]!.events).toEqual({ read: 5, used: 3, skipped: { 'not-json': 2 } });
    expect(problems.map(({ args }) => args['kind'])).toEqual(['a CSV table']);
    const empty = await collectFolder(writeLogs({ 'a.json': '{"Records":[]}', 'b.json': '' }));
    expect(empty.usage.sources[0]!.events).toEqual({ read: 0, used: 0, skipped: {} });
  });
});
