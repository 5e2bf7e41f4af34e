import { describe, expect, it } from 'vitest';
import type { Statement } from '../../src/model/policy.js';
import { includes } from '../../src/prove/index.js';
import { RandomCases } from '../prove/random-policies.js';
import { checkNoNewAccess } from './no-new-access-oracle.js';
import { evaluate } from './policy-evaluator.js';

describe('the brute-force oracle', () => {
  it('never finds new access where the prover says none, on a policy and the same with a statement changed', () => {
    const cases = new RandomCases(5);
    const verdicts: { [verdict: string]: number } = {};
    for (let i = 0; i < 150; i++) {
      const policy = cases.policy(cases.request(), i % 3 === 0);
      const [first, ...rest] = policy.Statement as Statement[];
      const { Condition: _, ...open } = first!;
      const { Resource: _r, NotResource: _n, ...bare } = first!;
      const other = { ...policy, Statement: [i % 2 === 0 ? open : { ...bare, Resource: '*' }, ...rest] };
      const { answer } = includes(other, policy);
      const { result, request } = checkNoNewAccess(policy, other, 200, i);
      verdicts[`${answer} ${result}`] = (verdicts[`${answer} ${result}`] ?? 0) + 1;
      if (request) expect([evaluate(other, request), evaluate(policy, request)]).not.toEqual(['Allow', 'Allow']);
    }
    expect(verdicts['none FAIL']).toBeUndefined();
    expect(verdicts['some FAIL']).toBeGreaterThan(20);
    expect(verdicts['none PASS']).toBeGreaterThan(20);
  });
});
