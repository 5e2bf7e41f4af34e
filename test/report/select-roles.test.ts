import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PolicyDocument, Statement } from '../../src/model/policy.js';
import type { AccountRole } from '../../src/report/index.js';
import { selectRoles } from '../../src/report/index.js';
import { mayBeAssumedBy } from '../../src/report/model/trust.js';

const role = (path: string, name: string, trust?: PolicyDocument): AccountRole => ({
  id: `arn:aws:iam::111122223333:role${path}${name}`,
  name,
  arn: `arn:aws:iam::111122223333:role${path}${name}`,
  path,
  functions: [],
  unknownPolicies: [],
  needs: new Map(),
  ...(trust && { trust }),
});
const trusts = (more: Partial<Statement>, ...others: Partial<Statement>[]): PolicyDocument => ({
  Statement: [more, ...others].map((one) => ({ Effect: 'Allow', Action: 'sts:AssumeRole', ...one })),
});

describe('who may take a role', () => {
  it.each<[string, PolicyDocument | undefined, boolean]>([
    ['a service', trusts({ Principal: { Service: 'lambda.amazonaws.com' } }), true],
    ['one of several', trusts({ Principal: { Service: ['edgelambda.amazonaws.com', 'lambda.amazonaws.com'] } }), true],
    ['another partition', trusts({ Principal: { Service: 'lambda.amazonaws.com.cn' } }), true],
    ['a service of a similar name', trusts({ Principal: { Service: 'edgelambda.amazonaws.com' } }), false],
    ['an account', trusts({ Principal: { AWS: 'arn:aws:iam::111122223333:root' } }), false],
    ['everybody', trusts({ Principal: '*' }), true],
    ['everybody, as AWS', trusts({ Principal: { AWS: '*' } }), true],
    ['all but one', trusts({ NotPrincipal: { Service: 'ec2.amazonaws.com' } }), true],
    ['all but it', trusts({ NotPrincipal: { Service: 'lambda.amazonaws.com' } }), false],
    ['by another action', trusts({ Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:TagSession' }), false],
    ['by a pattern', trusts({ Principal: { Service: 'lambda.amazonaws.com' }, Action: ['sts:Assume*'] }), true],
    [
      'under a condition',
      trusts({
        Principal: { Service: 'lambda.amazonaws.com' },
        Condition: { StringEquals: { 'aws:SourceAccount': '111122223333' } },
      }),
      true,
    ],
    [
      'not when it is denied',
      trusts(
        { Principal: { Service: 'lambda.amazonaws.com' } },
        { Effect: 'Deny', Principal: { Service: 'lambda.amazonaws.com' } },
      ),
      false,
    ],
    ['when nobody knows', undefined, true],
  ])('%s', (_, trust, expected) => {
    expect(mayBeAssumedBy(trust, 'lambda')).toBe(expected);
    expect(mayBeAssumedBy(trust, 'lambda.amazonaws.com')).toBe(
      trust && /\.cn"/.test(JSON.stringify(trust)) ? false : expected,
    );
  });
});

describe('the roles of an account', () => {
  const all = [
    role('/', 'orders'),
    role('/team/', 'orders-import'),
    role('/team/a/', 'Billing'),
    role('/aws-service-role/x.amazonaws.com/', 'AWSServiceRoleForX'),
  ];
  const names = (...patterns: string[]) => selectRoles(all, { roles: patterns }).chosen.map(({ name }) => name);

  it.each([
    [['orders'], ['orders']],
    [['ORDERS*'], ['orders', 'orders-import']],
    [['b?lling'], ['Billing']],
    [['/team/'], ['orders-import', 'Billing']],
    [['/team/*'], ['orders-import', 'Billing']],
    [['/team/a/Billing'], ['Billing']],
    [['arn:aws:iam::111122223333:role/team/*'], ['orders-import', 'Billing']],
    [
      ['orders', 'Billing'],
      ['orders', 'Billing'],
    ],
    [['*'], ['orders', 'orders-import', 'Billing']],
    [['AWSServiceRoleForX'], ['AWSServiceRoleForX']],
    [['.*', 'orders'], []],
  ])('%j', (patterns, expected) => {
    if (expected.length === 0) expect(() => names(...patterns)).toThrow('none of the 4 roles of the account is .*');
    else expect(names(...patterns)).toEqual(expected);
  });

  it('are chosen or named with a reason, never both and never neither', () => {
    fc.assert(
      fc.property(fc.subarray(['orders*', '/team/*', 'AWSServiceRoleForX']), fc.boolean(), (roles, serviceLinked) => {
        const { chosen, omitted } = selectRoles(all, { roles, serviceLinked, assumedBy: 'lambda' });
        const both = [...chosen.map(({ name }) => name), ...omitted.flatMap((one) => one.roles)];
        expect(both.sort()).toEqual(all.map(({ name }) => name).sort());
      }),
    );
  });

  it('are matched in no time by a pattern of many stars', () => {
    const long = role('/', 'a'.repeat(64));
    const start = Date.now();
    expect(() => selectRoles([long], { roles: [`${'a*'.repeat(30)}b`] })).toThrow('none of the 1 roles');
    expect(Date.now() - start).toBeLessThan(2000);
  });
});
