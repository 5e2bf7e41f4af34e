import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ForgeServer, startForge } from '../servers/forge.js';
import { runBeside } from './run-beside.js';
import { REPOSITORY, runCli } from './run-cli.js';

const SHA = 'c0ffee0000000000000000000000000000000000';
const FILES = ['summary.md', 'output.txt', 'event.json'] as const;
let folder: string;
let server: ForgeServer;
let gitHub: { [name: string]: string };

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'comment-'));
  cpSync(join(REPOSITORY, 'test/fixtures/propose/cfn-roles'), join(folder, 'app'), { recursive: true });
  mkdirSync(join(folder, '.git'));
  server = await startForge();
  const [summary, output, event] = FILES.map((name) => join(folder, name)) as [string, string, string];
  writeFileSync(event, JSON.stringify({ pull_request: { number: 7, head: { sha: SHA } } }));
  gitHub = {
    GITHUB_ACTIONS: 'true',
    GITHUB_API_URL: server.url,
    GITHUB_GRAPHQL_URL: `${server.url}/graphql`,
    GITHUB_SERVER_URL: 'https://github.example',
    GITHUB_REPOSITORY: 'acme/shop',
    GITHUB_TOKEN: 'commenter',
    GITHUB_EVENT_PATH: event,
    GITHUB_STEP_SUMMARY: summary,
    GITHUB_OUTPUT: output,
  };
});
afterEach(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

const comment = (args: readonly string[], env: { [name: string]: string } = gitHub) =>
  runBeside(['comment', ...args], { cwd: folder, env });
const read = (name: string) => readFileSync(join(folder, name), 'utf8');

describe('comment github', () => {
  it('says the verdict first, links lines at the commit, and fills summary, outputs and annotations', async () => {
    const { status, stdout, stderr } = await comment(['github', 'app', '--sarif', 'out.sarif']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: 'commented on GitHub 7\n' });
    const { body } = server.state.comments[0]!;
    expect(body.split('\n').slice(0, 2)).toEqual([
      '<!-- iam-tighten:check -->',
      expect.stringMatching(/^## 🔒 iam\\-tighten: 2 of 2 functions can lose \d+ actions \(only removes access ✅\)$/u),
    ]);
    const links = [...body.matchAll(/\]\((\S+)\)/g)].map(([, address]) => address);
    const blob = `https://github.example/acme/shop/blob/${SHA}/app`;
    expect([...new Set(links)].toSorted()).toEqual([
      `${blob}/src/ingest.mjs#L9`,
      ...[10, 14, 20, 42].map((line) => `${blob}/template.yaml#L${line}`),
    ]);
    expect(read('summary.md').trim()).toBe(body.trim());
    // The edit, folded, with paths from the root of the repository: what `propose` prints for each role.
    const diffs = [...body.matchAll(/<summary>Edit of the template<\/summary>\n\n```diff\n([\s\S]*?)```/g)];
    expect(diffs.map(([, diff]) => diff!.split('\n').slice(0, 2))).toEqual([
      ['--- a/app/template.yaml', '+++ b/app/template.yaml'],
      ['--- a/app/template.yaml', '+++ b/app/template.yaml'],
    ]);
    const removed = /can lose (\d+) actions/.exec(body)?.[1];
    expect(read('output.txt')).toMatch(new RegExp(`^changed=true\nremoved-count=${removed}\nfindings=\\d+\n$`));
    const lines = stdout.trim().split('\n');
    expect(
      lines.filter(
        (line) => !/^::(error|warning|notice) file=app\/[\w./-]+,line=\d+,col=\d+,title=IT\d{3} [^:,]+::/.test(line),
      ),
    ).toEqual([]);
    const sarif = JSON.parse(read('out.sarif'));
    const uris = sarif.runs[0].results.map(
      (result: { locations: { physicalLocation: { artifactLocation: { uri: string } } }[] }) =>
        result.locations[0]?.physicalLocation.artifactLocation.uri,
    );
    expect([...new Set(uris)].toSorted()).toEqual(['app/src/ingest.mjs', 'app/template.yaml']);
  });

  it('updates one comment, and says when all is well again', async () => {
    await comment(['github', 'app', '-q']);
    expect((await comment(['github', 'app'])).stderr).toBe('the comment says this already on GitHub 7\n');
    expect(runCli(['propose', 'app', '--write', '-q'], { cwd: folder }).status).toBe(0);
    expect((await comment(['github', 'app'])).stderr).toBe('updated the comment on GitHub 7\n');
    expect(server.state.comments.map(({ body }) => body.split('\n')[1])).toEqual([
      '## 🔒 iam\\-tighten: 2 functions have exactly what they need ✅',
    ]);
  });

  it('says nothing when all is well from the start', async () => {
    runCli(['propose', 'app', '--write', '-q'], { cwd: folder });
    expect((await comment(['github', 'app'])).stderr).toBe('nothing to say on GitHub 7\n');
    expect(server.state.comments).toEqual([]);
  });

  it('on a fork leaves the result in the summary, and does not fail', async () => {
    const { status, stderr } = await comment(['github', 'app'], { ...gitHub, GITHUB_TOKEN: 'reader' });
    expect({ status, stderr }).toEqual({
      status: 0,
      stderr: 'GitHub does not let this token comment (403), as is usual on forks; the result is in the job summary\n',
    });
    expect(read('summary.md')).toContain('only removes access ✅');
    expect(server.state.comments).toEqual([]);
  });

  it('without a summary prints what it may not post', async () => {
    const { GITHUB_STEP_SUMMARY: _, ...env } = gitHub;
    const { status, stdout } = await comment(['github', 'app', '--no-annotations'], { ...env, GITHUB_TOKEN: 'reader' });
    expect(status).toBe(0);
    expect(stdout.split('\n')[0]).toBe('<!-- iam-tighten:check -->');
  });

  it('outside of a pull request writes the summary only', async () => {
    const { GITHUB_EVENT_PATH: _, GITHUB_TOKEN: __, ...env } = gitHub;
    const { status, stderr } = await comment(['github', 'app'], { ...env, GITHUB_SHA: SHA });
    expect({ status, stderr }).toEqual({ status: 0, stderr: 'there is no pull request here to comment on\n' });
    expect(existsSync(join(folder, 'summary.md'))).toBe(true);
    expect(server.requests).toEqual([]);
  });

  it('fails the job when asked to', async () => {
    expect((await comment(['github', 'app', '--fail-on', 'warning', '-q'])).status).toBe(1);
  });

  it('tells a fault of the forge in a sentence', async () => {
    server.inject({ method: 'POST', times: 9, reply: { status: 500, body: { message: 'boom' } } });
    const { status, stderr } = await comment(['github', 'app']);
    expect(status).toBe(2);
    expect(stderr).toBe(
      'iam-tighten: GitHub answered 500 to POST /repos/acme/shop/issues/7/comments: boom\n  → nothing else was lost: run the job again\n',
    );
  });

  it.each([
    [['gitea'], 'forge gitea does not exist', {}],
    [['github'], 'there is no token for GitHub', { GITHUB_TOKEN: '' }],
  ])('%j is refused in a sentence', async (args, message, env) => {
    const { status, stdout, stderr } = await comment([...args, 'app'].filter(Boolean), { ...gitHub, ...env });
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(message);
    expect(stderr).not.toContain('    at ');
  });
});

describe('comment gitlab', () => {
  it('writes a note and a Code Quality report', async () => {
    const env = {
      CI_API_V4_URL: `${server.url}/api/v4`,
      CI_PROJECT_ID: '42',
      CI_MERGE_REQUEST_IID: '7',
      CI_COMMIT_SHA: SHA,
      CI_PROJECT_URL: 'https://gitlab.example/acme/shop',
      GITLAB_TOKEN: 'commenter',
    };
    const { status, stdout, stderr } = await comment(['gitlab', 'app', '--code-quality', 'cq.json'], env);
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: '', stderr: 'commented on GitLab 7\n' });
    expect(server.state.comments[0]?.body).toContain(
      `(https://gitlab.example/acme/shop/-/blob/${SHA}/app/template.yaml#L14)`,
    );
    const report = JSON.parse(read('cq.json')) as {
      location: { path: string };
      severity: string;
      fingerprint: string;
    }[];
    expect([...new Set(report.map(({ location }) => location.path))].toSorted()).toEqual([
      'app/src/ingest.mjs',
      'app/template.yaml',
    ]);
    expect(new Set(report.map(({ fingerprint }) => fingerprint)).size).toBe(report.length);
  });
});

describe('hostile names', () => {
  it('stay text in comments and annotations', async () => {
    const file = join(folder, 'app/template.yaml');
    const name = '"--></details><img src=x onerror=alert(1)> @admin [x](javascript:1) `a`|b"';
    writeFileSync(
      file,
      read('app/template.yaml')
        .replace('PolicyName: everything', `PolicyName: ${name}`)
        .replace('dynamodb:*, s3:*', '"s3:*", "x:--><img src=x>%0A::error::y|`"'),
    );
    const { stdout, stderr } = await comment(['github', 'app']);
    expect(stderr).toBe('commented on GitHub 7\n');
    const body = server.state.comments[0]!.body;
    const outside = body.replace(/(`+)(?!`)[\s\S]*?[^`]\1(?!`)/g, '');
    expect(outside.match(/<(?!!-- iam-tighten:check -->|\/?details>|\/?summary>|\/?sub>)/g)).toBeNull();
    expect(outside).not.toMatch(/@admin|\]\(javascript/);
    expect(
      stdout.split('\n').filter((line) => line !== '' && !/^::(error|warning|notice) (file=app|title=iam)/.test(line)),
    ).toEqual([]);
    expect(stdout).not.toContain('%0A');
  });
});
