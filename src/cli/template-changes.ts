import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createTwoFilesPatch } from 'diff';
import type { Comparison, DeltaRow } from '../model/comparison.js';
import { someOf } from '../model/comparison-groups.js';
import type { Finding } from '../model/finding.js';
import { UserError } from '../model/user-error.js';
import { type EditedFile, editTemplate } from '../propose/index.js';
import { witness } from '../render/summary.js';
import type { RoleProposal } from '../role-proposal.js';
import { findConstruct } from './find-construct.js';
import type { ProposeFlags } from './flags/propose.js';

/** One template with its text before and after. */
export interface Change {
  file: string;
  before: string;
  after: string;
  proposals: RoleProposal[];
}

/** Edits that leave the policies as they are. */
const BOUNDARIES: ReadonlySet<string> = new Set(['boundary', 'serverless-boundary', 'terraform-boundary']);

/** Edits of all templates, and what was left alone and why. */
export function changesOf(
  proposals: readonly RoleProposal[],
  root: string,
  { onlyRemove, acceptUnresolved }: Pick<ProposeFlags, 'onlyRemove' | 'acceptUnresolved'>,
): { changes: Change[]; findings: Finding[] } {
  const findings: Finding[] = [];
  const byFile = new Map<string, RoleProposal[]>();
  for (const proposal of proposals) {
    const { edit, comparison } = proposal;
    const fn = comparison.function;
    const proved = comparison.verdict === 'only-removes' || comparison.verdict === 'same';
    if (proposal.functions.length > 1)
      findings.push({ ruleId: 'IT710', level: 'warning', args: { role: proposal.role ?? '', functions: fn } });
    const bounded = 'way' in edit && BOUNDARIES.has(edit.way);
    if (comparison.verdict === 'same' && !bounded) continue;
    const [open] = proposal.unresolved;
    if (open && !acceptUnresolved)
      findings.push({
        ruleId: 'IT708',
        level: 'warning',
        args: {
          fn,
          reason: `${proposal.unresolved.length} of its calls are unresolved (${open.site}: ${open.reason}); --accept-unresolved edits it all the same`,
        },
        location: open.location,
      });
    else if ('refused' in edit && edit.made) findings.push(madeByCode(fn, root, edit.made));
    else if ('refused' in edit)
      findings.push({ ruleId: 'IT708', level: 'warning', args: { fn, reason: edit.refused } });
    else if (onlyRemove && !proved && !bounded)
      findings.push({
        ruleId: 'IT708',
        level: 'warning',
        args: { fn, reason: 'it is not proved that the edit only removes access' },
      });
    else byFile.set(edit.file, [...(byFile.get(edit.file) ?? []), proposal]);
    if (!bounded) findings.push(...additions(comparison));
  }
  const changes = [...byFile].flatMap(([file, group]): Change[] => {
    const before = readTemplate(path.join(root, file), file);
    const edits = group.flatMap(({ edit }) => ('refused' in edit ? [] : [edit]));
    const edited = editTemplate(file, before, edits, moduleText(root, file, before));
    findings.push(...refusals(edited));
    return edited.text === before ? [] : [{ file, before, after: edited.text, proposals: group }];
  });
  return { changes, findings };
}

/** What the new policy allows and the old one does not, or not provably: one finding for each reason. */
function additions({ function: fn, verdict, rows }: Comparison): Finding[] {
  const added = new Map<string, DeltaRow[]>();
  for (const row of rows)
    if (row.change === 'lacking' || (row.change === 'undecided' && verdict === 'adds'))
      added.set(row.why, [...(added.get(row.why) ?? []), row]);
  return [...added].map(([why, group]) => {
    const action = someOf([...new Set(group.map((row) => row.action))], 4);
    const resource = someOf([...new Set(group.map((row) => row.resource))], 2);
    const witnesses = [...new Set(group.flatMap(({ evidence }) => evidence.slice(0, 1).map(witness)))];
    const because = [why, ...(witnesses.length > 0 ? [someOf(witnesses, 2)] : [])].join('; ');
    return { ruleId: 'IT709', level: 'warning', args: { fn, action, resource, why: because } };
  });
}

/** Where to write a policy that code makes. */
function madeByCode(fn: string, root: string, made: { template: string; logicalId: string }): Finding {
  const construct = findConstruct(root, made.template, made.logicalId);
  const place = construct?.at ? ` at ${construct.at.file}:${construct.at.line}` : '';
  const args = { fn, construct: construct ? `${construct.path}${place}` : made.logicalId };
  return { ruleId: 'IT712', level: 'warning', args, ...(construct?.at && { location: construct.at }) };
}

const refusals = ({ refused }: EditedFile): Finding[] =>
  refused.map(({ functionId, reason, at }) => ({
    ruleId: 'IT708',
    level: 'warning',
    args: { fn: functionId, reason },
    ...(at && { location: at }),
  }));

function readTemplate(full: string, file: string): string {
  try {
    return readFileSync(full, 'utf8');
  } catch (error) {
    throw new UserError(`${file} cannot be read: ${(error as Error).message}`);
  }
}

/** What may refer to a file: for Terraform all files of its folder. */
function moduleText(root: string, file: string, text: string): string {
  if (!file.endsWith('.tf')) return text;
  const folder = path.join(root, path.dirname(file));
  const names = readdirSync(folder).filter((name) => name.endsWith('.tf'));
  return names.map((name) => readTemplate(path.join(folder, name), name)).join('\n');
}

/** A unified diff as `git apply` takes it. */
export const diffOf = ({ file, before, after }: Change): string =>
  createTwoFilesPatch(`a/${file}`, `b/${file}`, before, after, undefined, undefined, { context: 3 }).replace(
    /^=+\n/,
    '',
  );
