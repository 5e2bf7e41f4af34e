import { describe, expect, it } from 'vitest';
import { withoutConditions } from '../../../src/project/terraform/directives.js';

const holds = (condition: string) => ({ yes: true, no: false })[condition];

describe('conditions in templates', () => {
  it.each([
    ['a', 'a'],
    ['a%{ if yes }b%{ endif }c', 'abc'],
    ['a%{ if no }b%{ endif }c', 'ac'],
    ['a%{if no}b%{else}c%{endif}', 'ac'],
    ['a%{ if yes }b%{ else }c%{ endif }', 'ab'],
    // Nobody knows: what may be there counts.
    ['a%{ if maybe }b%{ else }c%{ endif }', 'ab'],
    ['a%{ if no }%{ if yes }x%{ endif }%{ else }y%{ endif }', 'ay'],
    ['a \n%{~ if yes ~}\n b\n%{ endif ~}\n c', 'ab\nc'],
    ['100%%{ if }', '100%%{ if }'],
    ['%{ for x in l }a%{ endfor }', undefined],
    ['%{ if yes }a', undefined],
    ['a%{ endif }', undefined],
  ])('%j', (text, expected) => {
    expect(withoutConditions(text, holds)).toBe(expected);
  });
});
