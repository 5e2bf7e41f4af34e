import { describe, expect, it } from 'vitest';
import { openCatalog } from '../../src/catalog/index.js';
import type { PolicyDocument, Statement } from '../../src/model/policy.js';
import { checkBoundary, checkRoleQuotas, guessType, validatePolicy } from '../../src/validate/index.js';

const catalog = openCatalog();
const documentOf = (...statements: Statement[]): PolicyDocument => ({ Version: '2012-10-17', Statement: statements });
const allow = (Action: string, Resource: string): Statement => ({ Effect: 'Allow', Action, Resource });

describe('the kind of a policy', () => {
  it.each([
    ['identity', documentOf(allow('s3:GetObject', '*'))],
    ['resource', documentOf({ ...allow('s3:GetObject', '*'), Principal: '*' })],
    [
      'trust',
      documentOf({
        Effect: 'Allow',
        Principal: { Service: 'lambda.amazonaws.com' },
        Action: ['sts:AssumeRole', 'sts:TagSession'],
      }),
    ],
  ])('%s', (type, document) => expect(guessType(JSON.stringify(document))).toBe(type));

  it('of broken text is identity', () => expect(guessType('{')).toBe('identity'));
});

describe('findings whose access is denied', () => {
  const open = allow('iam:*', '*');
  const codes = (type: 'identity' | 'boundary', ...statements: Statement[]) =>
    validatePolicy(JSON.stringify(documentOf(...statements)), { type, catalog })
      .filter(({ issueCode }) => issueCode.startsWith('PASS_ROLE'))
      .map(({ issueCode, suppressed }) => `${issueCode}: ${suppressed ?? 'counts'}`);

  it('count without a Deny', () => {
    expect(codes('identity', open)).toEqual(['PASS_ROLE_WITH_STAR_IN_ACTION_AND_RESOURCE: counts']);
  });

  it('do not count under a Deny of all of it', () => {
    expect(codes('identity', open, { Effect: 'Deny', Action: 'iam:Pass*', Resource: '*' })).toEqual([
      'PASS_ROLE_WITH_STAR_IN_ACTION_AND_RESOURCE: a Deny of this policy takes iam:PassRole away',
    ]);
  });

  it('count under a Deny of a part', () => {
    const part: Statement = {
      Effect: 'Deny',
      Action: 'iam:PassRole',
      Resource: 'arn:aws:iam::111122223333:role/admin',
    };
    expect(codes('identity', open, part)).toEqual(['PASS_ROLE_WITH_STAR_IN_ACTION_AND_RESOURCE: counts']);
  });

  it('do not count in a boundary', () => {
    expect(codes('boundary', open)).toEqual([
      'PASS_ROLE_WITH_STAR_IN_ACTION_AND_RESOURCE: a boundary grants nothing by itself',
    ]);
  });
});

describe('policies of one role', () => {
  const table = 'arn:aws:dynamodb:eu-west-1:111122223333:table/orders';
  const policy = documentOf(allow('dynamodb:GetItem', table), allow('dynamodb:PutItem', table));

  it('within a boundary', () => {
    expect(checkBoundary([policy], documentOf(allow('dynamodb:*', '*')), catalog)).toEqual([]);
  });

  it('blocked by a boundary, with one request that shows it', () => {
    expect(checkBoundary([policy], documentOf(allow('dynamodb:Get*', '*')), catalog)).toEqual([
      { ruleId: 'IT513', level: 'warning', args: { action: 'dynamodb:PutItem', resource: table } },
    ]);
  });

  it('over the sum of characters and the number of policies', () => {
    const large = documentOf(...Array.from({ length: 60 }, (_, i) => allow('dynamodb:GetItem', `${table}-${i}`)));
    const size = JSON.stringify(large).length;
    expect(checkRoleQuotas([large], 10)).toEqual([]);
    expect(checkRoleQuotas([large, large], 11).map(({ ruleId, args }) => ({ ruleId, ...args }))).toEqual([
      { ruleId: 'IT515', what: 'characters of inline policies', size: 2 * size, quota: 10_240 },
      { ruleId: 'IT515', what: 'managed policies', size: 11, quota: 10 },
    ]);
  });
});
