import { openCatalog } from '../catalog/index.js';
import { textOf } from '../findings/index.js';
import type { Analysis } from '../model/analysis.js';
import { proposeRoles } from '../proposals.js';
import type { CommentedFunction } from '../render/pull/comment.js';
import { toolVersion } from '../tool-version.js';
import { statementsFor } from './cdk-statements.js';
import type { AnalyzeFlags } from './flags/analyze.js';
import { changesOf, diffOf } from './template-changes.js';

type Edit = Pick<CommentedFunction, 'diff' | 'code' | 'unedited'>;

/**
 * What `propose` would edit, by function: the diff, or the code for those that CDK makes, or why there is none. Functions with one role
 * have one edit, which stands at the first of them.
 * @param pathOf path of a template as the diff names it
 */
export async function editsOf(
  analysis: Analysis,
  flags: AnalyzeFlags,
  pathOf: (file: string) => string,
): Promise<Map<string, Edit>> {
  const out = new Map<string, Edit>();
  for (const proposal of proposeRoles(analysis, openCatalog(), toolVersion())) {
    const [first, ...others] = proposal.functions;
    if (!first || proposal.comparison.verdict === 'same') continue;
    const { changes, findings } = changesOf([proposal], analysis.project.root, {});
    const diff = changes.map((change) => diffOf({ ...change, file: pathOf(change.file) })).join('');
    const why = findings.filter(({ ruleId }) => ruleId === 'IT708' || ruleId === 'IT712').map(textOf);
    const made = 'refused' in proposal.edit && proposal.edit.made !== undefined;
    out.set(first.id, {
      ...(diff !== '' && { diff }),
      ...(made && { code: await statementsFor([proposal], analysis, flags) }),
      ...(why.length > 0 && { unedited: why.join(' ') }),
    });
    for (const { id } of others) out.set(id, { unedited: `Its role is shared: the edit stands at ${first.id}.` });
  }
  return out;
}
