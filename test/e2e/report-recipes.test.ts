import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readOwnPermissions } from '../../src/cli/own-permissions.js';
import { arnCovers } from '../../src/model/arn-covers.js';
import { logPath, record } from '../dynamic/records.js';
import { type AwsRequest, startAwsServer } from '../servers/aws-server.js';
import { cloudtrailHandler } from '../servers/cloudtrail.js';
import { iamHandler } from '../servers/iam.js';
import { type Objects, s3Handler } from '../servers/s3.js';
import { REPOSITORY, runCli } from './run-cli.js';

const RECIPES = join(REPOSITORY, 'docs/recipes');
const ROLE = 'arn:aws:iam::111122223333:role/orders';
const folder = mkdtempSync(join(tmpdir(), 'recipes-'));
afterAll(() => rmSync(folder, { recursive: true }));

const roles = [
  {
    arn: ROLE,
    inline: {
      p: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'sqs:CreateQueue', Resource: '*' }] },
    },
    advisor: { sqs: { last: null } },
  },
];

/** What the tool says it needs for the parts of `report`. */
const needs = (...parts: string[]) =>
  readOwnPermissions()
    .parts.filter(({ command, part }) => command === 'report' && parts.includes(part))
    .flatMap(({ permissions }) => permissions);

interface Statement {
  Effect: string;
  Action: string | string[];
  Resource: string | string[];
}
const pairsOf = ({ Statement: statements }: { Statement: Statement[] }) =>
  statements.flatMap(({ Action, Resource }) =>
    [Action].flat().flatMap((action) => [Resource].flat().map((resource) => ({ action, resource }))),
  );

/** Each pair of the policy is one that is needed, on no more; and no need is without a pair. */
function expectJust(pairs: { action: string; resource: string }[], needed: { action: string; resource: string }[]) {
  expect([...new Set(pairs.map(({ action }) => action))].sort()).toEqual(
    [...new Set(needed.map(({ action }) => action))].sort(),
  );
  expect(
    pairs.filter(
      (pair) => !needed.some(({ action, resource }) => action === pair.action && arnCovers(resource, pair.resource)),
    ),
  ).toEqual([]);
}

/** The IAM action that a request of the recipes is authorised by. */
function actionOf({ service, action, method, query }: AwsRequest): string {
  if (service !== 's3') return `${service}:${action}`;
  if (query.get('list-type') === '2') return 's3:ListBucket';
  return method === 'PUT' ? 's3:PutObject' : 's3:GetObject';
}

function run(command: string, args: readonly string[], cwd: string, env: { [name: string]: string | undefined }) {
  const child = spawn(command, args, { cwd, env: { PATH: process.env['PATH'], HOME: cwd, NO_COLOR: '1', ...env } });
  const out = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk) => (out.stdout += chunk));
  child.stderr.on('data', (chunk) => (out.stderr += chunk));
  return new Promise<{ status: number | null; stdout: string; stderr: string }>((resolve, reject) => {
    child.on('error', reject).on('close', (status) => resolve({ status, ...out }));
  });
}

describe('the recipe for GitHub Actions', () => {
  const workflow = parse(readFileSync(join(RECIPES, 'report-github-actions.yml'), 'utf8'));
  const script: string = workflow.jobs.report.steps.find(({ name }: { name?: string }) => name === 'Report').run;
  const policy = JSON.parse(readFileSync(join(RECIPES, 'report-github-actions-policy.json'), 'utf8'));

  it('has a policy that is valid, and just what the command says it needs', () => {
    const file = join(RECIPES, 'report-github-actions-policy.json');
    expect(runCli(['validate', file, '--fail-on', 'warning']).status).toBe(0);
    expectJust(pairsOf(policy), needs('--online', '--cloudtrail s3://bucket/prefix', '--selectors'));
  });

  it('runs, twice, and asks for nothing that its policy lacks', async () => {
    const cwd = join(folder, 'workflow');
    mkdirSync(cwd);
    const day = new Date(Date.now() - 86_400_000).toISOString();
    const log = Buffer.from(JSON.stringify({ Records: [record({ eventTime: `${day.slice(0, 19)}Z` })] }));
    const server = await startAwsServer([
      iamHandler(roles, { polls: 0 }),
      s3Handler(new Map([[`trail-bucket/${logPath(day.slice(0, 10), '1005')}`, { body: log }]])),
      cloudtrailHandler({
        trails: [{ arn: 'arn:aws:cloudtrail:eu-west-1:111122223333:trail/t', name: 't', selectors: {} }],
      }),
    ]);
    const line = script.replaceAll(
      'npx --yes iam-tighten@0.1',
      `"${process.execPath}" "${REPOSITORY}bin/iam-tighten.js"`,
    );
    const env = { ...server.env, GITHUB_STEP_SUMMARY: join(cwd, 'step.md'), IAM_TIGHTEN_QUIET: 'true' };
    const first = await run('bash', ['-e', '-c', line], cwd, env);
    const second = await run('bash', ['-e', '-c', line], cwd, env);
    await server.close();
    expect([first.status, second.status]).toEqual([0, 0]);
    const { trend, roles: found } = JSON.parse(readFileSync(join(cwd, 'last/report.json'), 'utf8'));
    expect(trend.roles).toEqual([{ id: ROLE, change: 'same', granted: 0, unused: 0 }]);
    expect(found.map(({ counts }: { counts: { unused: number } }) => counts.unused)).toEqual([1]);
    expect(readFileSync(join(cwd, 'step.md'), 'utf8').match(/^# 1 of 1 granted/gm)).toHaveLength(2);
    expect([...new Set(server.requests.map(actionOf))].sort()).toEqual(
      [...new Set(pairsOf(policy).map(({ action }) => action))].sort(),
    );
  }, 30_000);
});

describe('the recipe for EventBridge Scheduler and Lambda', () => {
  const own = join(RECIPES, 'report-lambda');
  const checked = () => JSON.parse(runCli(['generate', own, '--json', '-q']).stdout).functions[0];

  it('has a function whose policy is the one we generate', () => {
    const { status, stdout } = runCli(['check', own, '--json', '-q', '--fail-on', 'warning']);
    expect(status).toBe(0);
    const { functions } = JSON.parse(stdout);
    expect(functions.map((one: { function: string; verdict: string }) => [one.function, one.verdict])).toEqual([
      ['Report', 'same'],
    ]);
  });

  it('keeps just what the command says it needs', () => {
    const { keep } = JSON.parse(readFileSync(join(own, 'iam-tighten.json'), 'utf8'));
    expectJust(keep, needs('--online'));
  });

  it('runs, first without anything in its bucket, and asks for nothing that its policy lacks', async () => {
    const cwd = join(folder, 'lambda');
    cpSync(own, cwd, { recursive: true });
    mkdirSync(join(cwd, 'node_modules'));
    symlinkSync(REPOSITORY, join(cwd, 'node_modules/iam-tighten'));
    symlinkSync(join(REPOSITORY, 'node_modules/@aws-sdk'), join(cwd, 'node_modules/@aws-sdk'));
    const objects: Objects = new Map([['reports/other', { body: Buffer.from('') }]]);
    const server = await startAwsServer([iamHandler(roles, { polls: 0 }), s3Handler(objects)]);
    const call = "import('./src/handler.mjs').then(({ handler }) => handler()).then(console.log)";
    const env = { ...server.env, REPORTS_BUCKET: 'reports' };
    const first = await run(process.execPath, ['-e', call], cwd, env);
    expect([first.status, first.stdout]).toEqual([0, expect.stringContaining('1 of 1 granted actions are unused')]);
    expect(objects.get('reports/reports/report.html')!.body.toString()).toMatch(/^<!doctype html>/);
    const second = await run(process.execPath, ['-e', call], cwd, env);
    await server.close();
    expect([second.status, second.stdout]).toEqual([0, expect.stringContaining('Since the report of 20')]);
    const { permissions } = checked();
    const allowed = permissions
      .map(({ action }: { action: string }) => action)
      .filter((action: string) => !action.startsWith('logs:'));
    expect([...new Set(server.requests.map(actionOf))].sort()).toEqual([...new Set(allowed)].sort());
  }, 30_000);
});
