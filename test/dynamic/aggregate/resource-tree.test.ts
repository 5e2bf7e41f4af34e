import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { published, ResourceTree } from '../../../src/dynamic/aggregate/generalise/resource-tree.js';
import { count, current } from '../../../src/dynamic/aggregate/generalise/tally.js';
import { withoutVolatile } from '../../../src/dynamic/aggregate/generalise/volatile-token.js';

const TIME = 20260802100000;

function treeOf(arns: readonly string[]): ResourceTree {
  const tree = new ResourceTree();
  for (const arn of arns) count(current(tree.tally(arn)), 1, TIME, TIME);
  return tree;
}
const show = (tree: ResourceTree): string[] =>
  [...tree.entries()]
    .filter(([, { count: n }]) => n > 0)
    .map(([arn, { count: n }]) => `${arn} ${n}`)
    .sort();
const objects = (...keys: string[]): string[] => keys.map((key) => `arn:aws:s3:::b/${key}`);

describe('volatile parts of names', () => {
  it.each([
    ['0f8fad5b-d9cb-469f-a165-70867728950e', '*'],
    ['photo-0f8fad5b-d9cb-469f-a165-70867728950e.png', 'photo-*.png'],
    ['2026-08-02', '*'],
    ['report-2026-08-02T10:15:00Z.csv', 'report-*.csv'],
    ['year=2026', 'year=*'],
    ['20260802T101500Z', '*'],
    ['01ARZ3NDEKTSV4RRFFQ69G5FAV', '*'],
    ['ana@example.com', '*'],
    ['d41d8cd98f00b204e9800998ecf8427e.json', '*.json'],
    ['7', '*'],
    ['v2', 'v2'],
    ['settings.json', 'settings.json'],
    ['facade', 'facade'],
    ['', ''],
  ])('%s → %s', (token, expected) => expect(withoutVolatile(token)).toBe(expected));
});

describe('resources of one role and action', () => {
  it('keeps up to nine names in a place, and one star for ten', () => {
    const letters = 'abcdefghij';
    expect(show(treeOf(objects(...letters.slice(0, 9))))).toEqual(
      [...letters.slice(0, 9)].map((name) => `arn:aws:s3:::b/${name} 1`),
    );
    expect(show(treeOf(objects(...letters)))).toEqual(['arn:aws:s3:::b/** 10']);
    expect(published('arn:aws:s3:::b/**')).toBe('arn:aws:s3:::b/*');
  });

  it('merges only the place that is full', () => {
    const people = [...'abcdefghij'].map((name) => `people/${name}/avatar.png`);
    expect(show(treeOf(objects(...people, 'config/settings.json')))).toEqual([
      'arn:aws:s3:::b/config/settings.json 1',
      'arn:aws:s3:::b/people/**/avatar.png 10',
    ]);
  });

  it('keeps names that somebody gave, up to five hundred', () => {
    const table = (i: number) => `arn:aws:dynamodb:eu-west-1:111122223333:table/T${i}`;
    const five = Array.from({ length: 500 }, (_, i) => table(i));
    expect(show(treeOf(five))).toHaveLength(500);
    expect(show(treeOf([...five, table(500), table(3)]))).toEqual([
      'arn:aws:dynamodb:eu-west-1:111122223333:table/* 502',
    ]);
    const queues = Array.from({ length: 501 }, (_, i) => `arn:aws:sqs:eu-west-1:111122223333:q${i}`);
    expect(show(treeOf(queues))).toEqual(['arn:aws:sqs:eu-west-1:111122223333:* 501']);
  });

  it.each([
    [
      'arn:aws:states:eu-west-1:1:execution:flow:0f8fad5b-d9cb-469f-a165-70867728950e',
      'arn:aws:states:eu-west-1:1:execution:flow:*',
    ],
    [
      'arn:aws:kms:eu-west-1:1:key/0f8fad5b-d9cb-469f-a165-70867728950e',
      'arn:aws:kms:eu-west-1:1:key/0f8fad5b-d9cb-469f-a165-70867728950e',
    ],
    [
      'arn:aws:logs:eu-west-1:1:log-group:/aws/lambda/f:log-stream:2026/08/02/[$LATEST]d41d8cd98f00b204e9800998ecf8427e',
      'arn:aws:logs:eu-west-1:1:log-group:/aws/lambda/f:log-stream:*/*/*/[$LATEST]*',
    ],
    ['arn:aws:s3:::0f8fad5b-d9cb-469f-a165-70867728950e', 'arn:aws:s3:::0f8fad5b-d9cb-469f-a165-70867728950e'],
    ['arn:aws:s3:eu-west-1:1:accesspoint/ap/object/2026/a.txt', 'arn:aws:s3:eu-west-1:1:accesspoint/ap/object/*/a.txt'],
    ['arn:aws:constructor:eu-west-1:1:x/2026', 'arn:aws:constructor:eu-west-1:1:x/2026'],
    ['*', '*'],
  ])('%s → %s', (arn, expected) => expect(show(treeOf([arn]))).toEqual([`${expected} 1`]));

  const key = fc
    .array(fc.constantFrom(...'abcdefghijklmn', '12', 'x-2026-08-02.csv'), { minLength: 1, maxLength: 9 })
    .map((tokens) => tokens.join('/'));

  it('does not depend on the order of arrival, nor on how events are shared out', () => {
    fc.assert(
      fc.property(
        fc.array(key, { maxLength: 150 }),
        fc.array(fc.boolean(), { minLength: 150, maxLength: 150 }),
        (keys, side) => {
          const arns = objects(...keys);
          const joined = show(treeOf(arns));
          expect(show(treeOf([...arns].reverse()))).toEqual(joined);
          const tree = new ResourceTree();
          for (const half of [true, false]) {
            for (const [arn, tally] of treeOf(arns.filter((_, i) => side[i] === half)).entries())
              count(current(tree.tally(arn)), tally.count, TIME, TIME);
          }
          expect(show(tree)).toEqual(joined);
        },
      ),
    );
  });

  it('covers every key, counts each once, and stays small', () => {
    fc.assert(
      fc.property(fc.array(key, { maxLength: 400 }), (keys) => {
        const tree = treeOf(objects(...keys));
        const rows = [...tree.entries()].filter(([, tally]) => tally.count > 0);
        expect(rows.reduce((sum, [, tally]) => sum + tally.count, 0)).toBe(keys.length);
        expect(rows.length).toBeLessThanOrEqual(9 * 9 * 3 + 9 * 9 + 9 * 2);
        const patterns = rows.map(
          ([arn]) =>
            new RegExp(
              `^${published(arn)
                .replace(/[.$[\]]/g, '\\$&')
                .replaceAll('*', '.*')}$`,
            ),
        );
        for (const arn of objects(...keys)) expect(patterns.some((pattern) => pattern.test(arn))).toBe(true);
      }),
    );
  });
});
