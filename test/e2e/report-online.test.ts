import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { logPath, record, writeLogs } from '../dynamic/records.js';
import { type AwsServer, startAwsServer } from '../servers/aws-server.js';
import { cloudtrailHandler } from '../servers/cloudtrail.js';
import { iamHandler, type ServedRole } from '../servers/iam.js';
import { s3Handler } from '../servers/s3.js';
import { runBeside } from './run-beside.js';

const DAY = 86_400_000;
const ago = (days: number): string => `${new Date(Date.now() - days * DAY).toISOString().slice(0, 19)}Z`;
const ROLE = 'arn:aws:iam::111122223333:role';
const OWN = 'arn:aws:iam::111122223333:policy/Own';
const AWS = 'arn:aws:iam::aws:policy/AmazonSNSFullAccess';
const LIMIT = 'arn:aws:iam::111122223333:policy/Limit';
const allow = (Action: string | string[], Resource = '*') => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action, Resource }],
});
const trusts = (Service: string) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service }, Action: 'sts:AssumeRole' }],
});

const policies = [
  { arn: OWN, versions: [allow('sqs:*'), allow(['sqs:CreateQueue', 'sqs:DeleteQueue', 'sqs:SendMessage'])] },
  { arn: AWS, versions: [allow('sns:Publish')] },
  { arn: LIMIT, versions: [allow(['sqs:*', 'dynamodb:*'])] },
];
const orders: ServedRole = {
  arn: `${ROLE}/team/orders`,
  path: '/team/',
  trust: trusts('lambda.amazonaws.com'),
  inline: { 'table access': allow(['dynamodb:GetItem', 'dynamodb:DeleteTable']) },
  attached: [OWN, AWS],
  boundary: LIMIT,
  lastUsed: ago(2),
  tags: { Team: 'orders <b>' },
  advisor: {
    dynamodb: { last: ago(2), actions: { DeleteTable: null } },
    sqs: { last: null },
    sns: { last: ago(1) },
  },
};
const builder: ServedRole = {
  arn: `${ROLE}/builder`,
  trust: trusts('codebuild.amazonaws.com'),
  inline: { build: allow(['sqs:CreateQueue']) },
  lastUsed: ago(100),
  advisor: { sqs: { last: ago(100) } },
};
const young: ServedRole = {
  arn: `${ROLE}/young`,
  created: ago(5),
  trust: trusts('lambda.amazonaws.com'),
  inline: { p: allow(['sqs:CreateQueue']) },
  lastUsed: null,
  advisor: { sqs: { last: null } },
};
const linked: ServedRole = {
  arn: `${ROLE}/aws-service-role/x.amazonaws.com/AWSServiceRoleForX`,
  path: '/aws-service-role/x.amazonaws.com/',
  inline: { p: allow('ec2:DescribeInstances') },
  advisor: {},
};
const ALL = [orders, builder, young, linked];

let folder: string;
let server: AwsServer;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'report-online-'));
});
afterEach(async () => {
  rmSync(folder, { recursive: true });
  await server?.close();
});

async function serve(roles: readonly ServedRole[] = ALL, more: Parameters<typeof iamHandler>[1] = {}) {
  server = await startAwsServer([iamHandler(roles, { policies, polls: 0, ...more })]);
}
const run = (...args: string[]) => runBeside(['report', ...args], { cwd: folder, env: server.env });

interface Role {
  name: string;
  problems?: string[];
  tags?: object[];
  counts: { granted: number; unused: number; unobservable: number };
  services: { service: string; lastTried?: string; unused: { names: string[] }[]; unobservable: object[] }[];
  unknownPolicies: string[];
}
async function rolesOf(...args: string[]): Promise<{ roles: Role[]; report: Record<string, unknown> }> {
  const { status, stdout, stderr } = await run('--online', '-f', 'json', '-q', ...args);
  expect({ status, stderr: withoutWarnings(stderr) }).toEqual({ status: 0, stderr: '' });
  const report = JSON.parse(stdout);
  return { roles: report.roles, report };
}
const withoutWarnings = (text: string) => text.replace(/\(node:.*\n(?:.*\n)*?\(Use.*\n/g, '');
const unused = (roles: readonly Role[]) =>
  Object.fromEntries(
    roles.map(({ name, services }) => [
      name,
      services.flatMap((one) => one.unused.flatMap(({ names }) => names.map((action) => `${one.service}:${action}`))),
    ]),
  );
const error = (code: string, status = 403) => ({
  status,
  headers: { 'content-type': 'text/xml' },
  body: `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${code}</Message></Error></ErrorResponse>`,
});

describe('a report on the account itself', () => {
  it('joins policies, boundary, tags and Access Advisor over pages, and names what is left out', async () => {
    await serve();
    const { roles, report } = await rolesOf();
    expect(unused(roles)).toEqual({
      // sns is outside of the boundary; GetItem is not tracked, and its service was tried.
      orders: ['dynamodb:DeleteTable', 'sqs:CreateQueue', 'sqs:DeleteQueue', 'sqs:SendMessage'],
      builder: ['sqs:CreateQueue'],
      young: [],
    });
    const own = roles.find(({ name }) => name === 'orders')!;
    expect([own.counts.granted, own.tags, own.unknownPolicies]).toEqual([
      5,
      [{ key: 'Team', value: 'orders <b>' }],
      [],
    ]);
    expect(own.services.map(({ service, lastTried }) => [service, lastTried])).toEqual([
      ['dynamodb', orders.advisor!['dynamodb']!.last],
      ['sqs', undefined],
    ]);
    expect(report['omitted']).toEqual([{ why: 'service-linked', roles: ['AWSServiceRoleForX'] }]);
    expect((report['window'] as { days: number }).days).toBe(90);
    const asked = server.requests.filter(({ action }) => action === 'GetAccountAuthorizationDetails');
    expect(asked).toHaveLength(4);
    expect(server.requests.map(({ action }) => action)).not.toContain('GetRole');
  });

  it.each([
    [
      ['--assumed-by', 'lambda'],
      ['orders', 'young'],
    ],
    [['--role', '/team/'], ['orders']],
    [
      ['--role', 'B*', '--role', `${ROLE}/young`],
      ['builder', 'young'],
    ],
    [['--service-linked'], ['AWSServiceRoleForX', 'builder', 'orders', 'young']],
  ])('reports on %j alone, and asks Access Advisor about no other', async (flags, names) => {
    await serve(ALL, { pageSize: 100, polls: 0 });
    const { roles } = await rolesOf(...flags);
    expect(roles.map(({ name }) => name).sort()).toEqual(names);
    const asked = server.requests.filter(({ action }) => action === 'GenerateServiceLastAccessedDetails');
    expect(asked).toHaveLength(names.filter((name) => !name.startsWith('AWSServiceRole')).length);
  });

  it('asks about few roles at once, and outlives throttling', async () => {
    const busy = { now: 0, most: 0 };
    const many = Array.from({ length: 9 }, (_, i): ServedRole => ({ ...builder, arn: `${ROLE}/r${i}` }));
    await serve(many, { pageSize: 100, busy });
    for (const action of [/^GetAccount/, /^GetService/])
      server.inject({ service: 'iam', action, times: 1, reply: error('Throttling', 400) });
    const { roles } = await rolesOf();
    expect(roles.map(({ counts, problems }) => [counts.unused, problems])).toEqual(many.map(() => [1, undefined]));
    expect(busy.most).toBeGreaterThan(1);
    expect(busy.most).toBeLessThanOrEqual(5);
  }, 30_000);

  it('keeps the others when one role is refused, is gone or fails, and names it in every format', async () => {
    const faults: ServedRole[] = [
      { ...builder, arn: `${ROLE}/refused`, advisorError: { status: 403, code: 'AccessDenied' } },
      { ...builder, arn: `${ROLE}/gone`, advisorError: { status: 404, code: 'NoSuchEntity' } },
      { ...builder, arn: `${ROLE}/fails`, advisorFails: 'internal' },
    ];
    await serve([...faults, builder], { pageSize: 100, polls: 0 });
    const outputs = ['json', 'markdown', 'html', 'csv', 'sarif', 'junit', 'asff'];
    const { status, stderr } = await run('--online', ...outputs.flatMap((format) => ['-f', format, '-o', format]));
    expect(status).toBe(0);
    expect(stderr).toContain('3 roles could not be read whole: fails, gone, refused.');
    const text = (format: string) => readFileSync(join(folder, format), 'utf8');
    const roles: Role[] = JSON.parse(text('json')).roles;
    expect(Object.fromEntries(roles.map(({ name, problems, counts }) => [name, [problems, counts.unused]]))).toEqual({
      builder: [undefined, 1],
      refused: [['AWS refused iam:GenerateServiceLastAccessedDetails: the credentials in use lack this permission'], 0],
      gone: [[`there is no role ${ROLE}/gone in this account`], 0],
      fails: [[`Access Advisor found no answer for ${ROLE}/fails: internal`], 0],
    });
    for (const format of ['markdown', 'html', 'csv', 'sarif', 'junit'])
      expect(text(format).replaceAll('\\', ''), format).toContain('AWS refused iam:GenerateServiceLastAccessedDetails');
    expect(JSON.parse(text('asff')).map(({ Resources }: { Resources: { Id: string }[] }) => Resources[0]!.Id)).toEqual([
      builder.arn,
    ]);
  });

  it('joins the trail’s bucket and what it logs', async () => {
    const own = {
      ...builder,
      arn: `${ROLE}/service/orders`,
      path: '/service/',
      lastUsed: ago(1),
      advisor: { sqs: { last: ago(1) } },
    };
    const time = ago(1);
    const root = writeLogs({
      [logPath(time.slice(0, 10), '1005')]: [
        record({
          eventTime: time,
          eventSource: 'sqs.amazonaws.com',
          eventName: 'CreateQueue',
          requestParameters: { queueName: 'q' },
          resources: null,
        }),
      ],
    });
    const key = logPath(time.slice(0, 10), '1005');
    server = await startAwsServer([
      iamHandler([own], { polls: 0 }),
      s3Handler(new Map([[`trail/${key}`, { body: readFileSync(join(root, key)) }]])),
      cloudtrailHandler({}),
    ]);
    const { roles, report } = await rolesOf('--cloudtrail', 's3://trail', '--selectors', '--since', '2d');
    expect(roles.map(({ name, counts }) => [name, counts.granted, counts.unused])).toEqual([['orders', 1, 0]]);
    expect((report['sources'] as { kind: string }[]).map(({ kind }) => kind)).toEqual([
      'cloudtrail-s3',
      'access-advisor',
    ]);
    expect((report['totals'] as { used: number }).used).toBe(1);
  });

  it('leaves Access Advisor unasked when told', async () => {
    await serve();
    const { roles } = await rolesOf('--no-access-advisor');
    expect(roles.map(({ counts }) => counts.unused)).toEqual([0, 0, 0]);
    expect(new Set(server.requests.map(({ action }) => action))).toEqual(new Set(['GetAccountAuthorizationDetails']));
  });

  it('asks Access Advisor about the roles of a file', async () => {
    await serve([builder], { polls: 0 });
    writeFileSync(
      join(folder, 'gaad.json'),
      JSON.stringify({
        RoleDetailList: [
          {
            RoleName: 'builder',
            Arn: builder.arn,
            RolePolicyList: [{ PolicyName: 'p', PolicyDocument: allow('sqs:CreateQueue') }],
          },
        ],
      }),
    );
    const { status, stdout } = await run(
      '--authorization-details',
      'gaad.json',
      '--access-advisor',
      '-q',
      '-f',
      'json',
    );
    expect([status, unused(JSON.parse(stdout).roles)]).toEqual([0, { builder: ['sqs:CreateQueue'] }]);
    expect(new Set(server.requests.map(({ action }) => action))).toEqual(
      new Set(['GenerateServiceLastAccessedDetails', 'GetServiceLastAccessedDetails', 'GetRole']),
    );
  });
});

describe('an account that cannot be read', () => {
  const SECOND_PAGE = /^GetAccountAuthorizationDetails$/;

  it.each([
    [
      'AccessDenied',
      403,
      'AWS refused iam:GetAccountAuthorizationDetails: the credentials in use lack this permission',
    ],
    ['ExpiredToken', 403, 'the AWS credentials in use have expired (asked for iam:GetAccountAuthorizationDetails)'],
    ['InvalidClientTokenId', 403, 'no valid AWS credentials (asked for iam:GetAccountAuthorizationDetails)'],
  ])('%s ends in one sentence, and nothing is written', async (code, status, sentence) => {
    await serve();
    server.inject({ service: 'iam', action: SECOND_PAGE, times: 9, reply: error(code, status) });
    await failsWith(sentence);
  });

  it('half way ends it too: half an account is none', async () => {
    await serve();
    let calls = 0;
    const { handle } = iamHandler(ALL, { policies });
    await server.close();
    server = await startAwsServer([
      { service: 'iam', handle: (request) => (++calls > 2 ? error('AccessDenied') : handle(request)) },
    ]);
    await failsWith('AWS refused iam:GetAccountAuthorizationDetails: the credentials in use lack this permission');
  });

  it('without credentials says so', async () => {
    await serve();
    const { AWS_ACCESS_KEY_ID: _, AWS_SECRET_ACCESS_KEY: _secret, ...env } = server.env;
    const { status, stderr } = await runBeside(['report', '--online'], { cwd: folder, env });
    expect([status, withoutWarnings(stderr).split('\n')[0]]).toEqual([
      2,
      'iam-tighten: no valid AWS credentials (asked for iam:GetAccountAuthorizationDetails)',
    ]);
  });

  it('by Access Advisor at all names the permission, not a role', async () => {
    const advisorError = { status: 403, code: 'AccessDenied' };
    await serve([orders, builder].map((role) => ({ ...role, advisorError })));
    await failsWith(
      'AWS refused iam:GenerateServiceLastAccessedDetails: the credentials in use lack this permission; Access Advisor answered about none of 2 roles',
    );
  });

  it('with a token that expires among the roles ends in one sentence', async () => {
    await serve(ALL, { pageSize: 100, polls: 0 });
    server.inject({ service: 'iam', action: /^GetServiceLast/, times: 9, reply: error('ExpiredToken') });
    await failsWith('the AWS credentials in use have expired (asked for iam:GetServiceLastAccessedDetails)');
  });

  it.each([
    [
      ['--online', '--authorization-details', 'x.json'],
      '--online and --authorization-details both say what the roles are',
    ],
    [['--assumed-by', 'lambda'], '--assumed-by chooses roles of an account'],
    [['--online', '--role', 'nobody-*'], 'none of the 4 roles of the account is nobody-*'],
    [['--online', '--since', 'soon'], '--since soon is no time'],
    [['--online', '--assumed-by', 'ecs-tasks'], 'there is no role to report on'],
  ])('%j is refused', async (args, sentence) => {
    await serve(ALL, { pageSize: 100 });
    await failsWith(sentence, args);
  });

  async function failsWith(sentence: string, args = ['--online']) {
    const { status, stdout, stderr } = await run(...args, '-f', 'html', '-o', 'r.html', '-f', 'csv');
    expect([status, stdout, withoutWarnings(stderr).split('\n')[0]]).toEqual([2, '', `iam-tighten: ${sentence}`]);
    expect(stderr).not.toMatch(/\n {4}at /);
    expect(existsSync(join(folder, 'r.html'))).toBe(false);
  }
});
