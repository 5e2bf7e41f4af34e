import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvRow } from '../../src/model/escape/csv.js';
import { htmlJson, htmlText } from '../../src/model/escape/html.js';
import { markdownBlock, markdownCode, markdownText } from '../../src/model/escape/markdown.js';
import { oneLine } from '../../src/model/escape/plain.js';

describe('foreign text is shown, never run', () => {
  it.each([
    ['\u001b[2Jx', '\\u{1b}[2Jx'],
    ['a\r\nb', 'a\\u{d}\\u{a}b'],
    ['\u202egpj.exe', '\\u{202e}gpj.exe'],
    ['naïve 表 🔒', 'naïve 表 🔒'],
  ])('terminal: %j', (text, shown) => expect(oneLine(text)).toBe(shown));

  it.each([
    ['<img src=x onerror=alert(1)>', '&lt;img src=x onerror=alert\\(1\\)&gt;'],
    ['[a](https://evil.example)', '\\[a\\]\\(https:\u2060//evil\\.example\\)'],
    ['a|b\n# c', 'a\\|b\\\\u\\{a\\}\\# c'],
    ['@team', '@\u2060team'],
  ])('markdown text: %j', (text, shown) => expect(markdownText(text)).toBe(shown));

  it.each([
    ['a`b', '``a`b``'],
    ['`', '`` ` ``'],
    ['a|b', '`a\\|b`'],
    ['', '`  `'],
  ])('markdown code: %j', (text, shown) => expect(markdownCode(text)).toBe(shown));

  it('a block cannot be closed from inside', () =>
    expect(markdownBlock('a\n````\nb\n', 'diff')).toBe('`````diff\na\n````\nb\n`````'));

  it('html', () => {
    expect(htmlText(`</td><script>"'&`)).toBe('&lt;/td&gt;&lt;script&gt;&quot;&#39;&amp;');
    expect(htmlJson({ a: '</script><!--' })).toBe('{"a":"\\u003c/script\\u003e\\u003c!--"}');
  });

  it('html data is read back as it was', () =>
    fc.assert(
      fc.property(fc.json(), (json) => {
        expect(JSON.parse(htmlJson(JSON.parse(json)))).toEqual(JSON.parse(json));
      }),
    ));

  it.each([
    [['=cmd()', '+1', '-1', '@x', ' =a', 'ok', 3, 'a,"b"'], `'=cmd(),'+1,'-1,'@x,' =a,ok,3,"a,""b"""\r\n`],
    [['a\nb'], 'a\\u{a}b\r\n'],
  ] as const)('csv: %j', (cells, row) => expect(csvRow(cells)).toBe(row));
});
