import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openCatalog } from '../../../src/catalog/open.js';
import { packTime, timeText } from '../../../src/dynamic/aggregate/event-time.js';
import { NameTree } from '../../../src/dynamic/aggregate/generalise/name-tree.js';
import { runTimeName } from '../../../src/dynamic/aggregate/generalise/run-time-names.js';
import { count, current } from '../../../src/dynamic/aggregate/generalise/tally.js';
import { SHAPE, shapeOf } from '../../../src/dynamic/aggregate/generalise/token-shape.js';
import { withoutVolatile } from '../../../src/dynamic/aggregate/generalise/volatile-token.js';

const UUID = '0f8fad5b-d9cb-469f-a165-70867728950e';
const piece = fc.oneof(
  fc.constantFrom('a', 'b', 'feed', 'x-', '.csv', '@', '-', '_', 'T', 'Z', '', '$', '='),
  fc.constantFrom('7', '42', '20260802', '2026-08-02', '2026-08-02T10', UUID, UUID.toUpperCase()),
  fc.constantFrom('01ARZ3NDEKTSV4RRFFQ69G5FAV', 'd41d8cd98f00b204e9800998ecf8427e', 'abcdefabcdefabcdef', 'abcdefab-'),
);
const token = fc.array(piece, { maxLength: 4 }).map((pieces) => pieces.join(''));

describe('the shape of a token', () => {
  it('is what the pattern for volatile parts makes of it', () => {
    fc.assert(
      fc.property(token, (text) => {
        const shape = shapeOf(Buffer.from(`/${text}/`), 1, text.length + 1);
        if (shape === SHAPE.plain) expect(withoutVolatile(text)).toBe(text);
        if (shape === SHAPE.volatile) expect(withoutVolatile(text)).toBe('*');
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['document.pdf', SHAPE.plain],
    ['a-rather-long-name-without-any-number', SHAPE.plain],
    ['', SHAPE.plain],
    ['7', SHAPE.volatile],
    [UUID, SHAPE.volatile],
    ['d41d8cd98f00b204e9800998ecf8427e', SHAPE.volatile],
    ['report-2026.csv', SHAPE.open],
    ['abcdefab-abcd-abcd-abcd-abcdefabcdef.png', SHAPE.open],
    ['cafe', SHAPE.plain],
  ])('%s', (text, expected) => expect(shapeOf(Buffer.from(text), 0, text.length)).toBe(expected));
});

describe('names read from bytes', () => {
  it('go to the same places as names read from text', () => {
    const name = fc.array(token, { minLength: 1, maxLength: 11 }).map((tokens) => tokens.join('/'));
    fc.assert(
      fc.property(fc.array(name, { maxLength: 60 }), (names) => {
        const [slow, fast] = [new NameTree('/'), new NameTree('/')];
        for (const one of names) {
          count(current(slow.tally(one)), 1, 1, 1);
          count(current(fast.tallyAt(Buffer.from(`"${one}"`), 1, one.length + 1)), 1, 1, 1);
        }
        const rows = (tree: NameTree) => [...tree.entries('head/')].map(([path, tally]) => [path, tally.count]).sort();
        expect(rows(fast)).toEqual(rows(slow));
      }),
    );
  });

  it('stand behind heads that no ARN format of the catalog says more of', () => {
    const catalog = openCatalog();
    const more: string[] = [];
    for (const prefix of catalog.prefixes()) {
      for (const { arn } of Object.values(catalog.service(prefix)?.resourceTypes ?? {})) {
        const example = arn.replace(/\$\{[^}]*\}/g, 'x');
        const head = runTimeName(example)?.head;
        // The head's last placeholders stand for one `x` each, so that what is left of the example is behind the head.
        if (head !== undefined && /[^x:]/.test(example.slice(head.length))) more.push(arn);
      }
    }
    expect(more).toEqual([]);
  });
});

describe('packed times', () => {
  it.each([
    ['2026-08-02T10:00:00Z', 20260802100000, '2026-08-02T10:00:00Z'],
    ['2026-08-02T10:00:00.123Z', 20260802100000, '2026-08-02T10:00:00Z'],
    ['2026-08-02T12:00:00+02:00', 20260802100000, '2026-08-02T10:00:00Z'],
    ['2026-08-02', 20260802000000, '2026-08-02T00:00:00Z'],
    ['0099-01-01T00:00:00Z', 990101000000, '0099-01-01T00:00:00Z'],
    ['yesterday', 0, ''],
    ['+012026-08-02T10:00:00Z', 0, ''],
    ['', 0, ''],
  ])('%s', (text, packed, again) => {
    expect(packTime(text)).toBe(packed);
    expect(timeText(packed)).toBe(again);
  });
});
