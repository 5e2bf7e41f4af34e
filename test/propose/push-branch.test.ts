import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pushBranch } from '../../src/propose/git/push-branch.js';
import { withoutSecrets } from '../../src/propose/git/run.js';
import { branchOf } from '../../src/propose/pull/branch-name.js';

let folder: string;
let work: string;
let bare: string;
const git = (cwd: string, ...args: string[]) => execFileSync('git', args, { cwd, encoding: 'utf8' }).trim();

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'branch-'));
  [work, bare] = [join(folder, 'work'), join(folder, 'remote.git')];
  execFileSync('git', ['init', '-q', '--bare', bare]);
  execFileSync('git', ['init', '-q', '-b', 'main', work]);
  git(work, 'config', 'user.email', 'dev@example.com');
  git(work, 'config', 'user.name', 'Dev');
  mkdirSync(join(work, 'app'));
  writeFileSync(join(work, 'app/template.yaml'), 'old\n');
  writeFileSync(join(work, 'other.txt'), 'other\n');
  git(work, 'add', '.');
  git(work, 'commit', '-q', '-m', 'first');
  git(work, 'remote', 'add', 'origin', bare);
  git(work, 'push', '-q', 'origin', 'main');
});
afterEach(() => rmSync(folder, { recursive: true }));

const branch = 'iam-tighten/Orders';
const push = (after: string, over: Partial<Parameters<typeof pushBranch>[0]> = {}) =>
  pushBranch({
    folder: join(work, 'app'),
    remote: 'origin',
    branch,
    base: 'main',
    files: [{ path: 'template.yaml', before: 'old\n', after }],
    message: 'Tighten Orders',
    ...over,
  });
const inBranch = (file: string) => git(bare, 'show', `${branch}:${file}`);

describe('pushBranch', () => {
  it('commits just the edit, and leaves work tree, index and local branches alone', async () => {
    writeFileSync(join(work, 'other.txt'), 'staged\n');
    git(work, 'add', 'other.txt');
    const status = git(work, 'status', '--porcelain');
    expect(await push('new\n')).toBe('pushed');
    expect(git(bare, 'diff', '--stat', 'main', branch)).toMatch(/^app\/template.yaml \| 2 \+-\n 1 file changed/);
    expect(inBranch('app/template.yaml')).toBe('new');
    expect(git(work, 'status', '--porcelain')).toBe(status);
    expect(git(work, 'branch', '--format', '%(refname:short)')).toBe('main');
    expect(readFileSync(join(work, 'app/template.yaml'), 'utf8')).toBe('old\n');
  });

  it('is left alone when it says the same, and replaced on top of a newer base', async () => {
    await push('new\n');
    const first = git(bare, 'rev-parse', branch);
    expect(await push('new\n')).toBe('unchanged');
    expect(git(bare, 'rev-parse', branch)).toBe(first);
    git(work, 'commit', '-q', '--allow-empty', '-m', 'second');
    git(work, 'push', '-q', 'origin', 'main');
    expect(await push('newer\n')).toBe('pushed');
    expect(inBranch('app/template.yaml')).toBe('newer');
    expect(git(bare, 'rev-parse', `${branch}^`)).toBe(git(work, 'rev-parse', 'main'));
  });

  it('keeps what somebody else committed to it', async () => {
    await push('new\n');
    git(work, 'fetch', '-q', 'origin', branch);
    git(work, 'checkout', '-q', '-b', 'theirs', 'FETCH_HEAD');
    git(work, 'commit', '-q', '--allow-empty', '-m', 'by hand');
    git(work, 'push', '-q', 'origin', `theirs:${branch}`);
    git(work, 'checkout', '-q', 'main');
    await expect(push('newer\n')).rejects.toThrow(`the branch ${branch} of origin has commits of somebody else`);
    expect(inBranch('app/template.yaml')).toBe('new');
  });

  it('works in a shallow clone, as CI makes it', async () => {
    git(work, 'commit', '-q', '--allow-empty', '-m', 'second');
    git(work, 'push', '-q', 'origin', 'main');
    const clone = join(folder, 'clone');
    execFileSync('git', ['clone', '-q', '--depth', '1', '-b', 'main', `file://${bare}`, clone]);
    expect(await push('new\n', { folder: join(clone, 'app') })).toBe('pushed');
    expect(await push('new\n', { folder: join(clone, 'app') })).toBe('unchanged');
    expect(git(bare, 'log', '--format=%s', branch)).toBe('Tighten Orders\nsecond\nfirst');
  });

  it('refuses a template that is not committed', async () => {
    writeFileSync(join(work, 'app/template.yaml'), 'dirty\n');
    const files = [{ path: 'template.yaml', before: 'dirty\n', after: 'new\n' }];
    await expect(push('new\n', { files })).rejects.toThrow('template.yaml has changes that are not committed');
  });

  it('refuses commits that are not pushed, unknown bases and unknown remotes', async () => {
    await expect(push('new\n', { base: 'trunk' })).rejects.toThrow('origin has no branch trunk');
    await expect(push('new\n', { remote: '--upload-pack=x' })).rejects.toThrow('there is no remote --upload-pack=x');
    git(work, 'commit', '-q', '--allow-empty', '-m', 'local');
    await expect(push('new\n')).rejects.toThrow('the commit that was analysed is not in main of origin');
  });

  it('says what a remote says that takes no push', async () => {
    const hook = join(bare, 'hooks/pre-receive');
    writeFileSync(hook, '#!/bin/sh\necho "GL-HOOK-ERR: you are not allowed to push" >&2\nexit 1\n');
    chmodSync(hook, 0o755);
    await expect(push('new\n')).rejects.toMatchObject({
      message: expect.stringContaining(`origin does not take a push to ${branch}`),
      advice: expect.stringContaining('contents: write'),
    });
  });

  it('says that a folder is no repository', async () => {
    await expect(push('new\n', { folder })).rejects.toThrow('a pull request needs a git repository with a commit');
  });

  it('carries names to git as they are: no shell, no options, no magic', async () => {
    const name = '--odd $(touch x);:(top)*.yaml';
    writeFileSync(join(work, 'app', name), 'old\n');
    git(work, 'add', '.');
    git(work, 'commit', '-q', '-m', 'odd');
    git(work, 'push', '-q', 'origin', 'main');
    expect(await push('new\n', { files: [{ path: name, before: 'old\n', after: 'new\n' }] })).toBe('pushed');
    expect(inBranch(`app/${name}`)).toBe('new');
  });
});

it('names branches so that git takes them and no two roles share one', () => {
  const roles = ['OrdersRole', 'a/b', 'a b', '..', '-x', 'é', '', 'x.lock', 'a~^:?*[b', 'x'.repeat(200)];
  const names = roles.map((role) => branchOf(role, 'policy'));
  expect(names[0]).toBe('iam-tighten/OrdersRole');
  expect(new Set(names).size).toBe(roles.length);
  for (const name of [...names, branchOf('a b', 'boundary')])
    expect(() => execFileSync('git', ['check-ref-format', '--branch', name])).not.toThrow();
});

it('shows no token of a remote', () => {
  expect(withoutSecrets('fatal: https://x-access-token:s3cret@github.com/a/b: 403')).toBe(
    'fatal: https://github.com/a/b: 403',
  );
});
