import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openCatalog } from '../../src/catalog/index.js';
import { boundary, minimize } from '../../src/minimize/index.js';
import type { Permission } from '../../src/model/permission.js';
import type { OutputStatement } from '../../src/model/policy.js';
import { includes } from '../../src/prove/index.js';
import { permission, type WrittenPermission } from '../minimize/permission.js';

const catalog = openCatalog();
const options = { arnContext: {}, name: 'p', catalog };

/** Few actions, few resources, few conditions: so that they meet, cover and merge. Mixed spelling, wildcards, references, escapes. */
const written = fc.record(
  {
    action: fc.constantFrom(
      's3:GetObject',
      'S3:PUTOBJECT',
      's3:PutObject',
      's3:DeleteObject',
      'dynamodb:GetItem',
      'dynamodb:Query',
      'iam:PassRole',
    ),
    resource: fc.constantFrom(
      '*',
      'arn:aws:s3:::a/*',
      'arn:aws:s3:::a/b/*',
      'arn:aws:s3:::a/b/c',
      'arn:aws:s3:::a/b${*}c',
      'arn:aws:s3:::${env:BUCKET}/*',
      'arn:aws:s3:::${?any bucket}/*',
      '${Orders.Arn}',
      '${Orders.Arn}/index/*',
      '${Orders.Arn}/index/by-date',
      'arn:aws:dynamodb:eu-west-1:${AWS::AccountId}:table/orders',
      'arn:aws:iam::111122223333:role/runner-?',
    ),
    condition: fc.constantFrom(
      { StringEquals: { 'iam:PassedToService': ['lambda.amazonaws.com'] } },
      { StringEquals: { 'iam:PassedToService': ['lambda.amazonaws.com', 'states.amazonaws.com'] } },
      { StringEquals: { 'aws:PrincipalAccount': '111122223333', 'aws:RequestedRegion': 'eu-west-1' } },
      { StringNotEquals: { 'aws:PrincipalAccount': ['111122223333'] } },
    ),
  },
  { requiredKeys: ['action', 'resource'] },
);
const needs = fc.array(written, { maxLength: 14 }) as fc.Arbitrary<WrittenPermission[]>;

const run = (list: readonly WrittenPermission[], more = {}) => minimize(list.map(permission), { ...options, ...more });
const documentsOf = (list: readonly WrittenPermission[], more = {}) =>
  run(list, more).policies.map(({ document }) => document);

/** A printed policy as the permissions it grants. */
const readBack = (statements: readonly OutputStatement[]): Permission[] =>
  statements.flatMap(({ Action, Resource, Condition }) =>
    Action.flatMap((action) =>
      Resource.map((resource) =>
        permission({
          action,
          resource,
          ...(Condition && { condition: Condition as NonNullable<WrittenPermission['condition']> }),
        }),
      ),
    ),
  );

describe('minimize, for any permissions', () => {
  it('does not depend on their order, on doubles, or on how condition values are grouped', () => {
    fc.assert(
      fc.property(needs, fc.infiniteStream(fc.nat()), (list, random) => {
        const keyed = [...list, ...list].map((item) => ({ item, key: random.next().value as number }));
        const shuffled = keyed.sort((a, b) => a.key - b.key).map(({ item }) => item);
        const split = shuffled.flatMap((item) => {
          const values = item.condition?.['StringEquals']?.['iam:PassedToService'];
          if (!Array.isArray(values)) return [item];
          return values.map((value) => ({ ...item, condition: { StringEquals: { 'iam:PassedToService': value } } }));
        });
        expect(JSON.stringify(run(split))).toBe(JSON.stringify(run(list)));
      }),
      { numRuns: 150 },
    );
  });

  it('is a fixed point: its own output gives the same output', () => {
    fc.assert(
      fc.property(needs, (list) => {
        const [first] = run(list).policies;
        const again = minimize(readBack(first!.document.Statement), options).policies;
        expect(again).toEqual([first]);
      }),
      { numRuns: 150 },
    );
  });

  it('never loses a grant when permissions are added', () => {
    fc.assert(
      fc.property(needs, needs, (some, more) => {
        const before = documentsOf(some)[0]!;
        const after = documentsOf([...some, ...more])[0]!;
        expect(answerFor(before, after)).toBe('none');
      }),
      { numRuns: 100 },
    );
  });

  it('allows the same compact as written out', () => {
    fc.assert(
      fc.property(needs, (list) => {
        expect(answerFor(documentsOf(list)[0]!, documentsOf(list, { compact: true })[0]!)).toBe('none');
      }),
      { numRuns: 60 },
    );
  });

  it('lies inside its boundary at every headroom', () => {
    fc.assert(
      fc.property(needs, fc.constantFrom('coarse' as const, 'tight' as const, 'exact' as const), (list, headroom) => {
        const { policy, findings } = boundary(list.map(permission), { ...options, headroom });
        expect(answerFor(documentsOf(list)[0]!, policy.document)).toBe('none');
        expect(findings).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});

/** Inclusion with references as plain texts: both sides hold the same ones, and the prover would take them for IAM variables. */
function answerFor(inner: object, outer: object): string {
  const plain = (document: object) =>
    JSON.parse(
      JSON.stringify(document)
        .replaceAll('${Orders.Arn}', 'arn:aws:reference:::orders-of-the-deployment')
        .replaceAll('${env:BUCKET}', 'bucket-of-the-deployment'),
    );
  return includes(plain(inner), plain(outer)).answer;
}
