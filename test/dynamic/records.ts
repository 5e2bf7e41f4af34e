import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Catalog } from '../../src/catalog/types.js';
import { folderSource } from '../../src/dynamic/cloudtrail/files-source.js';
import { collect } from '../../src/dynamic/collect.js';
import type { EventFilter } from '../../src/dynamic/evidence-source.js';
import { fakeCatalog } from './fake-catalog.js';

export const ROLE = 'arn:aws:iam::111122223333:role/service/orders';
export const OTHER_ROLE = 'arn:aws:iam::111122223333:role/billing';
export const ALL: EventFilter = { roles: [], accounts: [], regions: [] };

let number = 0;

/** A CloudTrail record of the orders role, with what a test cares about replaced. Every record has an id of its own. */
export function record(change: { [member: string]: unknown } = {}, role: string = ROLE): { [member: string]: unknown } {
  number += 1;
  return {
    eventVersion: '1.11',
    userIdentity: {
      type: 'AssumedRole',
      arn: 'arn:aws:sts::111122223333:assumed-role/orders/session-name',
      sessionContext: { sessionIssuer: { type: 'Role', arn: role, userName: 'orders' } },
    },
    eventTime: '2026-08-02T10:00:00Z',
    eventSource: 'dynamodb.amazonaws.com',
    eventName: 'GetItem',
    awsRegion: 'eu-west-1',
    sourceIPAddress: '203.0.113.7',
    userAgent: 'aws-sdk-js',
    requestParameters: { tableName: 'Orders', key: { pk: 'x' } },
    responseElements: null,
    eventID: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
    readOnly: true,
    resources: [
      {
        accountId: '111122223333',
        type: 'AWS::DynamoDB::Table',
        ARN: 'arn:aws:dynamodb:eu-west-1:111122223333:table/Orders',
      },
    ],
    eventType: 'AwsApiCall',
    managementEvent: false,
    recipientAccountId: '111122223333',
    eventCategory: 'Data',
    ...change,
  };
}

export const getObject = (key: string, change: { [member: string]: unknown } = {}) =>
  record({
    eventSource: 's3.amazonaws.com',
    eventName: 'GetObject',
    requestParameters: { bucketName: 'uploads', key },
    resources: [
      { type: 'AWS::S3::Object', ARN: `arn:aws:s3:::uploads/${key}` },
      { accountId: '111122223333', type: 'AWS::S3::Bucket', ARN: 'arn:aws:s3:::uploads' },
    ],
    ...change,
  });

/** Writes a folder of files; values are records of a log file, or text or bytes as they are. Returns its path. */
export function writeLogs(files: { [path: string]: unknown[] | string | Uint8Array }): string {
  const root = mkdtempSync(join(tmpdir(), 'iam-tighten-logs-'));
  for (const [path, content] of Object.entries(files)) {
    const file = join(root, path);
    mkdirSync(dirname(file), { recursive: true });
    const plain = Array.isArray(content) ? JSON.stringify({ Records: content }) : content;
    writeFileSync(file, path.endsWith('.gz') && Array.isArray(content) ? gzipSync(plain) : plain);
  }
  return root;
}

/** The path of a log file in the true layout. */
export function logPath(day: string, time: string, name = 'x', place = '111122223333/CloudTrail/eu-west-1'): string {
  const [account, , region] = place.split('/');
  const stamp = `${day.replaceAll('-', '')}T${time}Z`;
  return `AWSLogs/o-exampleorg/${place}/${day.replaceAll('-', '/')}/${account}_CloudTrail_${region}_${stamp}_${name.padEnd(16, '0')}.json.gz`;
}

/** Collects a folder in this thread, with the fake catalog when no other is given. */
export async function collectFolder(root: string, filter: Partial<EventFilter> = {}, catalog: Catalog = fakeCatalog()) {
  const sources = [folderSource(root, { inProcess: catalog })];
  return collect({ sources, filter: { ...ALL, ...filter }, signal: new AbortController().signal });
}

/** `action resource outcome via count` of every row, for short expectations. */
export const rowsOf = (result: Awaited<ReturnType<typeof collectFolder>>, role: string = ROLE): string[] =>
  (result.usage.roles.find(({ arn }) => arn === role)?.usages ?? []).map(
    ({ action, resource, outcome, via, count }) => `${action} ${resource} ${outcome} ${via ?? 'direct'} ${count}`,
  );
