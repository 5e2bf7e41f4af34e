import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type ForgeServer, startForge } from '../servers/forge.js';
import { runBeside } from './run-beside.js';
import { REPOSITORY } from './run-cli.js';

let folder: string;
let work: string;
let bare: string;
let server: ForgeServer;
const git = (cwd: string, ...args: string[]) => execFileSync('git', args, { cwd, encoding: 'utf8' }).trim();

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'pr-'));
  [work, bare] = [join(folder, 'work'), join(folder, 'remote.git')];
  execFileSync('git', ['init', '-q', '--bare', bare]);
  execFileSync('git', ['init', '-q', '-b', 'main', work]);
  cpSync(join(REPOSITORY, 'test/fixtures/propose/cfn-roles'), work, { recursive: true });
  git(work, 'add', '.');
  git(work, '-c', 'user.email=d@example.com', '-c', 'user.name=D', 'commit', '-q', '-m', 'first');
  git(work, 'remote', 'add', 'origin', bare);
  git(work, 'push', '-q', 'origin', 'main');
  server = await startForge();
});
afterEach(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

const propose = (args: readonly string[] = [], token = 'writer') =>
  runBeside(['propose', '--pr', '-q', ...args], {
    cwd: work,
    env: {
      GITHUB_ACTIONS: 'true',
      GITHUB_API_URL: server.url,
      GITHUB_REPOSITORY: 'acme/shop',
      GITHUB_TOKEN: token,
      GITHUB_SHA: git(work, 'rev-parse', 'HEAD'),
    },
  });
const branches = () => git(bare, 'branch', '--format', '%(refname:short)').split('\n');

it('opens a pull request for each role, and a second run changes nothing', async () => {
  const first = await propose();
  expect({ status: first.status, stderr: first.stderr }).toEqual({ status: 0, stderr: '' });
  expect(branches()).toEqual(['iam-tighten/IngestRole', 'iam-tighten/ReportRole', 'main']);
  expect(server.state.pulls.map(({ head, base, title, labels }) => ({ head, base, title, labels }))).toEqual(
    ['IngestRole', 'ReportRole'].map((role) => ({
      head: `iam-tighten/${role}`,
      base: 'main',
      title: expect.stringMatching(new RegExp(`^Tighten ${role}: −\\d+ actions$`)),
      labels: ['iam-tighten'],
    })),
  );
  expect(first.stdout.split('\n').map((line) => line.split(' ')[0])).toEqual(['opened', 'opened', '']);
  const tips = branches().map((name) => git(bare, 'rev-parse', name));
  const second = await propose();
  expect(second.stdout.split('\n').map((line) => line.split(' ')[0])).toEqual(['unchanged', 'unchanged', '']);
  expect(branches().map((name) => git(bare, 'rev-parse', name))).toEqual(tips);
  expect(git(work, 'status', '--porcelain')).toBe('');
  // Each branch edits its own role: together they are the proposal.
  git(work, 'fetch', '-q', 'origin', 'iam-tighten/IngestRole', 'iam-tighten/ReportRole');
  for (const { body } of server.state.pulls) {
    expect(body).toMatch(/#### Evidence\n\nThe code of `\w+` alone: no history/);
    expect(body).toMatch(/#### Risk\n\n- Proved: the new policy allows nothing that the policy of today does not\./);
    expect(body).toMatch(/#### Rollback\n\nRevert this pull request/);
  }
});

it('what the branches hold is what propose --write would write, and nothing is left to do', async () => {
  await propose();
  for (const role of ['IngestRole', 'ReportRole']) {
    git(work, 'fetch', '-q', 'origin', `iam-tighten/${role}`);
    git(work, '-c', 'user.email=d@example.com', '-c', 'user.name=D', 'merge', '-q', '--no-edit', 'FETCH_HEAD');
  }
  const merged = readFileSync(join(work, 'template.yaml'), 'utf8');
  expect((await runBeside(['check', '-q'], { cwd: work })).status).toBe(0);
  git(work, 'checkout', '-q', '-B', 'other', 'origin/main');
  await runBeside(['propose', '--write', '-q'], { cwd: work });
  expect(readFileSync(join(work, 'template.yaml'), 'utf8')).toBe(merged);
  expect((await runBeside(['propose', '--exit-code', '-q'], { cwd: work })).status).toBe(0);
});

it('leaves a branch to the people who work on it, until they tick the box', async () => {
  await propose(['--limit', '1']);
  git(work, 'fetch', '-q', 'origin', 'iam-tighten/IngestRole');
  const ours = git(bare, 'rev-parse', 'iam-tighten/IngestRole');
  git(work, 'checkout', '-q', '-b', 'theirs', 'FETCH_HEAD');
  git(work, '-c', 'user.email=d@example.com', '-c', 'user.name=D', 'commit', '-q', '--allow-empty', '-m', 'mine');
  git(work, 'push', '-q', 'origin', 'theirs:iam-tighten/IngestRole');
  git(work, 'checkout', '-q', 'main');
  const refused = await propose(['--limit', '1']);
  expect(refused.status).toBe(2);
  expect(refused.stderr).toContain('has commits of somebody else');
  const [pull] = server.state.pulls;
  expect(pull!.body).toContain('- [ ] <!-- iam-tighten:rebase -->');
  pull!.body = pull!.body!.replace('- [ ] <!-- iam-tighten:rebase -->', '- [x] <!-- iam-tighten:rebase -->');
  expect((await propose(['--limit', '1'])).status).toBe(0);
  expect(git(bare, 'rev-parse', 'iam-tighten/IngestRole^{tree}')).toBe(git(bare, 'rev-parse', `${ours}^{tree}`));
  expect(pull!.body).toContain('- [ ] <!-- iam-tighten:rebase -->');
});

it('bounds first when asked to, and then tightens', async () => {
  await propose(['--stage', 'boundary', '--limit', '1']);
  expect(branches()).toEqual(['iam-tighten/IngestRole.boundary', 'main']);
  expect(server.state.pulls.map(({ title }) => title)).toEqual(['Bound IngestRole by a permissions boundary']);
  git(work, 'fetch', '-q', 'origin', 'iam-tighten/IngestRole.boundary');
  git(work, 'merge', '-q', '--ff-only', 'FETCH_HEAD');
  const text = readFileSync(join(work, 'template.yaml'), 'utf8');
  expect(text.match(/PermissionsBoundary: !Ref IngestRoleBoundary/g)).toHaveLength(1);
  expect(text).toContain('# far too much');
  const again = await runBeside(['propose', '--stage', 'boundary', '-q', '--exit-code'], { cwd: work });
  expect(again.stdout).not.toContain('IngestRoleBoundary');
  const policy = await runBeside(['propose', '-q'], { cwd: work });
  expect(policy.stdout).toContain('-                Action: [dynamodb:*, s3:*]');
  expect(policy.stdout).not.toMatch(/^[+-].*Boundary/m);
});

it.each([
  [['--write'], 'writer', '--pr and --write contradict each other'],
  [['--stage', 'all'], 'writer', '--stage all does not exist'],
  [
    [],
    'commenter',
    'the branch iam-tighten/IngestRole is pushed, but GitHub answered 403 to POST /repos/acme/shop/pulls',
  ],
])('%j as %s ends with a sentence', async (args, token, message) => {
  const { status, stdout, stderr } = await propose(args, token);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toContain(message);
  expect(stderr).not.toContain('    at ');
});

it('refuses a template with changes that are not committed, and pushes nothing', async () => {
  writeFileSync(join(work, 'template.yaml'), `${readFileSync(join(work, 'template.yaml'), 'utf8')}# later\n`);
  const { status, stderr } = await propose();
  expect(status).toBe(2);
  expect(stderr).toContain('template.yaml has changes that are not committed');
  expect(branches()).toEqual(['main']);
});
