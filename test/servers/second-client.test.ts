import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { afterAll, describe, expect, it } from 'vitest';
import { openCloudTrail } from '../../src/aws/cloudtrail.js';
import { openIam } from '../../src/aws/iam.js';
import { openIamAccount } from '../../src/aws/iam-account.js';
import { openS3 } from '../../src/aws/s3.js';
import { type AccountRole, parseAuthorizationDetails, rolesOfPages } from '../../src/report/index.js';
import { startAwsServer } from './aws-server.js';
import { cloudtrailHandler } from './cloudtrail.js';
import { iamHandler, type ServedRole } from './iam.js';
import { s3Handler } from './s3.js';
import { stsHandler } from './sts.js';
import { withEnv } from './with-env.js';

const ROLES = ['a', 'b', 'c'].map((name) => `arn:aws:iam::111122223333:role/${name}`);
const KEYS = ['AWSLogs/one.json', 'AWSLogs/two.json'];
const EVENT = { eventID: '1', eventName: 'GetParameter', eventTime: '2026-08-02T10:00:00Z', awsRegion: 'us-east-1' };

const allow = (Action: string) => ({
  Version: '2012-10-17',
  Statement: [{ Sid: 'Why (not)?', Effect: 'Allow', Action, Resource: "arn:aws:s3:::a b/it's*" }],
});
const LIMIT = 'arn:aws:iam::111122223333:policy/limit';
const WHOLE = 'arn:aws:iam::aws:policy/service-role/Whole';
const POLICIES = [
  { arn: LIMIT, description: '<b>=1+1</b>', versions: [allow('ec2:*'), allow('s3:*')] },
  { arn: WHOLE, versions: [allow('s3:Get*')] },
];
const TRUST = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
};
const SERVED: readonly ServedRole[] = [
  { arn: ROLES[0]!, trust: TRUST, inline: { 'in & out': allow('s3:PutObject') }, lastUsed: '2026-10-01T10:00:00Z' },
  { arn: ROLES[1]!, attached: [WHOLE], boundary: LIMIT, lastUsed: null, tags: { 'a<b>': '"c" & d' } },
  { arn: ROLES[2]! },
];
const role = (name: string, more: Partial<AccountRole>): AccountRole => ({
  id: `arn:aws:iam::111122223333:role/${name}`,
  name,
  arn: `arn:aws:iam::111122223333:role/${name}`,
  path: '/',
  functions: [],
  policies: [],
  unknownPolicies: [],
  createdAt: '2026-01-01T00:00:00Z',
  needs: new Map(),
  ...more,
});
const DETAILS: AccountRole[] = [
  role('a', {
    trust: TRUST as never,
    policies: [{ origin: 'inline policy in & out', document: allow('s3:PutObject') as never }],
    lastUsed: '2026-10-01T10:00:00Z',
  }),
  role('b', {
    policies: [{ origin: 'managed policy Whole', document: allow('s3:Get*') as never }],
    boundary: allow('s3:*') as never,
    lastUsed: null,
    tags: [{ key: 'a<b>', value: '"c" & d' }],
  }),
  role('c', {}),
];

/** What every client must find on the server, each in its own way. */
interface Client {
  account(): Promise<string | undefined>;
  roles(): Promise<string[]>;
  keys(): Promise<string[]>;
  events(): Promise<string[]>;
  /** What the report reads of the account. */
  details(): Promise<AccountRole[]>;
}

async function all<T>(list: AsyncIterable<T>): Promise<T[]> {
  const items: T[] = [];
  for await (const item of list) items.push(item);
  return items;
}

const sdk: Client = {
  account: async () => (await new STSClient({}).send(new GetCallerIdentityCommand({}))).Account,
  roles: () => all(openIam({}).roleArns()),
  keys: async () => (await all(openS3({}).listObjects('logs', 'AWSLogs/'))).map(({ key }) => key),
  events: async () => {
    const pages = openCloudTrail({}, 1).lookupEvents(
      new Date('2026-08-01'),
      new Date('2026-09-01'),
      new AbortController().signal,
    );
    return (await all(pages)).flat().map((text) => JSON.parse(text).eventName);
  },
  details: async () => rolesOfPages(await all(openIamAccount({}).pages())),
};

/** Debian's aws CLI or any other: Python and botocore, which share no code with the SDK. */
const ask = async (...args: string[]) => {
  const env = { ...process.env, AWS_PAGER: '' };
  return JSON.parse((await promisify(execFile)('aws', [...args, '--output', 'json'], { env })).stdout);
};
const cli: Client = {
  account: async () => (await ask('sts', 'get-caller-identity')).Account,
  roles: async () => (await ask('iam', 'list-roles')).Roles.map(({ Arn }: { Arn: string }) => Arn),
  keys: async () =>
    (await ask('s3api', 'list-objects-v2', '--bucket', 'logs', '--prefix', 'AWSLogs/')).Contents.map(
      ({ Key }: { Key: string }) => Key,
    ),
  events: async () =>
    (await ask('cloudtrail', 'lookup-events', '--start-time', '2026-08-01', '--end-time', '2026-09-01')).Events.map(
      ({ CloudTrailEvent }: { CloudTrailEvent: string }) => JSON.parse(CloudTrailEvent).eventName,
    ),
  details: async () => {
    const filter = ['Role', 'LocalManagedPolicy', 'AWSManagedPolicy'];
    const details = await ask('iam', 'get-account-authorization-details', '--filter', ...filter);
    return parseAuthorizationDetails(JSON.stringify(details), 'details.json');
  },
};

const isInstalled = spawnSync('aws', ['--version']).status === 0;
const CLIENTS: readonly (readonly [string, Client])[] = [
  ['the SDK', sdk],
  ...(isInstalled ? [['the aws CLI', cli] as const] : []),
];

describe('the AWS server of the tests answers', async () => {
  const server = await startAwsServer([
    stsHandler(),
    iamHandler(SERVED, { policies: POLICIES }),
    s3Handler(new Map(KEYS.map((key) => [`logs/${key}`, { body: Buffer.from('{}') }])), 1),
    cloudtrailHandler({ records: [EVENT] }),
  ]);
  const restore = withEnv(server.env);
  afterAll(async () => {
    restore();
    await server.close();
  });

  it.each(CLIENTS)(
    '%s alike',
    async (_name, client) => {
      expect({
        account: await client.account(),
        roles: await client.roles(),
        keys: await client.keys(),
        events: await client.events(),
        details: await client.details(),
      }).toEqual({ account: '111122223333', roles: ROLES, keys: KEYS, events: ['GetParameter'], details: DETAILS });
    },
    60_000,
  );
});
