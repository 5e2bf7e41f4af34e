import { describe, expect, it } from 'vitest';
import { compareWithBaseline, parseBaseline, updateBaseline } from '../../src/findings/baseline.js';
import { keptPermissions } from '../../src/findings/keep/kept-permissions.js';
import { parseKeepComments } from '../../src/findings/keep/parse-comments.js';
import { renderArn } from '../../src/model/arn-render.js';
import type { Finding } from '../../src/model/finding.js';
import type { LambdaFunction, Project } from '../../src/model/function.js';
import type { KeepEntry } from '../../src/model/keep.js';
import type { Statement } from '../../src/model/policy.js';
import { UserError } from '../../src/model/user-error.js';

const at = (line: number) => ({ file: 'template.yaml', line, column: 3 });

const ACTIONS = { GetObject: { action: 's3:GetObject' }, PutObject: { action: 's3:PutObject' } };
const CATALOG = {
  action: (action: string) => Object.values(ACTIONS).find((known) => known.action === action),
  service: (prefix: string) => (prefix === 's3' ? { actions: ACTIONS } : undefined),
};

function project(...statements: Statement[]): { fn: LambdaFunction; project: Project } {
  const documents = [{ origin: 'inline', document: { Statement: statements }, at: at(8) }];
  const fn: LambdaFunction = {
    id: 'F',
    handler: { file: 'a.js', export: 'handler' },
    codePath: '.',
    environment: {},
    triggers: [],
    platform: [],
    declaredAt: at(3),
    template: 'template.yaml',
    declared: { role: 'FRole', documents, unknownManagedPolicies: [] },
  };
  const resource = (target: string, line: number) => ({
    target,
    type: 'AWS::S3::Bucket',
    at: at(line),
    properties: {},
  });
  const resources = { F: resource('F', 3), Uploads: resource('Uploads', 20) };
  return {
    fn,
    project: {
      root: '/',
      kind: 'sam',
      functions: [fn],
      resources,
      findings: [],
      templates: { 'template.yaml': { kind: 'sam', resources } },
    },
  };
}

const allow = (Action: string[], Resource: string[]): Statement => ({ Effect: 'Allow', Action, Resource });

function kept(entry: Partial<KeepEntry>, ...statements: Statement[]) {
  const { fn, project: own } = project(...statements);
  const { permissions, findings } = keptPermissions(
    [{ action: 's3:PutObject', reason: 'r', ...entry }],
    fn,
    own,
    CATALOG,
    '2026-06-15',
  );
  return {
    grants: permissions.map(({ action, resource }) => `${action} ${renderArn(resource)}`),
    findings: findings.map(({ ruleId }) => ruleId),
  };
}

describe('keep entries', () => {
  it.each([
    ['on a resource of the template', { resource: '${Uploads.Arn}/*' }, [], ['s3:PutObject ${Uploads.Arn}/*'], []],
    [
      'a pattern is the actions it matches',
      { action: 's3:*', resource: 'arn:aws:s3:::b/*' },
      [],
      ['s3:GetObject arn:aws:s3:::b/*', 's3:PutObject arn:aws:s3:::b/*'],
      [],
    ],
    [
      'where the policy of today allows it',
      {},
      [allow(['s3:*'], ['arn:aws:s3:::b/*'])],
      ['s3:PutObject arn:aws:s3:::b/*'],
      [],
    ],
    [
      'a pattern of today that is narrower stays as it is',
      { action: 's3:*' },
      [allow(['s3:Get*', 'sqs:*'], ['*'])],
      ['s3:Get* *'],
      [],
    ],
    ['nothing to keep', {}, [allow(['sqs:*'], ['*'])], [], ['IT706']],
    ['a Deny keeps nothing', {}, [{ ...allow(['s3:*'], ['*']), Effect: 'Deny' as const }], [], ['IT706']],
    ['an action nobody knows', { action: 's3:PutObjects', resource: '*' }, [], [], ['IT706']],
    [
      'the last day still counts',
      { resource: 'arn:aws:s3:::b/*', until: '2026-06-15' },
      [],
      ['s3:PutObject arn:aws:s3:::b/*'],
      [],
    ],
    ['the day after does not', { resource: 'arn:aws:s3:::b/*', until: '2026-06-14' }, [], [], ['IT705']],
    ['of another function', { resource: 'arn:aws:s3:::b/*', function: 'G' }, [], [], []],
    [
      'a comment in the block of the function',
      { resource: 'arn:aws:s3:::b/*', at: at(9) },
      [],
      ['s3:PutObject arn:aws:s3:::b/*'],
      [],
    ],
    ['a comment in another block', { resource: 'arn:aws:s3:::b/*', at: at(25) }, [], [], []],
  ] as [string, Partial<KeepEntry>, Statement[], string[], string[]][])(
    '%s',
    (_, entry, statements, grants, findings) => expect(kept(entry, ...statements)).toEqual({ grants, findings }),
  );

  it('reads comments', () => {
    const text = [
      'Policies: # iam-tighten: keep s3:PutObject — nightly job',
      '  # iam-tighten: keep sqs:* on arn:aws:sqs:*:*:q until 2027-01-31 - drained by hand',
      '// iam-tighten: keep sns:Publish',
      '# iam-tighten: keep everything',
      '# iam-tighten keeps s3:GetObject',
    ].join('\n');
    expect(parseKeepComments('t.yaml', text)).toEqual([
      { action: 's3:PutObject', reason: 'nightly job', at: { file: 't.yaml', line: 1, column: 11 } },
      {
        action: 'sqs:*',
        resource: 'arn:aws:sqs:*:*:q',
        until: '2027-01-31',
        reason: 'drained by hand',
        at: { file: 't.yaml', line: 2, column: 3 },
      },
      { action: 'sns:Publish', reason: 'comment in t.yaml:3', at: { file: 't.yaml', line: 3, column: 1 } },
    ]);
  });
});

describe('baseline', () => {
  const finding = (action: string, line: number): Finding => ({
    ruleId: 'IT702',
    level: 'warning',
    args: { fn: 'F', action, resource: '*', used: 'nothing uses it' },
    location: at(line),
  });
  const [a, b, c] = [finding('s3:*', 3), finding('sqs:*', 4), finding('sns:*', 5)] as const;

  it('knows a finding whose line has moved', () => {
    const baseline = updateBaseline([a, b], undefined);
    const { fresh, known, gone } = compareWithBaseline([finding('s3:*', 30), c], baseline);
    expect({ fresh, known, gone: gone.map(({ text }) => text) }).toEqual({
      fresh: [c],
      known: [finding('s3:*', 30)],
      gone: ['F may sqs:* on *, and nothing uses it.'],
    });
  });

  it('only shrinks', () => {
    const baseline = updateBaseline([a, b], undefined);
    expect(updateBaseline([a, c], baseline)).toEqual(updateBaseline([a], undefined));
  });

  it.each(['', '[]', '{"schemaVersion":2,"findings":[]}', '{"schemaVersion":1,"findings":[{}]}'])(
    'refuses %j',
    (text) => expect(() => parseBaseline(text, 'b.json')).toThrow(UserError),
  );

  it('reads what it writes', () => {
    const baseline = updateBaseline([a, a, b], undefined);
    expect(parseBaseline(JSON.stringify(baseline), 'b.json')).toEqual(baseline);
    expect(new Set(baseline.findings.map(({ id }) => id)).size).toBe(3);
  });
});
