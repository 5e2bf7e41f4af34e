import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PolicyDocument } from '../../src/model/policy.js';
import { includes } from '../../src/prove/index.js';
import { evaluate, type OracleRequest } from '../servers/policy-evaluator.js';
import { policy } from './policies.js';

/** All requests that the tiny policies can tell apart, and some more. */
function* requests(): Generator<OracleRequest> {
  const rests = ['', 'a', 'b', 'x', 'ab', 'a/b', 'aab', 'axb', 'ba', '*', 'v', 'av', 'v/a', 'bb', '${k:v}'];
  const resources = [
    '*',
    ...rests.map((rest) => `arn:p:s:r:1:${rest}`),
    'arn:p:s:q:1:a',
    'arn:p:s:r:2:a',
    'arn:p:s:rr:2:x',
    'arn:p:sx:r:1:a',
    'arn:q:s:r:1:a',
    'arn:p:s:a:1:x',
  ];
  const strings = [
    undefined,
    'a',
    'b',
    'A',
    'ab',
    'x',
    'v',
    'vb',
    'bb',
    'B',
    '${k:v}',
    ['a', 'b'],
    ['a', 'x'],
    ['b', 'xb'],
    ['a', 'v'],
  ];
  const numbers = [undefined, '0', '1', '1.5', '2', '2.5', '3', '4'];
  for (const action of ['s:a', 's:b', 's:ab', 's:x', 's:ba', 's:bab', 't:a', 't:x', 's:aab']) {
    for (const resource of resources) {
      for (const s of strings) {
        for (const v of [undefined, 'a', 'b', 'v', 'ab']) {
          for (const n of numbers.slice(0, action === 's:a' ? numbers.length : 1)) {
            const context = Object.fromEntries(
              Object.entries({ 'k:s': s, 'k:v': v, 'k:n': n }).filter(([, value]) => value !== undefined),
            );
            yield { action, resource, context: context as OracleRequest['context'] };
          }
        }
      }
    }
  }
}

const isNew = (inner: PolicyDocument, outer: PolicyDocument, request: OracleRequest): boolean =>
  evaluate(inner, request) === 'Allow' && evaluate(outer, request) !== 'Allow';

function findNew(inner: PolicyDocument, outer: PolicyDocument): OracleRequest | undefined {
  for (const request of requests()) if (isNew(inner, outer, request)) return request;
  return undefined;
}

describe('inclusion', () => {
  it('never says none where a request is new, and every witness is one', () => {
    fc.assert(
      fc.property(policy, policy, (inner, outer) => {
        const { answer, witness } = includes(inner, outer);
        if (answer === 'some') expect(isNew(inner, outer, witness as OracleRequest)).toBe(true);
        if (answer === 'none') expect(findNew(inner, outer)).toBeUndefined();
      }),
      { numRuns: 120 },
    );
  });
});

const all = { Version: '2012-10-17', Statement: [{ Effect: 'Allow' as const, Action: '*', Resource: '*' }] };
const listOf = ({ Statement }: PolicyDocument) => (Array.isArray(Statement) ? Statement : [Statement]);

describe('versions', () => {
  const withVariable = policy.filter((one) => JSON.stringify(one.Statement).includes('${k:v}'));

  it('never takes a variable for the same text of the other version', () => {
    fc.assert(
      fc.property(withVariable, (one) => {
        const other = { ...one, Version: one.Version === '2012-10-17' ? '2008-10-17' : '2012-10-17' };
        const { answer, witness } = includes(one, other);
        if (answer === 'some') expect(isNew(one, other, witness as OracleRequest)).toBe(true);
        if (answer === 'none') expect(findNew(one, other)).toBeUndefined();
      }),
      { numRuns: 40 },
    );
  });
});

describe('laws of inclusion', () => {
  it('every policy is included in itself, and in everything', () => {
    fc.assert(
      fc.property(policy, (one) => {
        expect([includes(one, one).answer, includes(one, all).answer]).toEqual(['none', 'none']);
      }),
      { numRuns: 500 },
    );
  });

  it('order, splitting and duplication of statements change nothing', () => {
    fc.assert(
      fc.property(policy, (one) => {
        const split = listOf(one).flatMap((statement) =>
          Array.isArray(statement.Action) ? statement.Action.map((Action) => ({ ...statement, Action })) : [statement],
        );
        const other = { ...one, Statement: [...split.toReversed(), ...listOf(one)] };
        expect([includes(one, other).answer, includes(other, one).answer]).not.toContain('some');
      }),
      { numRuns: 300 },
    );
  });

  it('a statement more never takes access away: Allow widens, Deny narrows', () => {
    fc.assert(
      fc.property(policy, policy, (one, other) => {
        const allows = listOf(other).filter(({ Effect }) => Effect === 'Allow');
        const denies = listOf(other).filter(({ Effect }) => Effect === 'Deny');
        expect(includes(one, { ...one, Statement: [...listOf(one), ...allows] }).answer).toBe('none');
        expect(includes({ ...one, Statement: [...listOf(one), ...denies] }, one).answer).toBe('none');
      }),
      { numRuns: 300 },
    );
  });

  it('is transitive', () => {
    fc.assert(
      fc.property(policy, policy, policy, (a, b, c) => {
        const [wide, wider] = [
          [...listOf(a), ...listOf(b)],
          [...listOf(a), ...listOf(b), ...listOf(c)],
        ].map((list) => ({
          ...a,
          Statement: list.filter(({ Effect }) => Effect === 'Allow'),
        }));
        expect(includes(a, wide!).answer).toBe('none');
        expect(includes(wide!, wider!).answer).toBe('none');
        expect(includes(a, wider!).answer).toBe('none');
        if (includes(b, a).answer === 'none' && includes(c, b).answer === 'none')
          expect(includes(c, a).answer).not.toBe('some');
      }),
      { numRuns: 200 },
    );
  });
});
