import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/model/user-error.js';
import { readPolicy } from '../../src/prove/policy/read-policy.js';

function complaint(text: string): string {
  try {
    readPolicy(text, 'p.json');
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return `${error.location?.line}:${error.location?.column} ${error.message}`;
  }
  return 'none';
}

const policy = (statement: string): string =>
  `{\n  "Version": "2012-10-17",\n  "Statement": [\n    ${statement}\n  ]\n}`;

describe('reading policies', () => {
  it.each<[text: string, expected: string]>([
    ['', '1:1 the policy is empty'],
    ['[]', '1:1 a policy is a JSON object'],
    ['{}', '1:1 the policy has no Statement'],
    [
      '{"Version":"2020-01-01","Statement":[]}',
      '1:12 unknown policy version "2020-01-01"; IAM knows 2012-10-17 and 2008-10-17',
    ],
    [policy('{"Effect":"Alow","Action":"*"}'), '4:15 Effect is "Alow", not "Allow" or "Deny"'],
    [policy('{"Effect":"Allow","Action":"*"},\n    7'), '5:5 a statement is a JSON object'],
    [policy('{"Effect":"Allow"}'), '4:5 the statement has neither Action nor NotAction'],
    [policy('{"Effect":"Allow","Action":"*","NotAction":"*"}'), '4:5 the statement has Action and NotAction'],
    [policy('{"Effect":"Allow","Action":["*",\n  4]}'), '5:3 4 is not a text'],
    [policy('{"Effect":"Allow","Action":"*","Resources":"*"}'), '4:48 a statement has no element "Resources"'],
    [
      policy('{"Effect":"Allow","Action":"*","Condition":{"StringIs":{"k":"v"}}}'),
      '4:60 unknown condition operator "StringIs"',
    ],
    [
      policy('{"Effect":"Allow","Action":"*","Condition":{"NullIfExists":{"k":"v"}}}'),
      '4:64 unknown condition operator "NullIfExists"',
    ],
    [policy('{"Effect":"Allow","Action":"*","Principal":"arn:x"}'), '4:48 Principal is neither "*" nor an object'],
    [policy('{"Effect":"Allow","Action":"*","Principal":{"Aws":"*"}}'), '4:55 Principal has no kind "Aws"'],
    [policy('{"Effect":"Allow","Action":"a:b","Action":"c:d"}'), '4:38 the key "Action" stands twice in one object'],
    [policy('{"Effect":"Allow","Action":"*","Condition":{"Bool":{"k":{"x":1}}}}'), '4:61 {"x":1} is not a text'],
  ])('%j', (text, expected) => {
    expect(complaint(text)).toBe(expected);
  });

  it('places broken JSON', () => {
    expect(complaint('{\n "Statement": [}')).toMatch(/^2:16 not valid JSON: /);
    expect(complaint('{"Statement":')).toMatch(/^1:14 not valid JSON: /);
  });

  it.each<[text: string, offset: number]>([
    ['{"a":1,}', 7],
    ['[1 2]', 3],
    ['{"a" 1}', 5],
    ['[01]', 1],
    ['["a\\x"]', 1],
    ['[]]', 2],
    ['[tru]', 1],
    ['{', 1],
    ["['a']", 1],
  ])('finds where %j breaks', (text, offset) => {
    expect(() => JSON.parse(text)).toThrow();
    expect(complaint(text).split(' ')[0]).toBe(`1:${offset + 1}`);
  });

  it('takes every spelling', () => {
    expect(
      complaint(
        policy(
          '{"Sid":"A","Effect":"Deny","NotAction":"a:b","NotResource":["*"],"NotPrincipal":{"AWS":"1"},"Condition":{"bool":{"k":true},"ForAnyValue:numericequals":{"n":[1,2]}}}',
        ),
      ),
    ).toBe('none');
    expect(complaint('\uFEFF{"Statement":{"Effect":"Allow","Action":"a:b"}}')).toBe('none');
  });

  it('bounds hostile documents', () => {
    expect(complaint(JSON.stringify({ Statement: Array(10_001).fill({ Effect: 'Allow', Action: 'a:b' }) }))).toMatch(
      /more than 10000 statements/,
    );
    expect(complaint(JSON.stringify({ Statement: [{ Effect: 'Allow', Action: Array(200_001).fill('a') }] }))).toMatch(
      /more than 200000 values/,
    );
    expect(complaint(JSON.stringify({ Statement: [{ Effect: 'Allow', Action: 'a'.repeat(20_001) }] }))).toMatch(
      /a text of 20001 characters/,
    );
    expect(complaint(`${'['.repeat(100_000)}${']'.repeat(100_000)}`)).toBe('1:1 nested deeper than 64 levels');
    expect(
      complaint('{"__proto__":{"Statement":[]},"Statement":[{"Effect":"Allow","Action":"a:b","constructor":1}]}'),
    ).toMatch(/no element "constructor"/);
  });
});
