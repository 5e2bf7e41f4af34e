import { expect, it } from 'vitest';
import type { Statement } from '../../src/model/policy.js';
import { diffPolicies } from '../../src/prove/diff.js';

const policy = (...Statement: Statement[]) => ({ Version: '2012-10-17', Statement });
const allow: Statement = { Effect: 'Allow', Action: ['s3:GetObject', 's3:PutObject'], Resource: '*' };
const deny = (more: Partial<Statement> = {}): Statement => ({
  Effect: 'Deny',
  Action: 's3:*',
  Resource: '*',
  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
  ...more,
});

/** Rows as `- deny s3:* on *`. */
const rows = (before: Statement, after: Statement): string[] => {
  const { removed, kept, new: fresh } = diffPolicies(policy(allow, before), policy(allow, after));
  const say = (sign: string) => (row: (typeof kept)[number]) =>
    `${sign}${row.effect} ${row.actions.join()} ${row.resources.join()}`;
  return [...removed.map(say('-')), ...kept.map(say('')), ...fresh.map(say('+'))].filter((row) => row.includes('Deny'));
};

it.each<[name: string, before: Statement, after: Statement, expected: string[]]>([
  ['another spelling', deny(), deny({ Action: ['S3:*'], Sid: 'x' }), ['Deny S3:*,s3:* *']],
  [
    'a list of one value',
    deny(),
    deny({ Condition: { Bool: { 'AWS:SecureTransport': ['false'] } } }),
    ['Deny s3:* *', 'Deny s3:* *'],
  ],
  ['a narrower deny', deny(), deny({ Action: 's3:Put*' }), ['-Deny s3:* *', 'Deny s3:Put* *']],
  [
    'one action less',
    deny({ Action: ['s3:GetObject', 's3:PutObject'] }),
    deny({ Action: 's3:PutObject' }),
    ['-Deny s3:GetObject *', 'Deny s3:PutObject *'],
  ],
  ['none any more', deny(), allow, ['-Deny s3:* *']],
  ['a new one', allow, deny(), ['+Deny s3:* *']],
])('compares denies by what they deny: %s', (_, before, after, expected) => {
  expect(rows(before, after)).toEqual(expected);
});
