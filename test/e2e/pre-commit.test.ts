import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { parse } from 'yaml';
import { REPOSITORY, runCli } from './run-cli.js';

interface Hook {
  id: string;
  entry: string;
  language: string;
  files: string;
  pass_filenames: boolean;
}

const [hook] = parse(readFileSync(join(REPOSITORY, '.pre-commit-hooks.yaml'), 'utf8')) as [Hook];
const { version } = JSON.parse(readFileSync(join(REPOSITORY, 'package.json'), 'utf8')) as { version: string };

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hook-'));
  cpSync(join(REPOSITORY, 'test/fixtures/propose/cfn-roles'), join(folder, 'app'), { recursive: true });
  // What npx would fetch from the registry is the program of this repository.
  mkdirSync(join(folder, 'bin'));
  writeFileSync(
    join(folder, 'bin/npx'),
    `#!/bin/bash\n[ "$1 $2" = "--yes iam-tighten@${version}" ] || exit 97\nshift 2\nexec "${process.execPath}" "${REPOSITORY}bin/iam-tighten.js" "$@"\n`,
  );
  chmodSync(join(folder, 'bin/npx'), 0o755);
  git('init', '-q');
  git('add', '.');
});
afterEach(() => rmSync(folder, { recursive: true }));

const git = (...args: string[]) => execFileSync('git', args, { cwd: join(folder, 'app'), encoding: 'utf8' });

/** As pre-commit runs it: the entry split into words, without file names, when a staged file matches. https://pre-commit.com/#hooks-pass_filenames */
function runHook() {
  const staged = git('diff', '--cached', '--name-only').split('\n').filter(Boolean);
  expect(staged.some((file) => new RegExp(hook.files).test(file))).toBe(true);
  const [program = '', ...args] = hook.entry.split(' ');
  const env = { ...process.env, PATH: `${folder}/bin:${process.env['PATH']}` };
  return spawnSync(program, args, { cwd: join(folder, 'app'), env, encoding: 'utf8' });
}

it('fails on drift, says what, and passes once the template is tightened', () => {
  const drifted = runHook();
  expect({ status: drifted.status, stderr: drifted.stderr }).toEqual({ status: 1, stderr: '' });
  expect(drifted.stdout).toMatch(/^Ingest {2}\d+ → \d+ actions, only removes access$/m);
  expect(runCli(['propose', '--write', '-q'], { cwd: join(folder, 'app') }).status).toBe(0);
  git('add', '-u');
  const clean = runHook();
  expect({ status: clean.status, stderr: clean.stderr }).toEqual({ status: 0, stderr: '' });
});

it('needs no build and no file names', () => {
  expect({ id: hook.id, language: hook.language, names: hook.pass_filenames }).toEqual({
    id: 'iam-tighten',
    language: 'system',
    names: false,
  });
});
