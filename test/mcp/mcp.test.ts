import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { REPOSITORY, runCli } from '../e2e/run-cli.js';

const outside = mkdtempSync(join(tmpdir(), 'mcp-outside-'));
const root = mkdtempSync(join(tmpdir(), 'mcp-root-'));
const client = new Client({ name: 'test', version: '1.0.0' });

const HANDLER = `import { S3Client, GetObjectCommand } from '@aws-sdk/client-s3';
const s3 = new S3Client({});
export const handler = async () => s3.send(new GetObjectCommand({ Bucket: 'acme-invoices', Key: 'latest.pdf' }));
`;
const OPEN = `import * as s3 from '@aws-sdk/client-s3';
const client = new s3.S3Client({});
export const handler = async (event) => {
  await client.send(new s3.GetObjectCommand({ Bucket: event.bucket, Key: 'k' }));
  await client.send(new s3[event.command]({ Bucket: 'acme' }));
};
`;
const WIDE = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }] };
const NARROW = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::acme-invoices/latest.pdf' }],
};
const TEMPLATE = `Transform: AWS::Serverless-2016-10-31
Resources:
  Invoices:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: fn
      Handler: index.handler
      Runtime: nodejs22.x
      Policies:
        - Version: '2012-10-17'
          Statement:
            - Effect: Allow
              Action: [s3:GetObject, sqs:CreateQueue, sqs:DeleteQueue]
              Resource: '*'
`;
const USAGE = {
  schemaVersion: 1,
  window: { from: '2026-08-01T00:00:00Z', to: '2026-11-01T00:00:00Z' },
  sources: [
    {
      kind: 'cloudtrail-files',
      location: 'logs',
      accounts: ['111122223333'],
      regions: ['eu-west-1'],
      files: { read: 1, failed: 0 },
      events: { read: 7, used: 7, skipped: {} },
      gaps: [],
    },
  ],
  roles: [
    {
      arn: 'arn:aws:iam::111122223333:role/app-InvoicesRole-1A2B',
      usages: [
        {
          action: 'sqs:CreateQueue',
          operation: 'sqs:CreateQueue',
          resource: 'arn:aws:sqs:eu-west-1:111122223333:jobs',
          outcome: 'allowed',
          via: null,
          count: 7,
          first: '2026-08-02T00:00:00Z',
          last: '2026-10-30T00:00:00Z',
        },
      ],
      advisor: [],
    },
  ],
  unmapped: [],
};

/** A successful call's structured answer, which must be what its text says. */
async function ask(name: string, args: Record<string, unknown>): Promise<Record<string, unknown>> {
  const { content, structuredContent, isError } = await client.callTool({ name, arguments: args });
  const [first] = content as { text: string }[];
  expect(isError, first?.text).toBeFalsy();
  expect(JSON.parse(first!.text)).toEqual(structuredContent);
  return structuredContent as Record<string, unknown>;
}

/** The sentence of a call that must fail. */
async function fail(name: string, args: Record<string, unknown>): Promise<string> {
  const { content, isError } = await client.callTool({ name, arguments: args });
  expect(isError).toBe(true);
  return (content as { text: string }[])[0]!.text;
}

beforeAll(async () => {
  mkdirSync(join(root, 'fn'));
  mkdirSync(join(root, 'lost'));
  mkdirSync(join(root, 'open'));
  writeFileSync(join(root, 'fn/index.mjs'), HANDLER);
  writeFileSync(join(root, 'open/index.mjs'), OPEN);
  writeFileSync(join(root, 'template.yaml'), TEMPLATE);
  writeFileSync(join(root, 'wide.json'), JSON.stringify(WIDE));
  writeFileSync(join(root, 'broken.json'), '{\n  "Statement": [,]\n}');
  writeFileSync(join(root, 'usage.json'), JSON.stringify(USAGE));
  writeFileSync(join(outside, 'secret.json'), JSON.stringify(NARROW));
  symlinkSync(join(outside, 'secret.json'), join(root, 'link.json'));
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [join(REPOSITORY, 'bin/iam-tighten.js'), 'mcp', '--root', root],
    stderr: 'pipe',
  });
  await client.connect(transport);
});

afterAll(async () => {
  await client.close();
  for (const folder of [root, outside]) rmSync(folder, { recursive: true });
});

describe('the MCP server, driven by the official client', () => {
  it('lists five read-only tools with closed shapes', async () => {
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toEqual([
      'generate_policy',
      'explain_permission',
      'diff_policy',
      'unused_permissions',
      'validate_policy',
    ]);
    for (const { annotations, inputSchema, outputSchema } of tools) {
      expect(annotations).toMatchObject({ readOnlyHint: true, destructiveHint: false, openWorldHint: false });
      expect(inputSchema.type).toBe('object');
      expect(outputSchema?.['type']).toBe('object');
    }
    expect(client.getServerVersion()).toMatchObject({
      name: 'iam-tighten',
      version: JSON.parse(readFileSync(join(REPOSITORY, 'package.json'), 'utf8')).version,
    });
  });

  it('generates the policy that the command line generates', async () => {
    const answer = await ask('generate_policy', { path: 'fn', region: 'eu-west-1' });
    const functions = answer['functions'] as object[];
    const { stdout } = runCli(['generate', 'fn', '--region', 'eu-west-1', '--json', '-q'], { cwd: root });
    const [expected] = JSON.parse(stdout).functions;
    expect(functions).toHaveLength(1);
    expect(functions[0]).toMatchObject({
      id: expected.id,
      policies: expected.policies.map(({ name, document }: never) => ({ name, document })),
      permissions: expected.permissions.length,
      unresolved: [],
    });
  });

  it('explains a permission with its lines', async () => {
    const found = await ask('explain_permission', { action: 's3:Get*', path: 'fn' });
    expect(found).toMatchObject({
      needed: true,
      permissions: [
        {
          action: 's3:GetObject',
          resource: 'arn:aws:s3:::acme-invoices/latest.pdf',
          resolution: 'exact',
          evidence: [{ source: 'static', line: 3, operation: 's3:GetObject' }],
        },
      ],
      couldNeedIt: [],
    });
    const nothing = { needed: false, permissions: [], permissionsOmitted: 0 };
    expect(await ask('explain_permission', { action: 'sqs:SendMessage', path: 'fn' })).toEqual({
      ...nothing,
      couldNeedIt: [],
      couldNeedItOmitted: 0,
    });
    // One place where the resource is open, which cannot need another action, and one where the operation is.
    expect(await ask('explain_permission', { action: 'sqs:SendMessage', path: 'open' })).toMatchObject({
      ...nothing,
      couldNeedIt: [
        { file: 'index.mjs', line: 5 },
        { file: 'index.mjs', line: 5 },
      ],
      couldNeedItOmitted: 0,
    });
  });

  it('compares policies from files and from the call, with a witness', async () => {
    expect(await ask('diff_policy', { existing: 'wide.json', new: NARROW })).toMatchObject({ verdict: 'only-removes' });
    const { verdict, witness } = await ask('diff_policy', { existing: NARROW, new: 'wide.json' });
    expect(verdict).toBe('adds');
    expect(Object.keys(witness as object).sort()).toEqual(['action', 'context', 'resource']);
    expect(await ask('diff_policy', { existing: NARROW, new: NARROW })).toMatchObject({ verdict: 'unchanged' });
  });

  it('tells used, unused and unobservable apart, and what the code still calls', async () => {
    const answer = await ask('unused_permissions', { usage: 'usage.json' });
    const [grants, byCode] = [answer['grants'] as never[], ['s3:GetObject', 'sqs:CreateQueue', 'sqs:DeleteQueue']];
    const own = grants
      .filter(({ grant }) => byCode.includes(grant))
      .map(({ grant, used, unused, unobservable, needed }) => ({
        grant,
        used: (used as { action: string }[]).map(({ action }) => action),
        unused: (unused as { shown: { action: string }[] }).shown.map(({ action }) => action),
        unobservable: (unobservable as { shown: { action: string }[] }).shown.map(({ action }) => action),
        needed: (needed as { shown: { action: string }[] }).shown.map(({ action }) => action),
      }));
    expect(own).toEqual([
      { grant: 's3:GetObject', used: [], unused: [], unobservable: [], needed: ['s3:GetObject'] },
      { grant: 'sqs:CreateQueue', used: ['sqs:CreateQueue'], unused: [], unobservable: [], needed: [] },
      { grant: 'sqs:DeleteQueue', used: [], unused: ['sqs:DeleteQueue'], unobservable: [], needed: [] },
    ]);
  });

  it('calls nothing unused for a silence that is too short', async () => {
    const policy = { ...NARROW, Statement: [{ ...NARROW.Statement[0], Action: 'sqs:DeleteQueue', Resource: '*' }] };
    const listed = async (minimumDays: number) => {
      const { grants } = await ask('unused_permissions', { usage: 'usage.json', policy, minimumDays });
      const [{ unused, unobservable }] = grants as [{ unused: { shown: [] }; unobservable: { shown: [] } }];
      return [unused.shown.length, unobservable.shown.length];
    };
    expect(await listed(92)).toEqual([1, 0]);
    expect(await listed(93)).toEqual([0, 1]);
  });

  it('takes a role of an account with its boundary, and says nothing of a role without history', async () => {
    const arn = 'arn:aws:iam::111122223333:role/app-InvoicesRole-1A2B';
    const other = 'arn:aws:iam::111122223333:role/other';
    const limit = 'arn:aws:iam::111122223333:policy/limit';
    const granted = {
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Action: ['sqs:CreateQueue', 'sqs:DeleteQueue', 'sns:CreateTopic'], Resource: '*' },
      ],
    };
    const roles = [arn, other].map((one) => ({
      RoleName: one.split('/').at(-1),
      Arn: one,
      RolePolicyList: [{ PolicyName: 'p', PolicyDocument: granted }],
      AttachedManagedPolicies: [{ PolicyName: 'lost', PolicyArn: 'arn:aws:iam::aws:policy/lost' }],
      PermissionsBoundary: { PermissionsBoundaryArn: limit },
    }));
    const boundary = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'sqs:*', Resource: '*' }] };
    const policies = [{ Arn: limit, PolicyVersionList: [{ IsDefaultVersion: true, Document: boundary }] }];
    writeFileSync(join(root, 'account.json'), JSON.stringify({ RoleDetailList: roles, Policies: policies }));
    const account = { usage: 'usage.json', authorizationDetails: 'account.json' };
    const statesOf = async (role: string) => {
      const answer = await ask('unused_permissions', { ...account, role });
      const states = (
        answer['grants'] as { [state: string]: { action: string }[] & { shown: { action: string }[] } }[]
      ).flatMap(({ used, unused, unobservable }) => [
        ...used!.map(({ action }) => `${action} used`),
        ...unused!.shown.map(({ action }) => `${action} unused`),
        ...unobservable!.shown.map(({ action }) => `${action} unobservable`),
      ]);
      return [answer['role'], states, answer['unknownManagedPolicies']];
    };
    const lost = ['arn:aws:iam::aws:policy/lost'];
    expect(await statesOf('app-InvoicesRole-1A2B')).toEqual([
      arn,
      ['sqs:CreateQueue used', 'sqs:DeleteQueue unused'],
      lost,
    ]);
    expect(await statesOf(other)).toEqual([
      other,
      ['sqs:CreateQueue unobservable', 'sqs:DeleteQueue unobservable'],
      lost,
    ]);
    expect(await fail('unused_permissions', account)).toMatch(
      /^account\.json stands for 2 roles of the account\n→ choose one/,
    );
    expect(await fail('unused_permissions', { ...account, policy: 'wide.json' })).toMatch(/both say what is granted/);
    expect(await fail('unused_permissions', { ...account, authorizationDetails: '../account.json' })).toMatch(
      /outside of the folder/,
    );
  });

  it('bounds what a wide policy would list', async () => {
    const answer = await ask('unused_permissions', { usage: 'usage.json', policy: 'wide.json' });
    const [grant] = answer['grants'] as { granted: number; unobservable: { shown: unknown[]; omitted: number } }[];
    expect(grant!.granted).toBeGreaterThan(100);
    expect(grant!.unobservable.shown).toHaveLength(20);
    expect(JSON.stringify(answer).length).toBeLessThan(20_000);
  });

  it('validates, and takes broken JSON as a finding', async () => {
    const broken = await ask('validate_policy', { policy: 'broken.json' });
    expect(broken['findings']).toMatchObject([{ findingType: 'ERROR', issueCode: 'JSON_SYNTAX_ERROR', line: 2 }]);
    const typo = { ...NARROW, Statement: [{ ...NARROW.Statement[0], Action: 's3:GetObjct' }] };
    const { findings } = await ask('validate_policy', { policy: typo });
    expect((findings as { issueCode: string }[]).map(({ issueCode }) => issueCode)).toContain('INVALID_ACTION');
  });

  it.each([
    ['generate_policy', { path: '..' }],
    ['generate_policy', { path: outside }],
    ['diff_policy', { existing: '../secret.json', new: NARROW }],
    ['diff_policy', { existing: 'link.json', new: NARROW }],
    ['validate_policy', { policy: '/etc/passwd' }],
    ['unused_permissions', { usage: join(outside, 'secret.json') }],
  ])('%s refuses what lies outside of the root', async (name, args) => {
    expect(await fail(name, args)).toMatch(/ is outside of the folder this server may read\n→ /);
  });

  it('says errors in the sentences of the command line', async () => {
    const { stderr } = runCli(['generate', './lost'], { cwd: root });
    expect(await fail('generate_policy', { path: 'lost' })).toBe(
      stderr.trimEnd().replace('iam-tighten: ', '').replace('\n  → ', '\n→ '),
    );
    expect(await fail('validate_policy', { policy: 'nothing.json' })).toBe(
      'cannot read nothing.json: there is no such file',
    );
    expect(await fail('diff_policy', { existing: 'broken.json', new: NARROW })).toMatch(
      /^broken\.json:2:\d+: not valid JSON/,
    );
    expect(await fail('explain_permission', { action: 'GetObject' })).toMatch(/^GetObject is not an action\n→ /);
  });

  it('answers a wrong argument with an error and goes on', async () => {
    expect(await fail('validate_policy', { policy: NARROW, type: 'role' })).toMatch(/type/);
    expect(await ask('validate_policy', { policy: NARROW })).toMatchObject({
      type: 'identity',
      findings: [{ issueCode: 'IT512', findingType: 'SUGGESTION' }],
    });
  });
});

describe('iam-tighten mcp', () => {
  it('refuses a root that is no folder', () => {
    const { status, stderr } = runCli(['mcp', '--root', 'no-such-folder']);
    expect({ status, stderr }).toEqual({ status: 2, stderr: 'iam-tighten: --root no-such-folder is not a folder\n' });
  });

  it('refuses to tell of a template above the root', async () => {
    const inner = new Client({ name: 'test', version: '1.0.0' });
    const args = [join(REPOSITORY, 'bin/iam-tighten.js'), 'mcp'];
    await inner.connect(
      new StdioClientTransport({ command: process.execPath, args, cwd: join(root, 'fn'), stderr: 'pipe' }),
    );
    const { content, isError } = await inner.callTool({ name: 'generate_policy', arguments: {} });
    await inner.close();
    expect({ isError, text: (content as { text: string }[])[0]!.text }).toEqual({
      isError: true,
      text:
        'the project also uses template.yaml, which is outside of the folder this server may read\n' +
        '→ start iam-tighten mcp with --root at the folder that holds the whole project',
    });
  });

  it('ends with the client', () => {
    expect(runCli(['mcp'], { input: '' })).toEqual({ status: 0, stdout: '', stderr: '' });
  });
});
