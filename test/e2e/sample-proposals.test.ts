import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openCatalog } from '../../src/catalog/index.js';
import { analyzeProject } from '../../src/cli/analyze-project.js';
import { writeWithRollback } from '../../src/cli/rollback.js';
import { changesOf } from '../../src/cli/template-changes.js';
import { proposeRoles, type RoleProposal } from '../../src/proposals.js';
import { hclCommentsBetween } from '../../src/propose/hcl/body.js';
import { commentsBetween } from '../../src/propose/yaml/comments.js';
import { includes } from '../../src/prove/index.js';
import { REPOSITORY } from './run-cli.js';

/**
 * How the template of each framework is made to allow far too much: the text to look for, and what takes its place. Every sample with a
 * template of such a name is tested.
 */
const WIDEN: { readonly [file: string]: (text: string) => string } = {
  'template.yaml': (text) =>
    text
      .replace(/^( {6})(?:Handler: .*)$/gm, (line, pad: string) =>
        [
          line,
          ...(/^ {6}Policies:/m.test(text)
            ? []
            : [
                `${pad}Policies:`,
                `${pad}  # everything, for a start`,
                `${pad}  - Version: "2012-10-17"`,
                `${pad}    Statement: [{ Effect: Allow, Action: "*", Resource: "*" }]`,
              ]),
        ].join('\n'),
      )
      .replace(
        /^( {8})- (AmazonS3FullAccess|AmazonSNSFullAccess)$/gm,
        '$1- Statement: [{ Effect: Allow, Action: "*", Resource: "*" }] # $2',
      ),
  'serverless.yml': (text) =>
    text.replace(/^(\s*)Action:.*$/gm, '$1Action: "*"').replace(/^(\s*)Resource:.*$/gm, '$1Resource: "*"'),
  'iam.tf': (text) =>
    text
      .replace(/^(\s*)actions(\s*)=\s*\[[^\]]*\]/gm, '$1actions$2= ["*"]')
      .replace(/^(\s*)resources(\s*)=\s*\[[^\]]*\]/gm, '$1resources$2= ["*"]'),
};

const samples = join(REPOSITORY, 'samples');
const cases = readdirSync(samples).flatMap((name) =>
  Object.keys(WIDEN).flatMap((file) => (existsSync(join(samples, name, file)) ? [{ name, file }] : [])),
);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sample-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

async function propose() {
  const { analysis } = await analyzeProject(folder, {});
  const proposals = proposeRoles(analysis, openCatalog(), '1.0.0');
  return { proposals, root: analysis.project.root, ...changesOf(proposals, analysis.project.root, {}) };
}

const declaredOf = ({ functions }: RoleProposal) =>
  functions[0]?.declared?.documents.map(({ document }) => document) ?? [];

it('knows a template of some samples', () => expect(cases.length).toBeGreaterThanOrEqual(2));

describe.each(cases)('$name/$file', ({ name, file }) => {
  it('is tightened to what is generated, keeps its comments, and is not edited again', async () => {
    cpSync(join(samples, name), folder, { recursive: true });
    const template = join(folder, file);
    const wide = WIDEN[file]!(readFileSync(template, 'utf8'));
    writeFileSync(template, wide);
    const first = await propose();
    const editable = first.proposals.filter(({ unresolved }) => unresolved.length === 0);
    expect(editable.length).toBeGreaterThan(0);
    // Proved before it is written: nothing but removals where all of today is allowed.
    for (const { comparison } of editable) expect(comparison.verdict).toMatch(/only-removes|adds|same/);
    await writeWithRollback(first.changes, first.root, join(folder, 'rollback'));
    const edited = readFileSync(template, 'utf8');
    const comments = file.endsWith('.tf') ? hclCommentsBetween : commentsBetween;
    expect(comments(edited, 0, edited.length).toSorted()).toEqual(comments(wide, 0, wide.length).toSorted());
    // A plan is of before the edit until it is made again; here the module itself is read.
    rmSync(join(folder, 'plan.json'), { force: true });
    const second = await propose();
    expect(second.changes).toEqual([]);
    for (const proposal of second.proposals.filter(({ unresolved }) => unresolved.length === 0)) {
      // The declared policy is the generated one: each allows nothing that the other does not.
      expect([proposal.comparison.function, proposal.comparison.verdict]).toEqual([
        proposal.comparison.function,
        'same',
      ]);
      expect(proposal.comparison.rows.filter(({ change }) => change !== 'kept')).toEqual([]);
      const before = first.proposals.find(({ functions }) => functions[0]?.id === proposal.functions[0]?.id)!;
      if (before.comparison.verdict === 'only-removes')
        expect(includes({ identity: declaredOf(proposal) }, { identity: declaredOf(before) }).answer).toBe('none');
    }
  });
});
