import { openCatalog } from '../../src/catalog/index.js';
import { analyzeProject } from '../../src/cli/analyze-project.js';
import { changesOf, diffOf } from '../../src/cli/template-changes.js';
import { textOf } from '../../src/findings/index.js';
import { proposeRoles } from '../../src/proposals.js';
import type { Stage } from '../../src/role-proposal.js';
import { folderOf } from '../project/read.js';

/** Proposes for a project of these files: its rows, its complaints, and the lines an edit adds and takes away. */
export async function proposeFolder(files: { [file: string]: string }, stage: Stage = 'policy') {
  const { analysis } = await analyzeProject(folderOf(files), {});
  const proposals = proposeRoles(analysis, openCatalog(), '1.0.0', stage);
  const { changes, findings } = changesOf(proposals, analysis.project.root, {});
  const lines = changes.map(diffOf).join('').split('\n');
  const of = (sign: string) =>
    lines
      .filter((line) => line.startsWith(sign) && !line.startsWith(sign.repeat(3)))
      .map((line) => line.slice(1).trim());
  return {
    proposals,
    changes,
    verdicts: proposals.map(({ comparison }) => `${comparison.function} ${comparison.verdict}`),
    rows: proposals.flatMap(({ comparison }) =>
      comparison.rows.map(({ change, action, resource }) => `${change} ${action} ${resource}`),
    ),
    said: findings.map((finding) => `${finding.ruleId} ${textOf(finding)}`),
    added: of('+'),
    removed: of('-'),
  };
}
