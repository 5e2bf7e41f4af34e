import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { FORMATS } from '../../src/render/index.js';
import { sarifLog } from '../../src/render/sarif/log.js';
import { OPTIONS, result, shop } from './shop.js';

/** The OASIS schema as a package carries it; it says draft 4, and uses nothing that later drafts read differently. */
const {
  $schema: _draft,
  id: _id,
  ...SCHEMA
} = JSON.parse(
  readFileSync(
    createRequire(import.meta.url).resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'),
    'utf8',
  ),
);
const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
(addFormats as unknown as (ajv: Ajv) => void)(ajv);
const validate = ajv.compile(SCHEMA);

function valid(text: string) {
  const log = JSON.parse(text);
  expect(validate(log) ? [] : validate.errors).toEqual([]);
  return log.runs[0];
}

const place = (line: number, file = 'src/a b/ä#1.ts') => ({ file, line, column: 2 });
const excess = (line: number, action: string) => ({
  ruleId: 'IT702',
  level: 'warning' as const,
  args: { fn: 'F', action, resource: '*', used: 'nothing uses it' },
  location: place(line),
});

describe('sarif', () => {
  it('is valid and holds each finding and each open site once', async () => {
    const open = {
      bucket: 'unresolved-operation' as const,
      location: place(9, 'src/app.ts'),
      site: 'new commands[kind]',
      reason: 'which command is decided at run time',
    };
    const finding = { ruleId: 'IT701', level: 'note' as const, args: { site: 'x', reason: 'y' } };
    const one = result('A', [], { findings: [excess(3, 's3:*'), finding], ledger: [open] });
    const two = result('B', [], { findings: [excess(3, 's3:*')], ledger: [open, { ...open, bucket: 'granted' }] });
    const run = valid((await FORMATS['sarif']!.load())(shop('sam', [one, two]), OPTIONS));
    expect(run.results.map((r: { ruleId: string; level: string }) => [r.ruleId, r.level])).toEqual([
      ['IT702', 'warning'],
      ['IT701', 'warning'],
      ['IT701', 'note'],
    ]);
    expect(run.results[0].locations).toEqual([
      {
        physicalLocation: {
          artifactLocation: { uri: 'src/a%20b/%C3%A4%231.ts', uriBaseId: '%SRCROOT%' },
          region: { startLine: 3, startColumn: 2 },
        },
      },
    ]);
    expect(run.tool.driver.rules.map(({ id }: { id: string }) => id)).toEqual(['IT701', 'IT702']);
  });

  it('is valid without findings', () => expect(valid(sarifLog([], '1.0.0')).results).toEqual([]));

  it('keeps the identity of a finding when its line moves, and tells equal ones apart', () => {
    const printsOf = (text: string) =>
      valid(text).results.map((r: { partialFingerprints: object }) => r.partialFingerprints);
    const before = printsOf(sarifLog([excess(3, 's3:*'), excess(8, 's3:*')], '1.0.0'));
    expect(printsOf(sarifLog([excess(13, 's3:*'), excess(18, 's3:*')], '1.0.0'))).toEqual(before);
    expect(before[0]).not.toEqual(before[1]);
  });

  it('stays below the limit of code scanning and says so', () => {
    const many = Array.from({ length: 25_001 }, (_, i) => excess(i + 1, 's3:*'));
    const run = JSON.parse(sarifLog(many, '1.0.0')).runs[0];
    expect(run.results).toHaveLength(25_000);
    expect(run.invocations[0].toolExecutionNotifications[0].message.text).toBe('1 results are left out');
  });
});
