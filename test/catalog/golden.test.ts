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
  /**
   * How the row was checked: the page was `opened`, a `search` showed the passage, the Service Authorization Reference's own table was read
   * (`reference`), or from knowledge of the page (`recall`).
   */
  checked: 'opened' | 'search' | 'reference' | 'recall';
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
        // Where AWS documentation is silent, an excerpt of AWS's own code or of its error message proves the row.
        expect(row.source).toMatch(
          row.checked === 'search'
            ? /^https:\/\/(docs\.aws\.amazon|github)\.com\//
            : /^https:\/\/docs\.aws\.amazon\.com\//,
        );
        expect(['opened', 'search', 'reference', 'recall']).toContain(row.checked);
        expect(needsOf(row)).toEqual([...row.needs].sort());
      });
    }
  });
}

/** The resource types of an action as patterns for the rows' spelling of ARNs. */
function typesOf(action: string): RegExp[] {
  const record = catalog.action(action)!;
  const types = catalog.service(action.split(':')[0]!)!.resourceTypes;
  return record.resourceTypes.map(({ type }) => {
    const literal = types[type]!.arn.split(/\$\{\w+\}|\*/).map((part) => part.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&'));
    return new RegExp(`^${literal.join('.*')}$`);
  });
}

describe('the golden table', () => {
  const rows = readdirSync(FOLDER)
    .filter((name) => name.startsWith('golden-'))
    .flatMap((file) => JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')) as GoldenRow[]);

  it('covers four hundred operations', () => {
    expect(new Set(rows.map((row) => row.operation)).size).toBeGreaterThanOrEqual(400);
  });

  it('names resources of a type that the reference lists for the action', () => {
    const wrong = rows
      .filter((row) => row.checked === 'reference')
      .flatMap((row) => row.needs.map((need) => need.split(' ').slice(0, 2) as [string, string]))
      .filter(([, resource]) => resource !== '*' && !resource.startsWith('$'))
      .filter(([action, resource]) => !typesOf(action).some((type) => type.test(resource)))
      .map(([action, resource]) => `${action} ${resource}`);
    expect(wrong).toEqual([]);
  });

  it('gives `*` only to actions that need no resource or take one by choice', () => {
    const wide = rows
      .filter((row) => row.checked === 'reference')
      .flatMap((row) => row.needs.map((need) => need.split(' ') as [string, string]))
      .filter(
        ([action, resource]) => resource === '*' && catalog.action(action)!.resourceTypes.some((type) => type.required),
      )
      .map(([action]) => action);
    expect(wide).toEqual([]);
  });
});
