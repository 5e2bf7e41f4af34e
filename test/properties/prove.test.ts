import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PolicyDocument } from '../../src/model/policy.js';
import { includes } from '../../src/prove/index.js';
import { evaluate, type OracleRequest } from '../servers/policy-evaluator.js';
import { policy } from './policies.js';

/** All requests that the tiny policies can tell apart, and some more. */
function* requests(): Generator<OracleRequest> {
  const rests = ['', 'a', 'b', 'x', 'ab', 'a/b', 'aab', 'axb', 'ba', '*', 'v', 'av', 'v/a', 'bb'];
  const resources = [
    '*',
    ...rests.map((rest) => `arn:p:s:r:1:${rest}`),
    'arn:p:s:q:1:a',
    'arn:p:s:r:2:a',
    'arn:p:s:rr:2:x',
    'arn:p:sx:r:1:a',
    'arn:q:s:r:1:a',
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
      { numRuns: 150 },
    );
  });
});
