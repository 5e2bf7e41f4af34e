import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openCatalog } from '../../src/catalog/index.js';
import { analyzeProject } from '../../src/cli/analyze-project.js';
import { undo, writeWithRollback } from '../../src/cli/rollback.js';
import { changesOf } from '../../src/cli/template-changes.js';
import { UserError } from '../../src/model/user-error.js';
import { proposeRoles } from '../../src/proposals.js';
import { hclCommentsBetween } from '../../src/propose/hcl/body.js';
import { commentsBetween } from '../../src/propose/yaml/comments.js';
import { REPOSITORY } from '../e2e/run-cli.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'propose-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

async function propose() {
  const { analysis } = await analyzeProject(folder, {});
  const proposals = proposeRoles(analysis, openCatalog(), '1.0.0');
  return { proposals, ...changesOf(proposals, analysis.project.root, {}), root: analysis.project.root };
}

const verdicts = ({ proposals }: Awaited<ReturnType<typeof propose>>) =>
  Object.fromEntries(proposals.map(({ comparison }) => [comparison.function, comparison.verdict]));

const commentsOf = (file: string, text: string) =>
  (file.endsWith('.tf') ? hclCommentsBetween : commentsBetween)(text, 0, text.length).toSorted();

describe.each([
  {
    fixture: 'test/fixtures/propose/cfn-roles',
    file: 'template.yaml',
    before: { Ingest: 'only-removes', Report: 'only-removes' },
    after: { Ingest: 'same', Report: 'same' },
  },
  {
    fixture: 'samples/sam-orders-api',
    file: 'template.yaml',
    before: { CreateOrder: 'unknown', GetOrder: 'only-removes', ListOrders: 'only-removes' },
    after: { CreateOrder: 'same', GetOrder: 'same', ListOrders: 'same' },
  },
  {
    fixture: 'test/fixtures/propose/serverless',
    file: 'serverless.yml',
    before: { 'enqueue, read': 'only-removes' },
    after: { 'enqueue, read': 'same' },
  },
  {
    fixture: 'test/fixtures/propose/terraform',
    file: 'main.tf',
    before: { 'aws_lambda_function.orders': 'only-removes' },
    after: { 'aws_lambda_function.orders': 'same' },
  },
])('$fixture', ({ fixture, file, before, after }) => {
  beforeEach(() => cpSync(join(REPOSITORY, fixture), folder, { recursive: true }));

  it('is proved, edited, then exactly what is needed, and not edited again', async () => {
    const first = await propose();
    expect(verdicts(first)).toEqual(before);
    expect(first.changes.map((change) => change.file)).toEqual([file]);
    const original = readFileSync(join(folder, file), 'utf8');
    const [written] = await writeWithRollback(first.changes, first.root, join(folder, 'rollback'));
    const edited = readFileSync(join(folder, file), 'utf8');
    expect(commentsOf(file, edited)).toEqual(commentsOf(file, original));
    const second = await propose();
    expect(second.changes).toEqual([]);
    expect(verdicts(second)).toEqual(after);
    // Nothing but what the framework attaches is granted and not needed.
    expect(
      second.proposals.flatMap(({ comparison }) => comparison.rows.filter(({ change }) => change !== 'kept')),
    ).toEqual([]);
    await undo(written!.rollback);
    expect(readFileSync(join(folder, file), 'utf8')).toBe(original);
  });

  it('refuses a file that changed since it was read, and writes nothing', async () => {
    const { changes, root } = await propose();
    writeFileSync(join(folder, file), `${readFileSync(join(folder, file), 'utf8')}# later\n`);
    const now = readFileSync(join(folder, file), 'utf8');
    await expect(writeWithRollback(changes, root, join(folder, 'rollback'))).rejects.toThrow(UserError);
    expect(readFileSync(join(folder, file), 'utf8')).toBe(now);
  });

  it('refuses to undo over a later edit', async () => {
    const { changes, root } = await propose();
    const [written] = await writeWithRollback(changes, root, join(folder, 'rollback'));
    writeFileSync(join(folder, file), `${readFileSync(join(folder, file), 'utf8')}# later\n`);
    await expect(undo(written!.rollback)).rejects.toThrow(/was edited after the proposal/);
  });
});
