import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { JsonSyntaxError, positionsOf, toValue } from '../../src/validate/json/node.js';
import { parseJson } from '../../src/validate/json/parse.js';

const failureOf = (text: string): string => {
  try {
    parseJson(text);
    return 'parsed';
  } catch (error) {
    if (!(error instanceof JsonSyntaxError)) throw error;
    const { line, column } = positionsOf(text)(error.offset);
    return `${line}:${column} ${error.message}`;
  }
};

describe('parseJson', () => {
  it('reads what JSON.parse reads', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(0, 1, 4), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        expect(JSON.stringify(toValue(parseJson(text)))).toBe(JSON.stringify(JSON.parse(text)));
      }),
    );
  });

  it('fails exactly where JSON.parse fails', () => {
    fc.assert(
      fc.property(
        fc.jsonValue(),
        fc.nat(),
        fc.constantFrom(',', '"', '}', '\\', ' ', '0', '\u0001', 'e'),
        (value, at, char) => {
          const text = JSON.stringify(value);
          const cut = at % (text.length + 1);
          const broken = text.slice(0, cut) + char + text.slice(cut);
          expect(failureOf(broken) === 'parsed').toBe(isJson(broken));
        },
      ),
      { numRuns: 500 },
    );
  });

  it.each([
    ['', '1:1 expected a value, found the end of the text'],
    ['{"a": 1,}', '1:9 expected a name in double quotes, found "}"'],
    ['{\n  "a" 1}', `2:7 expected ':', found "1"`],
    ['[1 2]', `1:4 expected ',' or ']', found "2"`],
    ['{"a": tru}', '1:7 expected a value, found "t"'],
    ['{} {}', '1:4 expected nothing more after the value, found "{"'],
    ['['.repeat(100), '1:65 expected at most 64 levels, found "["'],
  ])('%j: %s', (text, failure) => expect(failureOf(text)).toBe(failure));
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
