import { describe, expect, it } from 'vitest';
import type { PolicyDocument, Statement } from '../../src/model/policy.js';
import { includes, simulate } from '../../src/prove/index.js';
import cases from '../cases/prove/inclusion.json' with { type: 'json' };

interface Case {
  name: string;
  inner: Statement[];
  outer: Statement[];
  answer: string;
  /** Versions of the inner and the outer policy, where they differ. */
  versions?: [string, string];
}

const policy = (statements: Statement[], Version = '2012-10-17'): PolicyDocument => ({
  Version,
  Statement: statements.map((one) => ({
    ...one,
    Effect: one.Effect ?? 'Allow',
    ...(one.Resource === undefined && one.NotResource === undefined && { Resource: '*' }),
  })),
});

describe('inclusion', () => {
  it.each(cases as unknown as Case[])('$name: $answer', ({ inner, outer, answer, versions }) => {
    const [a, b] = [policy(inner, versions?.[0]), policy(outer, versions?.[1])];
    const result = includes(a, b);
    expect(result.answer).toBe(answer);
    if (result.witness) {
      expect(simulate(result.witness, a).decision).toBe('allowed');
      expect(simulate(result.witness, b).decision).not.toBe('allowed');
    } else expect(result.why === undefined).toBe(answer === 'none');
  });

  it('gives the shortest request', () => {
    const result = includes(
      policy([{ Effect: 'Allow', Action: 's3:GetObject' }]),
      policy([{ Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::b/*' }]),
    );
    expect(result).toEqual({
      answer: 'some',
      witness: { action: 's3:getobject', resource: 'arn:aws:s3:::x', context: {} },
    });
  });

  it('compares sets of policies layer by layer', () => {
    const all = policy([{ Effect: 'Allow', Action: '*' }]);
    const s3 = policy([{ Effect: 'Allow', Action: 's3:*' }]);
    const sqs = policy([{ Effect: 'Allow', Action: ['sqs:*', 's3:GetObject'] }]);
    expect(includes({ identity: [all], boundary: s3 }, s3).answer).toBe('none');
    expect(includes(s3, { identity: [all], boundary: s3 }).answer).toBe('none');
    expect(includes(all, { identity: [all], boundary: s3 }).answer).toBe('some');
    expect(
      includes({ identity: [s3], boundary: sqs }, policy([{ Effect: 'Allow', Action: 's3:GetObject' }])).answer,
    ).toBe('none');
    expect(includes({ identity: [s3, sqs] }, { identity: [sqs, s3], serviceControl: [[all], [s3, sqs]] }).answer).toBe(
      'none',
    );
    expect(
      includes(
        { identity: [s3] },
        {
          identity: [s3],
          serviceControl: [
            [
              policy([
                { Effect: 'Allow', Action: '*' },
                { Effect: 'Deny', Action: 's3:PutBucketPolicy' },
              ]),
            ],
          ],
        },
      ).answer,
    ).toBe('some');
    expect(includes(s3, {}).answer).toBe('some');
    expect(includes({}, s3).answer).toBe('none');
  });

  it('gives up within its bounds, and says so', () => {
    const globs = Array.from(
      { length: 12 },
      (_, i) => `arn:aws:s3:::*${String.fromCharCode(97 + i)}${'?'.repeat(9 + i)}`,
    );
    const tangled = policy([
      { Effect: 'Allow', Action: '*', Resource: '*' },
      { Effect: 'Deny', Action: '*', Resource: ['*x*', ...globs] },
    ]);
    const other = policy([{ Effect: 'Allow', Action: '*', NotResource: globs }]);
    // A hang is the runner's time limit; how fast it is, is no test.
    expect(['unknown', 'some']).toContain(includes(other, tangled, { maxStates: 20_000 }).answer);
    expect(includes(other, other, { maxStates: 20_000 }).answer).toBe('none');
  });

  it('takes thousands of statements', () => {
    const many = (from: number) =>
      policy(
        Array.from({ length: 2000 }, (_, i) => ({
          Effect: 'Allow',
          Action: `s3:Action${from + i}`,
          Resource: `arn:aws:s3:::b${i % 50}/*`,
        })),
      );
    expect(includes(many(0), many(0)).answer).toBe('none');
    expect(includes(many(1), many(0)).answer).toBe('some');
  });
});
