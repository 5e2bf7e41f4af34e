import { describe, expect, it } from 'vitest';
import { findPolicy } from '../../src/prove/policy/find-policy.js';

const POLICY = { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' } };
const TEXT = JSON.stringify(POLICY);

describe('findPolicy', () => {
  it.each<[name: string, text: string]>([
    ['a policy', TEXT],
    ['get-role-policy', JSON.stringify({ RoleName: 'r', PolicyDocument: POLICY })],
    ['get-role-policy, percent-encoded', JSON.stringify({ PolicyDocument: encodeURIComponent(TEXT) })],
    ['get-policy-version', JSON.stringify({ PolicyVersion: { Document: POLICY, VersionId: 'v1' } })],
    ['get-bucket-policy', JSON.stringify({ Policy: TEXT })],
    ['organizations describe-policy', JSON.stringify({ Policy: { PolicySummary: {}, Content: TEXT } })],
    ['a percent-encoded file', `\n${encodeURIComponent(TEXT)}`],
    ['a JSON string', JSON.stringify(TEXT)],
    ['the same policy twice', JSON.stringify({ a: POLICY, b: [POLICY] })],
    ['a byte order mark', `\uFEFF${JSON.stringify({ PolicyDocument: POLICY })}`],
  ])('finds it in %s', (_, text) => {
    expect(JSON.parse(findPolicy(text).replace(/^\uFEFF/, ''))).toEqual(POLICY);
  });

  it('keeps the lines and columns of an object', () => {
    const text = JSON.stringify({ RoleName: 'a "b" }', PolicyDocument: POLICY, more: ['}'] }, null, 2);
    const found = findPolicy(text);
    expect(found).toHaveLength(text.length);
    expect(found.indexOf('"Action"')).toBe(text.indexOf('"Action"'));
    expect(found.split('\n')).toHaveLength(text.split('\n').length);
  });

  it.each(['{"a":1}', '{"Statement":"x"}', '[]', '{', '', '%7B%', '"x"', 'null'])('leaves %s alone', (text) => {
    expect(findPolicy(text)).toBe(text);
  });

  it('names the places when there are several', () => {
    const other = { ...POLICY, Version: '2008-10-17' };
    expect(() => findPolicy(JSON.stringify({ list: [POLICY, { Document: other }] }))).toThrow(
      'the file holds 2 policies, at list[0], list[1].Document; give a file with one of them',
    );
  });

  it('does not look into hostile nesting', () => {
    const deep = `${'['.repeat(5000)}${TEXT}${']'.repeat(5000)}`;
    expect(findPolicy(deep)).toBe(deep);
  });
});
