import type { Analysis } from '../model/analysis.js';
import type { RoleProposal } from '../role-proposal.js';
import type { AnalyzeFlags } from './flags/analyze.js';
import { renderFormats } from './render-formats.js';

/** The statements in TypeScript, for functions whose policy CDK code makes. */
export async function statementsFor(
  made: readonly RoleProposal[],
  analysis: Analysis,
  flags: AnalyzeFlags,
): Promise<string> {
  const ids = new Set(made.flatMap(({ functions }) => functions.map(({ id }) => id)));
  const functions = analysis.functions.filter(({ fn }) => ids.has(fn.id));
  return (await renderFormats({ ...analysis, functions }, ['cdk-typescript'], flags)).join('');
}

/** What to write into CDK code: the statements, or what the stage asks for. */
export async function codeFor(made: readonly RoleProposal[], analysis: Analysis, flags: AnalyzeFlags): Promise<string> {
  const ready = made.flatMap(({ edit }) => ('refused' in edit && edit.made?.code ? [edit.made.code] : []));
  return ready.length > 0 ? ready.join('\n') : statementsFor(made, analysis, flags);
}
