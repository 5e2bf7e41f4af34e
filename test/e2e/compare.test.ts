import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli } from './run-cli.js';

let folder: string;
const allow = (Action: string | string[], Resource: string | string[] = '*', more = {}) => ({
  Effect: 'Allow',
  Action,
  Resource,
  ...more,
});
const policy = (...Statement: unknown[]) => ({ Version: '2012-10-17', Statement });
const wide = policy(
  allow(['s3:GetObject', 's3:PutObject'], ['arn:aws:s3:::media/*', 'arn:aws:s3:::logs/*']),
  allow('sqs:SendMessage'),
);
const narrow = policy(allow('s3:GetObject', 'arn:aws:s3:::media/in/*'));

const file = (name: string) => join(folder, name);
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'iam-tighten-compare-'));
  writeFileSync(file('wide.json'), JSON.stringify(wide));
  writeFileSync(file('narrow.json'), JSON.stringify(narrow));
  writeFileSync(file('broken.json'), '{"Version":"2012-10-17",\n"Statement":[{"Effect":"Alow","Action":"*"}]}');
  writeFileSync(
    file('scp.json'),
    JSON.stringify(policy(allow('*'), { Effect: 'Deny', Action: 's3:*', Resource: '*', Sid: 'NoS3' })),
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('compare', () => {
  it('says none and exits 0', () => {
    expect(
      runCli(['compare', '--existing', file('wide.json'), '--new', file('narrow.json'), '--format', 'json']),
    ).toEqual({ status: 0, stdout: '{"newAccess":"none"}\n', stderr: '' });
  });

  it('shows a request and exits 1', () => {
    const { status, stdout, stderr } = runCli([
      'compare',
      '--existing',
      file('narrow.json'),
      '--new',
      file('wide.json'),
      '--format',
      'json',
    ]);
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    expect(JSON.parse(stdout)).toEqual({
      newAccess: 'some',
      witness: { action: 's3:GetObject', resource: 'arn:aws:s3:::media/', context: {} },
    });
  });

  it('says it in words', () => {
    const { stdout } = runCli(['compare', '--existing', file('narrow.json'), '--new', file('wide.json')]);
    expect(stdout.split('\n').slice(1)).toEqual(['  action    s3:GetObject', '  resource  arn:aws:s3:::media/', '']);
  });

  it('reads stdin, once', () => {
    expect(
      runCli(['compare', '--existing', file('wide.json'), '--new', '-'], { input: JSON.stringify(narrow) }).status,
    ).toBe(0);
    const twice = runCli(['compare', '--existing', '-', '--new', '-'], { input: '{}' });
    expect(twice).toEqual({
      status: 2,
      stdout: '',
      stderr: 'iam-tighten: only one policy can be read from stdin\n  → give the other one as a file\n',
    });
  });

  it('says unknown and exits 2', () => {
    const two = JSON.stringify({
      id: 1,
      existing: policy(allow('s3:*', 'arn:aws:s3:::b/*'), {
        Effect: 'Deny',
        Action: 's3:*',
        Resource: 'arn:aws:s3:::b/root',
      }),
      new: policy(allow('s3:*', 'arn:aws:s3:::b/${aws:username}')),
    });
    const { status, stdout } = runCli(['compare', '--batch', '-', '--format', 'jsonl'], { input: two });
    expect(status).toBe(2);
    expect(JSON.parse(stdout)).toEqual({
      id: 1,
      newAccess: 'unknown',
      why: 'variables or conditions of the policies can coincide in ways that were not all searched',
    });
  });

  it('answers every line of a batch in order', () => {
    const lines = [
      { id: 'a', existing: wide, new: narrow },
      { id: 7, existing: narrow, new: wide },
      { id: 'c', existing: wide },
    ].map((one) => JSON.stringify(one));
    const { status, stdout } = runCli(['compare', '--batch', '-', '--format', 'jsonl'], {
      input: [
        ...lines,
        '',
        'nonsense',
        JSON.stringify({ id: 'e', existing: wide, new: { Statement: [{ Effect: 'Allow' }] } }),
      ].join('\n'),
    });
    const answers = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { id: unknown; newAccess: string; why?: string });
    expect(status).toBe(2);
    expect(answers.map(({ id, newAccess }) => [id, newAccess])).toEqual([
      ['a', 'none'],
      [7, 'some'],
      ['c', 'unknown'],
      [null, 'unknown'],
      ['e', 'unknown'],
    ]);
    expect(answers[2]!.why).toBe('stdin:3: the line has no existing or no new policy');
    expect(answers[4]!.why).toBe('stdin:6: the statement has neither Action nor NotAction (at Statement[0])');
  });

  it.each<[args: string[], sentence: RegExp]>([
    [
      ['--existing', 'nowhere.json', '--new', 'nowhere.json'],
      /^iam-tighten: cannot read nowhere.json: there is no such file\n$/,
    ],
    [[], /^iam-tighten: compare needs two policies\n {2}→ /],
    [['--batch', '.'], /^iam-tighten: cannot read \.: it is a folder\n$/],
  ])('refuses %j in one sentence', (args, sentence) => {
    const { status, stdout, stderr } = runCli(['compare', ...args]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(sentence);
  });

  it('places what is wrong in a policy', () => {
    const { status, stderr } = runCli(['compare', '--existing', file('broken.json'), '--new', file('wide.json')]);
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: `iam-tighten: ${file('broken.json')}:2:24: Effect is "Alow", not "Allow" or "Deny"\n`,
    });
  });
});

describe('diff', () => {
  it('proves that a change only removes access', () => {
    const { status, stdout } = runCli(['diff', file('wide.json'), file('narrow.json'), '--format', 'json']);
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toEqual({
      verdict: 'only-removes',
      removed: [
        {
          effect: 'Allow',
          actions: ['s3:GetObject', 's3:PutObject'],
          resources: ['arn:aws:s3:::logs/*', 'arn:aws:s3:::media/*'],
        },
        { effect: 'Allow', actions: ['sqs:SendMessage'], resources: ['*'] },
      ],
      kept: [{ effect: 'Allow', actions: ['s3:GetObject'], resources: ['arn:aws:s3:::media/in/*'] }],
      added: [],
    });
  });

  it('shows what is added, and fails when asked to', () => {
    const { status, stdout } = runCli(['diff', file('narrow.json'), file('wide.json'), '--fail-on-new']);
    expect(status).toBe(1);
    expect(stdout.split('\n').slice(0, 3)).toEqual([
      'Adds access. The new policy allows this request, the old one does not:',
      '  action    s3:GetObject',
      '  resource  arn:aws:s3:::media/',
    ]);
    expect(stdout.match(/^│ (- removed| {2}kept|\+ added) .*/gm)!.map((line) => line.replace(/ +/g, ' '))).toEqual([
      '│ kept │ s3:GetObject │ arn:aws:s3:::media/in/* │ │',
      '│ + added │ s3:GetObject │ arn:aws:s3:::logs/* │ │',
      '│ + added │ sqs:SendMessage │ * │ │',
    ]);
  });

  it('knows an unchanged policy and prints markdown', () => {
    const { stdout } = runCli(['diff', file('wide.json'), '-', '--format', 'markdown'], {
      input: JSON.stringify(policy(...wide.Statement.toReversed())),
    });
    expect(stdout.split('\n')[0]).toBe('**Same access: proved that both policies allow the same requests.**');
  });

  it('shows control characters instead of obeying them', () => {
    const { stdout } = runCli(['diff', file('narrow.json'), '-'], {
      input: JSON.stringify(policy(allow('s3:\u001b[2J'))),
    });
    expect(stdout).not.toContain('\u001b');
  });
});

describe('simulate', () => {
  const ask = (...args: string[]) => runCli(['simulate', ...args]);

  it('names the deciding statement', () => {
    const args = [file('wide.json'), '--action', 's3:GetObject', '--resource', 'arn:aws:s3:::media/x'];
    expect(ask(...args)).toEqual({
      status: 0,
      stdout: 'allowed: allowed by statement 1 of the identity policies\n',
      stderr: '',
    });
    expect(ask(...args, '--scp', file('scp.json'))).toEqual({
      status: 1,
      stdout: 'explicit-deny: denied by statement 2 (NoS3) of the service control policies\n',
      stderr: '',
    });
    expect(ask(...args, '--boundary', file('scp.json')).stdout).toBe(
      'explicit-deny: denied by statement 2 (NoS3) of the permissions boundary\n',
    );
  });

  it('takes a policy that only denies as standing beside full access', () => {
    const args = ['--action', 's3:GetObject', '--resource', 'arn:aws:s3:::media/x', '--format', 'json'];
    const denies = JSON.stringify(policy({ ...allow('sqs:*', '*'), Effect: 'Deny' }));
    const { stdout } = runCli(['simulate', file('wide.json'), ...args, '--scp', '-'], { input: denies });
    expect(JSON.parse(stdout)).toMatchObject({ decision: 'allowed' });
  });

  it('asks for one action', () => {
    const { status, stdout, stderr } = ask(file('wide.json'), '--action', 's3:*');
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain('s3:* stands for many actions; a request is for one');
  });

  it('prints JSON', () => {
    const { stdout } = ask(
      '-',
      '--action',
      'sqs:SendMessage',
      '--context',
      'aws:TagKeys=a',
      '--context',
      'aws:TagKeys=b',
      '--format',
      'json',
    );
    expect(stdout).toBe('');
    const input = JSON.stringify(
      policy(allow('sqs:*', '*', { Condition: { 'ForAllValues:StringEquals': { 'aws:TagKeys': ['a', 'b'] } } })),
    );
    const answer = runCli(
      [
        'simulate',
        '-',
        '--action',
        'sqs:SendMessage',
        '--context',
        'aws:TagKeys=a',
        '--context',
        'aws:TagKeys=b',
        '--format',
        'json',
      ],
      { input },
    );
    expect(JSON.parse(answer.stdout)).toEqual({
      decision: 'allowed',
      reason: 'allowed by statement 1 of the identity policies',
      statements: [{ policy: 'identity', document: 0, index: 0, effect: 'Allow' }],
    });
  });

  it('refuses half a question', () => {
    expect(ask(file('wide.json'), '--action', 'GetObject').status).toBe(2);
    expect(ask(file('wide.json'), '--action', 's3:GetObject', '--context', 'k').status).toBe(2);
    expect(ask('--action', 's3:GetObject').status).toBe(2);
  });
});
