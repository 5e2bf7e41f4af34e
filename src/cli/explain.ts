import { openCatalog, suggestNames } from '../catalog/index.js';
import { oneLine } from '../model/escape/plain.js';
import { UserError } from '../model/user-error.js';
import { openSites, renderExplanation } from '../render/explain.js';
import { analyzeProject } from './analyze-project.js';
import { type ExitCode, SUCCESS } from './exit-codes.js';
import type { AnalyzeFlags } from './flags/analyze.js';
import { styleFor } from './terminal.js';

/** A mistyped action is needed by nothing, which would be taken for an answer. */
function unknownAction(action: string): string {
  const catalog = openCatalog();
  if (/[*?]/.test(action) || catalog.action(action)) return '';
  const [near] = suggestNames('action', action, catalog);
  return `! ${action} is not an action of the catalog${near ? `; did you mean ${near}?` : ''}\n`;
}

/** Runs `explain`. "Nothing needs it" is an answer, and comes with what could not be looked into. */
export async function runExplain(action: string, path: string, flags: AnalyzeFlags): Promise<ExitCode> {
  if (!/^[\w*?-]+:[\w*?-]+$/.test(action))
    throw new UserError(`${action} is not an action`, {
      advice: 'write it as service:Action, for example s3:GetObject',
    });
  const { analysis } = await analyzeProject(path, flags);
  const text = renderExplanation(analysis, action, styleFor(process.stdout));
  if (text !== undefined) {
    process.stdout.write(text);
    return SUCCESS;
  }
  process.stderr.write(unknownAction(action));
  const open = openSites(analysis);
  const doubt =
    open.length > 0
      ? `; ${open.length === 1 ? '1 site is' : `${open.length} sites are`} unresolved and could need it:`
      : '';
  process.stdout.write(`No function here needs ${action}${doubt}\n`);
  for (const { location, site, reason } of open)
    process.stdout.write(`${oneLine(`  ${location.file}:${location.line}:${location.column} ${site}: ${reason}`)}\n`);
  return SUCCESS;
}
