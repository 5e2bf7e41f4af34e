import { describe, expect, it } from 'vitest';
import type { ConditionBlock } from '../../src/model/policy.js';
import { type RequestContext, simulate } from '../../src/prove/index.js';
import cases from '../cases/prove/conditions.json' with { type: 'json' };
import { evaluate } from '../servers/policy-evaluator.js';

interface Case {
  name: string;
  condition: ConditionBlock;
  allowed: RequestContext[];
  denied: RequestContext[];
}

describe('conditions', () => {
  it.each(cases as unknown as Case[])('$name', ({ condition, allowed, denied }) => {
    const policy = {
      Version: '2012-10-17',
      Statement: { Effect: 'Allow' as const, Action: 's3:GetObject', Resource: '*', Condition: condition },
    };
    const decide = (context: RequestContext) =>
      simulate({ action: 's3:GetObject', resource: 'arn:aws:s3:::b/k', context }, policy).decision;
    expect(allowed.map(decide)).toEqual(allowed.map(() => 'allowed'));
    expect(denied.map(decide)).toEqual(denied.map(() => 'implicit-deny'));
  });

  it('knows variables only in version 2012-10-17', () => {
    const statement = { Effect: 'Allow' as const, Action: 's3:*', Resource: 'arn:aws:s3:::b/${aws:username}' };
    const decide = (Version: string | undefined, resource: string) =>
      simulate(
        { action: 's3:GetObject', resource, context: { 'aws:username': 'alice' } },
        { ...(Version && { Version }), Statement: [statement] },
      ).decision;
    expect(decide('2012-10-17', 'arn:aws:s3:::b/alice')).toBe('allowed');
    expect(decide('2008-10-17', 'arn:aws:s3:::b/alice')).toBe('implicit-deny');
    expect(decide(undefined, 'arn:aws:s3:::b/${aws:username}')).toBe('allowed');
  });

  it('agrees with the oracle of the tests on every row it knows', () => {
    for (const { condition, allowed, denied } of cases as unknown as Case[]) {
      if (/Binary|Date|2001/.test(JSON.stringify(condition))) continue;
      const policy = {
        Version: '2012-10-17',
        Statement: { Effect: 'Allow', Action: '*', Resource: '*', Condition: condition },
      };
      const ask = (context: RequestContext) => evaluate(policy, { action: 'a:b', resource: '*', context });
      expect([...allowed.map(ask), ...denied.map(ask)]).toEqual([
        ...allowed.map(() => 'Allow'),
        ...denied.map(() => 'None'),
      ]);
    }
  });
});
