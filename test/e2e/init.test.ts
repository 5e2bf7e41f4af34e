import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { parse } from 'yaml';
import { starterFiles } from '../../src/cli/init-files.js';
import { REPOSITORY, runCli } from './run-cli.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'init-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const run = (...args: string[]) => runCli(['init', ...args], { cwd: folder });
const { version } = JSON.parse(readFileSync(join(REPOSITORY, 'package.json'), 'utf8'));

it('prints and writes nothing unless asked to', () => {
  const { status, stdout, stderr } = run('--ci', 'github');
  expect({ status, stderr }).toEqual({ status: 0, stderr: 'nothing was written: add --write\n' });
  expect(stdout.match(/^# \S+$/gm)).toEqual(['# iam-tighten.json', '# .github/workflows/iam-tighten.yml']);
  expect(existsSync(join(folder, 'iam-tighten.json'))).toBe(false);
});

it('writes what fits the folder, refuses to replace it, and replaces it by force', () => {
  mkdirSync(join(folder, '.github'));
  expect(run('--write')).toMatchObject({ status: 0, stdout: '' });
  const workflow = join(folder, '.github/workflows/iam-tighten.yml');
  writeFileSync(workflow, 'mine\n');
  rmSync(join(folder, 'iam-tighten.json'));
  const { status, stderr } = run('--write');
  expect(status).toBe(2);
  expect(stderr).toContain('.github/workflows/iam-tighten.yml exists already; nothing was written');
  expect([existsSync(join(folder, 'iam-tighten.json')), readFileSync(workflow, 'utf8')]).toEqual([false, 'mine\n']);
  expect(run('--write', '--force').status).toBe(0);
  expect(readFileSync(workflow, 'utf8')).toContain('iam-tighten@');
});

it.each([
  [['nowhere'], 'nowhere is not a folder'],
  [['--ci', 'jenkins'], '--ci jenkins does not exist'],
  [['--force'], '--force does nothing without --write'],
])('%j is refused in a sentence', (args, message) => {
  const { status, stderr } = run(...args);
  expect(status).toBe(2);
  expect(stderr).toContain(message);
});

it('writes a configuration that its schema takes', () => {
  const schema = JSON.parse(readFileSync(join(REPOSITORY, 'schemas/config.schema.json'), 'utf8'));
  const [config] = starterFiles('none', version);
  expect(new Ajv({ strict: false, formats: { date: true } }).validate(schema, JSON.parse(config!.text))).toBe(true);
});

/** Commands of the tool in a CI file, as arguments. */
const commandsIn = (text: string) =>
  [...text.matchAll(/npx --yes "?iam-tighten@\S+?"? ([^\n;]+)/g)].map(([, args]) => args!.trim().split(' '));

it.each([
  ['github workflow', () => starterFiles('github', version)[1]!.text],
  ['gitlab job', () => starterFiles('gitlab', version)[1]!.text],
  ['ci/gitlab.yml', () => readFileSync(join(REPOSITORY, 'ci/gitlab.yml'), 'utf8')],
  ['action.yml', () => readFileSync(join(REPOSITORY, 'action.yml'), 'utf8')],
  ['.pre-commit-hooks.yaml', () => readFileSync(join(REPOSITORY, '.pre-commit-hooks.yaml'), 'utf8')],
])('%s is YAML', (_, text) => expect(typeof parse(text())).toBe('object'));

it('writes jobs whose commands the program knows', () => {
  const texts = [...starterFiles('github', version), ...starterFiles('gitlab', version)].map(({ text }) => text);
  const commands = [...texts, readFileSync(join(REPOSITORY, 'ci/gitlab.yml'), 'utf8')].flatMap(commandsIn);
  expect(commands.map(([name]) => name)).toEqual([
    'comment',
    'check',
    'comment',
    'check',
    'comment',
    'comment',
    'check',
  ]);
  const flags = new Set(commands.flatMap((words) => words.filter((word) => /^--./.test(word))));
  const help = runCli(['comment', '--help']).stdout;
  expect([...flags].filter((flag) => !help.includes(`${flag} `))).toEqual([]);
});

it('pins the version of the package in the files of the repository', () => {
  const action = parse(readFileSync(join(REPOSITORY, 'action.yml'), 'utf8'));
  const gitLab = parse(readFileSync(join(REPOSITORY, 'ci/gitlab.yml'), 'utf8'));
  expect([action.inputs.version.default, gitLab.variables.IAM_TIGHTEN_VERSION]).toEqual([version, version]);
});
