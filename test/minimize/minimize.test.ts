import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openCatalog } from '../../src/catalog/index.js';
import { type MinimizeOptions, minimize } from '../../src/minimize/index.js';
import { verify } from '../../src/minimize/verify.js';
import type { OutputStatement } from '../../src/model/policy.js';
import { REPOSITORY } from '../e2e/run-cli.js';
import { permission, type WrittenPermission } from './permission.js';

interface PolicyCase {
  name: string;
  permissions: WrittenPermission[];
  options?: Partial<MinimizeOptions>;
  statements: OutputStatement[];
}

const CASES = JSON.parse(readFileSync(join(REPOSITORY, 'test/cases/minimize/policies.json'), 'utf8')) as PolicyCase[];
const catalog = openCatalog();
const options = { arnContext: {}, name: 'orders', catalog };

describe('minimize', () => {
  it.each(CASES)('$name', ({ permissions, options: more, statements }) => {
    const { policies, findings, widenings } = minimize(permissions.map(permission), { ...options, ...more });
    expect(policies).toEqual([
      { kind: 'inline', name: 'orders', document: { Version: '2012-10-17', Statement: statements } },
    ]);
    expect([...findings, ...widenings]).toEqual([]);
  });

  it('says which resources hold characters IAM rejects', () => {
    const written = [{ action: 's3:GetObject', resource: 'arn:aws:s3:::reports/2026-文件.pdf' }];
    const { findings } = minimize(written.map(permission), options);
    expect(findings).toEqual([
      {
        ruleId: 'IT406',
        level: 'warning',
        args: { action: 's3:GetObject', resource: 'arn:aws:s3:::reports/2026-*.pdf' },
      },
    ]);
  });
});

describe('the proof of the own output', () => {
  const needed = [{ action: 's3:GetObject' as const, resource: '${Uploads.Arn}/*' }];
  const documentOf = (Action: string, Resource: string) => ({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow' as const, Action, Resource }],
  });

  it('holds for the same policy', () => {
    expect(verify(needed, [documentOf('s3:GetObject', '${Uploads.Arn}/*')], [], catalog)).toEqual({ answer: 'proved' });
  });

  it.each([
    ['a resource that is lost', documentOf('s3:GetObject', '${Uploads.Arn}/a/*'), 'does not allow what is needed'],
    ['another reference', documentOf('s3:GetObject', '${Archive.Arn}/*'), 'does not allow what is needed'],
    ['an action too many', documentOf('s3:GetObject*', '${Uploads.Arn}/*'), 'allows more than was needed'],
    ['a resource too many', documentOf('s3:GetObject', '*'), 'allows more than was needed'],
  ])('refuses %s', (_, document, message) => {
    expect(() => verify(needed, [document], [], catalog)).toThrow(message);
  });

  it('accepts what is declared as widening', () => {
    const widenings = [{ action: 's3:GetObject', resource: '*', reason: 'test' }];
    expect(verify(needed, [documentOf('s3:GetObject', '*')], widenings, catalog)).toEqual({ answer: 'proved' });
  });
});
