import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCli } from './run-cli.js';

const folder = mkdtempSync(join(tmpdir(), 'iam-tighten-'));
const write = (name: string, value: object | string): string => {
  writeFileSync(join(folder, name), typeof value === 'string' ? value : `${JSON.stringify(value, null, 2)}\n`);
  return name;
};
const run = (...args: string[]) => runCli(args, { cwd: folder });
const TABLE = 'arn:aws:dynamodb:eu-west-1:111122223333:table/orders';
const documentOf = (action: string | string[]) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: action, Resource: TABLE }],
});

describe('validate', () => {
  it('prints one line a finding with its place and exits 1', () => {
    const file = write('wrong.json', documentOf('dynamodb:GetItm'));
    expect(run('validate', file)).toEqual({
      status: 1,
      stdout: `wrong.json:6:17: ERROR INVALID_ACTION There is no action dynamodb:GetItm. Did you mean dynamodb:GetItem?\n1 policy, 1 finding\n`,
      stderr: '',
    });
  });

  it('exits 0 on a good policy, and on any with --fail-on none', () => {
    expect(run('validate', write('good.json', documentOf('dynamodb:GetItem')))).toEqual({
      status: 0,
      stdout: '1 policy, 0 findings\n',
      stderr: '',
    });
    expect(run('validate', 'wrong.json', '--fail-on', 'none').status).toBe(0);
  });

  it('counts broken text as a finding with its place', () => {
    const { status, stdout } = run('validate', write('broken.json', '{\n  "Version": }'));
    expect([status, stdout]).toEqual([
      1,
      'broken.json:2:14: ERROR JSON_SYNTAX_ERROR This is no JSON: expected a value, found "}".\n1 policy, 1 finding\n',
    ]);
  });

  it('prints JSON that names file, kind and findings', () => {
    const { stdout } = run('validate', 'good.json', 'wrong.json', '--format', 'json');
    const { schemaVersion, policies } = JSON.parse(stdout) as {
      schemaVersion: number;
      policies: { file: string; type: string; findings: object[] }[];
    };
    expect(schemaVersion).toBe(1);
    expect(policies.map(({ file, type, findings }) => [file, type, findings.length])).toEqual([
      ['good.json', 'identity', 0],
      ['wrong.json', 'identity', 1],
    ]);
  });

  it('says what a boundary blocks', () => {
    write('boundary.json', documentOf('dynamodb:Query'));
    const { status, stdout } = run('validate', 'good.json', '--boundary', 'boundary.json');
    expect([status, stdout]).toEqual([
      1,
      `IT513 The boundary does not allow dynamodb:GetItem on ${TABLE}, which the policy grants.\n1 policy, 0 findings\n`,
    ]);
  });

  it.each([
    [['validate', 'absent.json'], 'iam-tighten: cannot read absent.json: there is no such file\n'],
    [
      ['validate', 'good.json', '--type', 'user'],
      'iam-tighten: --type user does not exist\n  → choose one of: identity, boundary, resource, trust, scp, rcp\n',
    ],
    [
      ['validate', 'good.json', '--no-public-access'],
      'iam-tighten: --no-public-access needs --resource-type\n  → for a bucket: --resource-type AWS::S3::Bucket\n',
    ],
  ])('%j: one sentence and exit 2', (args, stderr) => {
    expect(run(...args)).toEqual({ status: 2, stdout: '', stderr });
  });
});

describe('boundary and drift', () => {
  const answer = {
    schemaVersion: 1,
    tool: { name: 'iam-tighten', version: '0.1.0' },
    catalog: { version: 'old' },
    functions: [
      {
        id: 'GetOrder',
        permissions: [
          {
            action: 'dynamodb:GetItem',
            resource: '${Orders.Arn}',
            resolution: 'reference',
            evidence: [{ source: 'static', file: 'src/get.ts', line: 4, column: 3 }],
          },
        ],
        policies: [
          {
            kind: 'inline',
            name: 'GetOrder-policy',
            document: {
              Version: '2012-10-17',
              Statement: [
                {
                  Sid: 'ReadOrdersTable',
                  Effect: 'Allow',
                  Action: ['dynamodb:GetI*', 'dynamodb:GetRes*'],
                  Resource: ['${Orders.Arn}'],
                },
              ],
            },
          },
        ],
      },
    ],
    findings: [],
  };

  it('explains a boundary line by line from the answer of generate', () => {
    const { status, stdout } = run(
      'boundary',
      write('answer.json', answer),
      '--format',
      'explain',
      '--headroom',
      'exact',
    );
    expect(status).toBe(0);
    expect(stdout.split('\n').slice(0, 3)).toEqual([
      'GetOrder: GetOrder-boundary (exact)',
      '  AllowServicesInUse: dynamodb:GetItem: needed: dynamodb:GetItem (src/get.ts:4)',
      '  AllowPlatform: logs:CreateLogGroup: every function writes its log and may send traces',
    ]);
  });

  it('prints a boundary that validates without findings', () => {
    expect(run('boundary', 'answer.json', '-o', 'made.json').status).toBe(0);
    expect(run('validate', 'made.json', '--type', 'boundary', '--fail-on', 'note')).toMatchObject({
      status: 0,
      stdout: '1 policy, 0 findings\n',
    });
  });

  it('tells which globs match more than was needed', () => {
    const { status, stdout } = run('drift', 'answer.json');
    expect(status).toBe(1);
    expect(stdout.split('\n')[0]).toBe(
      'GetOrder-policy: dynamodb:GetRes* matches actions nobody needed when it was written: dynamodb:GetResourcePolicy.',
    );
  });

  it('asks for the needs of a bare policy', () => {
    expect(run('drift', 'good.json')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('good.json does not say which actions were needed'),
    });
    expect(run('drift', 'good.json', '--needs', 'good.json').status).toBe(0);
  });
});
