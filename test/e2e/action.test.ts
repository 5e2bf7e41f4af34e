import { spawn } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { parse } from 'yaml';
import { type ForgeServer, startForge } from '../servers/forge.js';
import { REPOSITORY } from './run-cli.js';

interface Action {
  inputs: { [name: string]: { default?: string } };
  outputs: { [name: string]: { value: string } };
  runs: { using: string; steps: { id?: string; shell?: string; run?: string; env?: { [name: string]: string } }[] };
}

const action = parse(readFileSync(join(REPOSITORY, 'action.yml'), 'utf8')) as Action;
let folder: string;
let clone: string;
let server: ForgeServer;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'action-'));
  clone = join(folder, 'clone');
  cpSync(join(REPOSITORY, 'test/fixtures/propose/cfn-roles'), clone, { recursive: true });
  mkdirSync(join(clone, '.git'));
  // What npx would fetch from the registry is the program of this repository; it writes down what it was asked for.
  mkdirSync(join(folder, 'bin'));
  writeFileSync(
    join(folder, 'bin/npx'),
    `#!/bin/bash\nprintf '%s\\n' "$1" "$2" > "${folder}/npx.txt"\nshift 2\nexec "${process.execPath}" "${REPOSITORY}bin/iam-tighten.js" "$@"\n`,
  );
  chmodSync(join(folder, 'bin/npx'), 0o755);
  writeFileSync(join(folder, 'event.json'), '{"pull_request": {"number": 7, "head": {"sha": "abcdef1"}}}');
  server = await startForge();
});
afterEach(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

/** Runs the steps in order, as a runner does: expressions are filled in, each step is a bash script with its own environment. */
async function runAction(inputs: { [name: string]: string }) {
  const values: { [name: string]: string } = { ...inputs };
  for (const [name, input] of Object.entries(action.inputs)) values[name] ??= input.default ?? '';
  const fill = (text: string): string =>
    text.replace(/\$\{\{\s*([\w.-]+)\s*\}\}/g, (whole, name: string) => {
      if (name.startsWith('inputs.')) return fill(values[name.slice(7)] ?? '');
      if (name === 'github.token') return 'writer';
      throw new Error(`the runner of this test does not know ${whole}`);
    });
  const output = join(folder, 'output.txt');
  writeFileSync(output, '');
  let result = { status: 0 as number | null, stdout: '', stderr: '' };
  for (const step of action.runs.steps) {
    expect(step.shell).toBe('bash');
    const env = Object.fromEntries(Object.entries(step.env ?? {}).map(([name, value]) => [name, fill(value)]));
    result = await bash(fill(step.run ?? ''), {
      ...env,
      PATH: `${folder}/bin:${process.env['PATH']}`,
      GITHUB_ACTIONS: 'true',
      GITHUB_API_URL: server.url,
      GITHUB_REPOSITORY: 'acme/shop',
      GITHUB_EVENT_PATH: join(folder, 'event.json'),
      GITHUB_STEP_SUMMARY: join(folder, 'summary.md'),
      GITHUB_OUTPUT: output,
    });
    if (result.status !== 0) break;
  }
  const outputs = Object.fromEntries(
    readFileSync(output, 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => line.split('=')),
  );
  return { ...result, outputs };
}

function bash(script: string, env: { [name: string]: string }) {
  // https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idstepsshell
  const child = spawn('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script], { cwd: clone, env });
  const out = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk) => (out.stdout += chunk));
  child.stderr.on('data', (chunk) => (out.stderr += chunk));
  return new Promise<{ status: number | null; stdout: string; stderr: string }>((resolve, reject) => {
    child.on('error', reject).on('close', (status) => resolve({ status, ...out }));
  });
}

it('comments, gates, and hands on its outputs', async () => {
  const { status, outputs } = await runAction({ sarif: 'tighten.sarif' });
  expect(status).toBe(1);
  expect(readFileSync(join(folder, 'npx.txt'), 'utf8')).toBe('--yes\niam-tighten@0.1.0\n');
  expect(server.state.comments.map(({ pull, body }) => [pull, body.split('\n')[0]])).toEqual([
    [7, '<!-- iam-tighten:check -->'],
  ]);
  const declared = Object.values(action.outputs).map(({ value }) => /outputs\.([\w-]+)/.exec(value)?.[1]);
  expect(Object.keys(outputs)).toEqual(declared);
  expect(outputs['changed']).toBe('true');
  expect(JSON.parse(readFileSync(join(clone, 'tighten.sarif'), 'utf8')).version).toBe('2.1.0');
});

it('does without a comment', async () => {
  expect((await runAction({ comment: 'false', 'fail-on': 'none' })).status).toBe(0);
  expect(server.requests).toEqual([]);
  expect(readFileSync(join(folder, 'summary.md'), 'utf8')).toContain('only removes access ✅');
});

it.each<{ [name: string]: string }>([
  { version: '0.1.0; touch ../pwned' },
  { path: '"$(touch ../pwned)"; touch ../pwned #' },
  { key: '`touch ../pwned`' },
])('runs nothing that is written into %j', async (inputs) => {
  expect((await runAction(inputs)).status).toBe(2);
  expect(() => readFileSync(join(folder, 'pwned'))).toThrow();
});

it('keeps expressions out of scripts', () => {
  expect(action.runs.using).toBe('composite');
  expect(action.runs.steps.filter(({ run }) => run?.includes('${{'))).toEqual([]);
});
