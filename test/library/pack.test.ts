import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { REPOSITORY } from '../e2e/run-cli.js';

const folder = mkdtempSync(join(tmpdir(), 'pack-'));
const modules = join(folder, 'app/node_modules');
let files: string[] = [];

beforeAll(() => {
  const args = ['pack', '--json', '--ignore-scripts', '--offline', '--pack-destination', folder];
  const [packed] = JSON.parse(execFileSync('npm', args, { cwd: REPOSITORY, encoding: 'utf8', maxBuffer: 1 << 26 }));
  files = packed.files.map(({ path }: { path: string }) => path);
  mkdirSync(modules, { recursive: true });
  execFileSync('tar', ['-xzf', join(folder, packed.filename), '-C', modules]);
  execFileSync('mv', [join(modules, 'package'), join(modules, 'iam-tighten')]);
  // The dependencies as npm would place them, without the network.
  for (const name of readdirSync(join(REPOSITORY, 'node_modules')))
    if (!name.startsWith('.')) symlinkSync(join(REPOSITORY, 'node_modules', name), join(modules, name));
  writeFileSync(join(folder, 'app/package.json'), '{"type":"module"}');
  writeFileSync(
    join(folder, 'app/index.mjs'),
    "import { SQSClient, SendMessageCommand } from '@aws-sdk/client-sqs';\n" +
      "export const handler = () => new SQSClient({}).send(new SendMessageCommand({ QueueUrl: 'https://sqs.eu-west-1.amazonaws.com/111122223333/jobs', MessageBody: '1' }));\n",
  );
}, 120_000);

afterAll(() => rmSync(folder, { recursive: true }));

const run = (args: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: join(folder, 'app'), encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return stdout;
};

describe('the packed package', () => {
  it('holds the program, its data, its schemas and its licence, and nothing else', () => {
    const kinds = new Set(
      files.map((file) =>
        file
          .replace(/^dist\/.*\.(d\.ts|js)$/, 'dist/*.$1')
          .replace(/^bundle\/(cli|chunks)\/.*\.js$/, 'bundle/*.js')
          .replace(/^(action-catalog\/(services|operations|index|sam)|schemas)\/.*\.json$/, '$1/*.json'),
      ),
    );
    for (const needed of [
      'bin/iam-tighten.js',
      'bundle/*.js',
      'bundle/LICENSES.txt',
      'ci/gitlab.yml',
      'dist/*.js',
      'dist/*.d.ts',
      'NOTICE',
      'LICENSE',
      'README.md',
      'package.json',
    ])
      expect(kinds, needed).toContain(needed);
    const allowed =
      /^(bin\/iam-tighten\.js|bundle\/(\*\.js|LICENSES\.txt)|ci\/gitlab\.yml|dist\/\*\.(d\.ts|js)|action-catalog\/(catalog\.json|(services|operations|index|sam)\/\*\.json)|schemas\/\*\.json|own-permissions\.json|NOTICE|LICENSE|README\.md|package\.json)$/;
    expect([...kinds].filter((kind) => !allowed.test(kind))).toEqual([]);
  });

  it('works for a project that imports it', () => {
    const source =
      "const { analyze, render } = await import('iam-tighten');" +
      "console.log(await render(await analyze('.', { arnContext: { region: 'eu-west-1' } }), 'policy'));";
    const document = JSON.parse(run(['--input-type=module', '-e', source]));
    expect(document.Statement.flatMap(({ Action }: { Action: string[] }) => Action).sort()).toEqual([
      'logs:CreateLogGroup',
      'logs:CreateLogStream',
      'logs:PutLogEvents',
      'sqs:SendMessage',
    ]);
  });

  it('works as a command', () => {
    const version = run(['node_modules/iam-tighten/bin/iam-tighten.js', '--version']).trim();
    expect(version).toMatch(/^\d+\.\d+\.\d+$/);
    const answer = run([
      'node_modules/iam-tighten/bin/iam-tighten.js',
      'validate',
      '--format',
      'json',
      'package.json',
      '--fail-on',
      'none',
    ]);
    expect(JSON.parse(answer)).toBeTruthy();
  });
});
