import { existsSync, statSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';
import { REPOSITORY } from '../e2e/run-cli.js';
import { pages, proseOf, read } from './markdown.js';

/** Links to other files: not to the web. */
const linksOf = (markdown: string): string[] =>
  [...proseOf(markdown).matchAll(/\]\(\s*<?([^)\s>]+)>?[^)]*\)/g)]
    .map(([, target]) => target!)
    .filter((target) => !/^[a-z][a-z+.-]*:/i.test(target));

/** Anchors as GitHub makes them from headings. */
const anchorsOf = (markdown: string): string[] =>
  [...markdown.replace(/^(`{3,})[^`][\s\S]*?^\1$/gm, '').matchAll(/^#{1,6} (.+)$/gm)].map(([, title]) =>
    title!
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );

/** What is wrong with a link; undefined when it leads somewhere. */
function fault(page: string, target: string): string | undefined {
  const [path = '', anchor] = target.split('#');
  const file = path === '' ? page : normalize(join(dirname(page), decodeURIComponent(path)));
  if (file.startsWith('..')) return `${target} leaves the repository`;
  const full = join(REPOSITORY, file);
  if (!existsSync(full)) return `${target} does not exist`;
  if (anchor === undefined || !statSync(full).isFile() || !file.endsWith('.md')) return undefined;
  return anchorsOf(read(file)).includes(anchor) ? undefined : `${target} has no such heading`;
}

describe('links between pages', () => {
  it.each(pages())('%s', (page) => {
    const faults = linksOf(read(page)).flatMap((target) => fault(page, target) ?? []);
    expect(faults).toEqual([]);
  });

  it('tells a broken link from a good one', () => {
    expect(linksOf('[a](b.md) `[c](d.md)` [e](https://f)')).toEqual(['b.md']);
    expect(fault('docs/trust.md', 'nowhere.md')).toBe('nowhere.md does not exist');
    expect(fault('docs/trust.md', 'trust.md#no-such')).toBe('trust.md#no-such has no such heading');
    expect(fault('docs/trust.md', '../README.md')).toBeUndefined();
  });
});
