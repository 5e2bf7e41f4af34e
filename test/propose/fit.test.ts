import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Comparison } from '../../src/model/comparison.js';
import { renderComment } from '../../src/render/pull/comment.js';
import { fitSections } from '../../src/render/pull/fit.js';

describe('fitSections', () => {
  const section = fc
    .tuple(fc.nat(400), fc.nat(200), fc.nat(60))
    .map(([a, b, c]) => ({ full: 'f'.repeat(a + b + c + 3), short: 's'.repeat(b + c + 2), line: 'l'.repeat(c + 1) }));

  it('never exceeds the limit, and is whole when there is room', () => {
    fc.assert(
      fc.property(fc.array(section, { maxLength: 20 }), fc.integer({ min: 300, max: 6000 }), (sections, limit) => {
        const text = fitSections('HEAD', sections, 'FOOT', limit);
        const whole = ['HEAD', ...sections.map(({ full }) => full), 'FOOT'].join('\n');
        expect(text.length).toBeLessThanOrEqual(limit);
        expect(text.startsWith('HEAD') && text.endsWith('FOOT')).toBe(true);
        expect(text === whole).toBe(whole.length <= limit);
        expect(text.includes('Truncated')).toBe(whole.length > limit);
      }),
    );
  });
});

const comparison = (id: string, rows: number): Comparison => ({
  function: id,
  declared: true,
  verdict: 'only-removes',
  before: { actions: rows + 1, wildcardResources: 0, writes: 0, permissionsManagement: 0 },
  after: { actions: 1, wildcardResources: 0, writes: 0, permissionsManagement: 0 },
  rows: [...Array(rows).keys()].map((n) => ({
    change: 'removed',
    action: `s3:Get${n}`,
    resource: `arn:aws:s3:::bucket-${n}/*`,
    levels: [],
    why: `nothing uses it (${n})`,
    at: { file: `template-${n}.yaml`, line: n + 1, column: 1 },
    evidence: [],
  })),
  unknownPolicies: [],
});

const render = (count: number, limit: number, rows = 60) =>
  renderComment(
    {
      marker: '<!-- iam-tighten:check -->',
      functions: [...Array(count).keys()].map((n) => ({ comparison: comparison(`fn-${n}`, rows), ledger: [] })),
      findings: [],
      accepted: 0,
      toolVersion: '1.0.0',
      catalogVersion: '1',
    },
    { limit },
  );

it('shows at most 20 rows of a function outside of folds', () => {
  const [open = ''] = render(1, 65_536).split('<details>');
  expect(open.match(/^\| ➖/gm)).toHaveLength(20);
});

it('names every function of a large project, and says that it is cut', () => {
  const text = render(80, 65_536);
  expect(text.length).toBeLessThanOrEqual(65_536);
  expect(new Set(text.match(/fn-\d+/g)).size).toBe(80);
  expect(text).toMatch(/\*\*Truncated\*\*.* functions are shown in short/);
  expect(text.match(/<details>/g)?.length).toBe(text.match(/<\/details>/g)?.length);
});

it('counts the functions it cannot even name', () => {
  const text = render(2000, 65_536, 1);
  const named = new Set(text.match(/^- `fn-\d+`/gm)).size;
  expect(text).toContain(`${2000 - named} functions are not shown`);
  expect(named).toBeGreaterThan(500);
});

it('shows the edit folded, cut at a line, and leaves it out first when room is short', () => {
  const diff = Array.from({ length: 1000 }, (_, n) => `-line ${n}`.padEnd(40)).join('\n');
  const input = {
    marker: '<!-- iam-tighten:check -->',
    functions: ['a', 'b'].map((id) => ({
      comparison: comparison(id, 3),
      ledger: [],
      diff,
      unedited: 'x was `left` alone',
    })),
    findings: [],
    accepted: 0,
    toolVersion: '1.0.0',
    catalogVersion: '1',
  };
  const whole = renderComment(input, { limit: 65_536 });
  expect(whole.match(/<summary>Edit of the template<\/summary>\n\n```diff\n-line 0 /g)).toHaveLength(2);
  expect(whole.match(/^707 more lines: `npx iam-tighten propose` prints them\.$/gm)).toHaveLength(2);
  expect(whole).toContain('x was \\`left\\` alone');
  const short = renderComment(input, { limit: 8_000 });
  expect(short).not.toContain('```diff');
  expect(short.match(/^\| ➖/gm)).toHaveLength(6);
});
