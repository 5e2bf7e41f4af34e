import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openCatalog } from '../../src/catalog/index.js';
import { analyzeProject } from '../../src/cli/analyze-project.js';
import { writeWithRollback } from '../../src/cli/rollback.js';
import { changesOf } from '../../src/cli/template-changes.js';
import type { PolicyDocument, Statement } from '../../src/model/policy.js';
import { proposeRoles } from '../../src/proposals.js';
import { spellOut } from '../../src/propose/compare/spell-out.js';
import { hclCommentsBetween } from '../../src/propose/hcl/body.js';
import { commentsBetween } from '../../src/propose/yaml/comments.js';
import { includes } from '../../src/prove/index.js';
import type { RoleProposal } from '../../src/role-proposal.js';
import { diagnostics, evaluate } from '../render/evaluate-cdk.js';
import { REPOSITORY, runCli } from './run-cli.js';

/** A policy for everything, where a list of policies of a SAM function or of a role stood. Comments of the list stay in front of it. */
function widened(pad: string, list: string): string {
  const comments = list.split('\n').filter((line) => /^\s*#/.test(line));
  const statement = 'Statement: [{ Effect: Allow, Action: "*", Resource: "*" }] # for a start';
  const document = list.includes('PolicyName')
    ? [`- PolicyName: everything`, '  PolicyDocument:', '    Version: "2012-10-17"', `    ${statement}`]
    : ['- Version: "2012-10-17"', `  ${statement}`];
  return [`${pad}Policies:`, ...comments, ...document.map((line) => `${pad}  ${line}`), ''].join('\n');
}

/**
 * How the template of each framework is made to allow everything: the text to look for, and what takes its place. Every sample with a
 * template of such a name is tested.
 */
const WIDEN: { readonly [file: string]: (text: string) => string } = {
  'template.yaml': (text) =>
    /^ {6}Policies:/m.test(text)
      ? text.replace(/^( {6})Policies:\n((?: {8}.*\n| *#.*\n)+)/gm, (_, pad: string, list: string) =>
          widened(pad, list),
        )
      : text.replace(/^( {6})Handler: .*\n/gm, (line, pad: string) => line + widened(pad, `${pad}  # everything\n`)),
  'serverless.yml': (text) =>
    text.replace(/^(\s*)Action:.*$/gm, '$1Action: "*"').replace(/^(\s*)Resource:.*$/gm, '$1Resource: "*"'),
  'iam.tf': (text) =>
    text
      .replace(/^(\s*)actions(\s*)=\s*\[(?!"sts)[^\]]*\]/gm, '$1actions$2= ["*"]')
      .replace(/^(\s*)resources(\s*)=\s*\[[^\]]*\]/gm, '$1resources$2= ["*"]'),
};

const cases = readdirSync(join(REPOSITORY, 'samples'))
  .map((name) => `samples/${name}`)
  // There is no sample of plain CloudFormation: its fixture has the roles and policies of one.
  .concat('test/fixtures/propose/cfn-roles')
  .flatMap((path) =>
    Object.keys(WIDEN).flatMap((file) => (existsSync(join(REPOSITORY, path, file)) ? [{ path, file }] : [])),
  );

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sample-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

async function propose() {
  const { analysis } = await analyzeProject(folder, {});
  const proposals = proposeRoles(analysis, openCatalog(), '1.0.0');
  return { analysis, proposals, root: analysis.project.root, ...changesOf(proposals, analysis.project.root, {}) };
}

const documentsOf = ({ functions }: RoleProposal) => functions[0]?.declared?.documents ?? [];

/** A policy as the set of what it says: one line for each action on each resource under each condition. */
const linesOf = (documents: readonly PolicyDocument[]): string[] =>
  [
    ...new Set(
      documents.flatMap(({ Statement }) =>
        [Statement]
          .flat()
          .flatMap(({ Effect, Action = [], Resource = [], Condition }) =>
            [Action]
              .flat()
              .flatMap((action) =>
                [Resource]
                  .flat()
                  .map((resource) => [Effect, action, resource, JSON.stringify(Condition ?? {})].join(' ')),
              ),
          ),
      ),
    ),
  ].toSorted();

/** What the generated policy says beyond what the framework attaches by itself. */
function generatedBy(proposal: RoleProposal): PolicyDocument {
  const implicit = documentsOf(proposal).flatMap((one) => (one.implicit ? [one.document] : []));
  const pairs = proposal.policies
    .flatMap(({ document }) => [document.Statement].flat())
    .flatMap(({ Action = [], Resource = [], ...rest }) =>
      [Action]
        .flat()
        .flatMap((action) =>
          [Resource].flat().map((resource): Statement => ({ ...rest, Action: action, Resource: resource })),
        ),
    );
  const asDocument = (Statement: Statement[]): PolicyDocument => ({ Version: '2012-10-17', Statement });
  return asDocument(
    pairs.filter((pair) => includes({ identity: [asDocument([pair])] }, { identity: implicit }).answer !== 'none'),
  );
}

const hasOwn = (proposal: RoleProposal) => documentsOf(proposal).some(({ implicit }) => !implicit);
const isOpen = ({ unresolved }: RoleProposal) => unresolved.length > 0;

it('knows a template of every framework that is edited', () =>
  expect(new Set(cases.map(({ path, file }) => (path.startsWith('samples') ? file : path))).size).toBe(4));

describe.each(cases)('$path/$file', ({ path, file }) => {
  it('is tightened to what is generated, keeps its comments, and is not edited again', async () => {
    cpSync(join(REPOSITORY, path), folder, { recursive: true });
    const template = join(folder, file);
    const wide = WIDEN[file]!(readFileSync(template, 'utf8'));
    writeFileSync(template, wide);
    // A plan is of before the edit until it is made again; here the module itself is read.
    rmSync(join(folder, 'plan.json'), { force: true });
    const first = await propose();
    const editable = first.proposals.filter((proposal) => !isOpen(proposal) && hasOwn(proposal));
    expect(editable.length).toBeGreaterThan(0);
    // Proved before it is written, function by function, and nothing is left alone without a reason.
    expect(editable.map(({ comparison }) => comparison.verdict)).toEqual(editable.map(() => 'only-removes'));
    const left = first.proposals.filter(isOpen);
    expect(first.findings.filter(({ ruleId }) => ruleId === 'IT708')).toHaveLength(left.length);
    await writeWithRollback(first.changes, first.root, join(folder, 'rollback'));
    const edited = readFileSync(template, 'utf8');
    const comments = file.endsWith('.tf') ? hclCommentsBetween : commentsBetween;
    expect(comments(edited, 0, edited.length).toSorted()).toEqual(comments(wide, 0, wide.length).toSorted());
    const second = await propose();
    expect(second.changes).toEqual([]);
    for (const [index, proposal] of second.proposals.entries()) {
      if (isOpen(proposal)) continue;
      const declared = documentsOf(proposal);
      const own = declared.filter(({ implicit }) => !implicit).map(({ document }) => document);
      // The declared policy is the generated one, line by line, and proved so.
      const spell = spellOut(second.analysis.project.resources, openCatalog(), {});
      expect(linesOf(own.map(spell))).toEqual(linesOf([spell(generatedBy(proposal))]));
      expect(proposal.comparison.verdict).toBe('same');
      expect(proposal.comparison.rows.filter(({ change }) => change !== 'kept')).toEqual([]);
      const now = { identity: declared.map(({ document }) => document) };
      const before = { identity: documentsOf(first.proposals[index]!).map(({ document }) => document) };
      expect(includes(now, before).answer).toBe('none');
      const needed = { identity: proposal.policies.map(({ document }) => spell(document)) };
      const spelled = { identity: now.identity.map(spell) };
      expect(includes(needed, spelled).answer).toBe('none');
    }
  });

  it('says what it adds, and why, where the template lacks a permission', async () => {
    cpSync(join(REPOSITORY, path), folder, { recursive: true });
    const template = join(folder, file);
    const none = WIDEN[file]!(readFileSync(template, 'utf8')).replace(
      /(Action: |actions\s*= \[)"\*"/g,
      '$1"sts:GetCallerIdentity"',
    );
    writeFileSync(template, none);
    rmSync(join(folder, 'plan.json'), { force: true });
    const first = await propose();
    const lacking = first.proposals.filter(
      (proposal) => !isOpen(proposal) && proposal.comparison.rows.some(({ change }) => change === 'lacking'),
    );
    expect(lacking.length).toBeGreaterThan(0);
    for (const { comparison } of lacking) {
      expect(comparison.verdict).toBe('adds');
      const said = first.findings.filter(
        ({ ruleId, args }) => ruleId === 'IT709' && args['fn'] === comparison.function,
      );
      expect(said.length).toBeGreaterThan(0);
      for (const { args } of said) expect(args['why']).toMatch(/^no statement allows it; [\w./-]+:\d+:\d+ /);
    }
    await writeWithRollback(first.changes, first.root, join(folder, 'rollback'));
    const second = await propose();
    const verdicts = second.proposals
      .filter((proposal) => !isOpen(proposal))
      .map(({ comparison }) => comparison.verdict);
    expect(verdicts).toEqual(verdicts.map(() => 'same'));
  });
});

it('suggests statements for CDK code that say just what is generated, and where they go', async () => {
  cpSync(join(REPOSITORY, 'samples/cdk-invoice-mailer'), folder, { recursive: true });
  const first = await propose();
  const [proposal] = first.proposals;
  expect(first.changes).toEqual([]);
  expect(first.findings.filter(({ ruleId }) => ruleId === 'IT712').map(({ location }) => location?.file)).toEqual([
    'lib/invoice-stack.ts',
  ]);
  const { status, stdout } = runCli(['propose', '-q'], { cwd: folder });
  expect(status).toBe(0);
  expect(diagnostics(stdout)).toEqual([]);
  const references = Object.fromEntries(
    [...stdout.matchAll(/^\s+(?:readonly )?(\w+): string;/gm)].map(([, name]) => [name!, `<${name}>`]),
  );
  const made = Object.values(evaluate(stdout, references)).flat() as Statement[];
  const actionsOf = (statements: readonly Statement[]) =>
    [...new Set(statements.flatMap(({ Action = [] }) => [Action].flat()))].toSorted();
  expect(actionsOf(made)).toEqual(actionsOf([generatedBy(proposal!).Statement].flat()));
});
