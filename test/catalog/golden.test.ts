import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { openCatalog } from '../../src/catalog/index.js';
import { toArgument } from './plain-argument.js';
import { plainCondition, plainText } from './plain-text.js';

/** One operation checked by hand against the page in `source`. */
interface GoldenRow {
  operation: string;
  input: object;
  endpoint?: string;
  /** `<action> <resource>[ if <key>=<value>]`; empty with `permissionless`. */
  needs: string[];
  permissionless?: true;
  source: string;
}

const FOLDER = new URL('../cases/catalog/', import.meta.url);
const catalog = openCatalog();

function needsOf(row: GoldenRow): string[] {
  const [client = '', operation = ''] = row.operation.split(':');
  const answer = catalog.authorize({
    client,
    operation,
    input: toArgument(row.input),
    ...(row.endpoint && { endpoint: toArgument(row.endpoint) }),
  });
  expect(answer.outcome).toBe(row.permissionless ? 'permissionless' : 'authorized');
  return [
    ...new Set(
      answer.needs.map((need) => `${need.action} ${plainText(need.resource)}${plainCondition(need.condition)}`),
    ),
  ].sort();
}

for (const file of readdirSync(FOLDER)
  .filter((name) => name.startsWith('golden-'))
  .sort()) {
  describe(file, () => {
    const rows = JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')) as GoldenRow[];
    for (const row of rows) {
      it(`${row.operation} ${JSON.stringify(row.input)}`, () => {
        expect(row.source).toMatch(/^https:\/\/docs\.aws\.amazon\.com\//);
        expect(needsOf(row)).toEqual([...row.needs].sort());
      });
    }
  });
}
