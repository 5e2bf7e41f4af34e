import { describe, expect, it } from 'vitest';
import { openCatalog } from '../../src/catalog/index.js';
import { minimize, QUOTAS, sizeOfDocument } from '../../src/minimize/index.js';
import { permission } from './permission.js';

const catalog = openCatalog();
const options = { arnContext: {}, name: 'orders', catalog };

/** Grants of several services on many resources each: larger than an inline policy. */
const MANY = [
  ['s3:GetObject', (i: number) => `arn:aws:s3:::acme-reports-of-the-year-${i}/*`],
  ['dynamodb:GetItem', (i: number) => `arn:aws:dynamodb:eu-west-1:111122223333:table/orders-of-the-year-${i}`],
  ['sqs:SendMessage', (i: number) => `arn:aws:sqs:eu-west-1:111122223333:jobs-of-the-year-${i}`],
  ['kms:Decrypt', (i: number) => `arn:aws:kms:eu-west-1:111122223333:key/${i}-1234-5678-9012-345678901234`],
].flatMap(([action, resourceOf]) =>
  Array.from({ length: 60 }, (_, i) =>
    permission({ action: action as string, resource: (resourceOf as (i: number) => string)(1900 + i) }),
  ),
);

const pairsOf = (policies: readonly { document: { Statement: { Action: string[]; Resource: string[] }[] } }[]) =>
  policies
    .flatMap(({ document }) => document.Statement)
    .flatMap(({ Action, Resource }) => Action.flatMap((action) => Resource.map((resource) => `${action} ${resource}`)))
    .sort();

describe('quotas', () => {
  it('prints whole what does not fit, with an error', () => {
    const { policies, findings } = minimize(MANY, options);
    expect(policies.map(({ kind }) => kind)).toEqual(['inline']);
    expect(findings.map(({ ruleId, level }) => `${ruleId} ${level}`)).toEqual(['IT401 error']);
  });

  it('splits into managed policies by what services are for', () => {
    const { policies, findings, widenings } = minimize(MANY, { ...options, split: { into: 'managed' } });
    expect(policies.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      'managed orders-data',
      'managed orders-data-2',
      'managed orders-messaging',
      'managed orders-security',
    ]);
    for (const { document } of policies) expect(sizeOfDocument(document)).toBeLessThanOrEqual(QUOTAS.managed);
    expect(pairsOf(policies as never)).toEqual(pairsOf(minimize(MANY, options).policies as never));
    expect(findings.map(({ ruleId }) => ruleId)).toEqual(['IT404']);
    expect(widenings).toEqual([]);
  });

  it('fills the inline room first when asked', () => {
    const { policies } = minimize(MANY, { ...options, split: { into: 'inline+managed', usedInline: 1_000 } });
    expect(policies.map(({ kind }) => kind)).toEqual(['inline', 'managed', 'managed']);
    const inline = policies.filter(({ kind }) => kind === 'inline').map(({ document }) => sizeOfDocument(document));
    expect(Math.max(...inline)).toBeLessThanOrEqual(QUOTAS.inlinePerRole - 1_000);
  });

  it('cuts a statement that is larger than a policy', () => {
    const one = MANY.slice(0, 60).concat(
      Array.from({ length: 500 }, (_, i) => permission({ action: 's3:GetObject', resource: `arn:aws:s3:::b-${i}/*` })),
    );
    const { policies } = minimize(one, { ...options, split: { into: 'managed' } });
    for (const { document } of policies) expect(sizeOfDocument(document)).toBeLessThanOrEqual(QUOTAS.managed);
    expect(pairsOf(policies as never)).toEqual(pairsOf(minimize(one, options).policies as never));
  });

  it('says when a role does not take enough policies', () => {
    const { policies, findings } = minimize(MANY, { ...options, split: { into: 'managed', maxManaged: 2 } });
    expect(policies).toHaveLength(1);
    expect(findings.map(({ ruleId, level }) => `${ruleId} ${level}`)).toEqual(['IT402 error']);
  });
});

describe('relaxing', () => {
  /** Every read of S3 objects but one or two, on tables of differing actions: only an over-grant makes it smaller. */
  const actions = Object.values(catalog.service('ec2')!.actions)
    .filter(({ accessLevel }) => accessLevel === 'List' || accessLevel === 'Read')
    .map(({ action }) => action)
    .filter((_, index) => index % 3 !== 0);
  const reads = actions.map((action) => permission({ action, resource: '*' }));
  const tight = { ...options, split: { into: 'managed' as const, maxManaged: 1, usedInline: 6_000 } };

  it('is never done unasked', () => {
    const { findings, widenings } = minimize(reads, tight);
    expect(findings.map(({ ruleId }) => ruleId)).toEqual(['IT402']);
    expect(widenings).toEqual([]);
  });

  it('lists exactly what is over-granted, and adds nothing that escalates or writes', () => {
    const { policies, findings, widenings } = minimize(reads, { ...tight, relax: true });
    expect(policies.map(({ document }) => sizeOfDocument(document) <= QUOTAS.managed)).toEqual([true]);
    expect(widenings.length).toBeGreaterThan(0);
    expect(findings.filter(({ ruleId }) => ruleId === 'IT403')).toHaveLength(widenings.length);
    const levels = new Set(widenings.map(({ action }) => catalog.action(action)?.accessLevel));
    expect([...levels].filter((level) => level !== 'List' && level !== 'Read')).toEqual([]);
    expect(widenings.filter(({ action }) => actions.includes(action as never))).toEqual([]);
  });

  it('goes on to write actions as globs where it has made some', () => {
    const none = { into: 'managed' as const, maxManaged: 0, usedInline: QUOTAS.inlinePerRole };
    const { findings, widenings } = minimize(reads, { ...options, split: none, compact: true, relax: true });
    expect(findings.map(({ ruleId }) => ruleId)).toEqual(['IT402']);
    expect(widenings).toEqual([]);
  });
});
