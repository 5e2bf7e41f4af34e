import { describe, expect, it } from 'vitest';
import { annotations } from '../../src/cli/forge/annotations.js';
import { forgeContext } from '../../src/cli/forge/context.js';
import { linkTo } from '../../src/cli/forge/link-to.js';
import { openForge } from '../../src/cli/forge/open-forge.js';
import type { Finding } from '../../src/model/finding.js';
import { UserError } from '../../src/model/user-error.js';

describe('forgeContext', () => {
  it('reads what GitHub says, and takes flags first', () => {
    const env = {
      GITHUB_API_URL: 'https://ghe.example/api/v3/',
      GITHUB_REPOSITORY: 'acme/shop',
      GITHUB_SERVER_URL: 'https://ghe.example',
      GITHUB_REF: 'refs/pull/12/merge',
      GITHUB_SHA: 'abcdef1',
      GITHUB_TOKEN: '',
      GH_TOKEN: 'other',
    };
    expect(forgeContext('github', { sha: '1234567' }, env)).toEqual({
      kind: 'github',
      apiUrl: 'https://ghe.example/api/v3',
      graphqlUrl: 'https://ghe.example/api/graphql',
      token: 'other',
      repository: 'acme/shop',
      pull: 12,
      sha: '1234567',
      webUrl: 'https://ghe.example/acme/shop',
    });
  });

  it('has the addresses of github.com and gitlab.com when nothing is said', () => {
    expect(forgeContext('github', {}, {})).toEqual({
      kind: 'github',
      apiUrl: 'https://api.github.com',
      graphqlUrl: 'https://api.github.com/graphql',
    });
    expect(forgeContext('gitlab', {}, { CI_JOB_TOKEN: 'x' })).toEqual({
      kind: 'gitlab',
      apiUrl: 'https://gitlab.com/api/v4',
    });
  });

  it.each([
    ['--pull x is not a number', { pull: 'x' }, {}],
    ['--pull 0 is not a number', { pull: '0' }, {}],
    ['--sha main is not a commit', { sha: 'main' }, {}],
    ['a/b/c is not a repository', { repository: 'a/b/c' }, {}],
    ['ftp://x is not the address of an API', { apiUrl: 'ftp://x' }, {}],
    ['cannot be read', {}, { GITHUB_EVENT_PATH: '/nowhere' }],
  ])('%s', (message, flags, env) => expect(() => forgeContext('github', flags, env)).toThrow(message));

  it.each([
    ['which repository of GitLab is not known', { kind: 'gitlab', apiUrl: 'https://x', token: 't' }],
    ['there is no token for GitHub', { kind: 'github', apiUrl: 'https://x', repository: 'a/b' }],
  ] as const)('%s', (message, context) => {
    expect(() => openForge(context)).toThrow(UserError);
    expect(() => openForge(context)).toThrow(message);
  });
});

it('links lines of files with odd names without leaving the link', () => {
  const context = { kind: 'gitlab', apiUrl: 'x', webUrl: 'https://x/a', sha: 'abc' } as const;
  const link = linkTo(context, '/')!;
  expect(link({ file: 'a b/c)#?[d].ts', line: 3, column: 1 })).toBe(
    'https://x/a/-/blob/abc/a%20b/c%29%23%3F%5Bd%5D.ts#L3',
  );
  expect(linkTo({ ...context, kind: 'github' }, '/')!({ file: 'x.ts', line: 1, column: 1 })).toBe(
    'https://x/a/blob/abc/x.ts#L1',
  );
});

describe('annotations', () => {
  const finding = (level: Finding['level'], action: string): Finding => ({
    ruleId: 'IT702',
    level,
    args: { fn: 'f', action, resource: '*', used: 'why' },
    location: { file: 'a,b:c%\n.yaml', line: 2, column: 1 },
  });

  it('escape what would end them or begin another', () => {
    expect(annotations([finding('warning', 'x\n::error::y%0A')])).toBe(
      '::warning file=a%2Cb%3Ac%25\\u{a}.yaml,line=2,col=1,title=IT702 Granted and not needed::f may x\\u{a}::error::y%250A on *, and why.\n',
    );
  });

  it('are ten of a kind, the worst first, and say how many more there are', () => {
    const findings = [...Array(12).keys()].flatMap((n) => [finding('note', `n${n}`), finding('error', `e${n}`)]);
    const lines = annotations(findings).trim().split('\n');
    expect(lines.map((line) => line.split(' ')[0])).toEqual([
      ...Array(10).fill('::error'),
      ...Array(10).fill('::notice'),
      '::notice',
    ]);
    expect(lines.at(-1)).toBe('::notice title=iam-tighten::4 more findings are in the job summary');
  });
});
