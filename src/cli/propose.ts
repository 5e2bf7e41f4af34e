import path from 'node:path';
import { openCatalog } from '../catalog/index.js';
import { textOf } from '../findings/index.js';
import { oneLine } from '../model/escape/plain.js';
import { UserError } from '../model/user-error.js';
import { proposeRoles } from '../proposals.js';
import { renderComparisons } from '../render/comparison-text.js';
import { toolVersion } from '../tool-version.js';
import { analyzeProject } from './analyze-project.js';
import { codeFor } from './cdk-statements.js';
import { choose } from './choose.js';
import { type ExitCode, FINDINGS, SUCCESS } from './exit-codes.js';
import type { ProposeFlags } from './flags/propose.js';
import { writeOutput } from './outputs.js';
import { undo, writeWithRollback } from './rollback.js';
import { changesOf, diffOf } from './template-changes.js';
import { styleFor } from './terminal.js';

const STAGES = { policy: 'policy', boundary: 'boundary' } as const;

/** Runs `propose`. Every edit is computed before the first file is written. */
export async function runPropose(given: string, flags: ProposeFlags): Promise<ExitCode> {
  if (flags.write && flags.dryRun) throw new UserError('--write and --dry-run contradict each other');
  if (flags.pr && (flags.write || flags.dryRun))
    throw new UserError(`--pr and --${flags.write ? 'write' : 'dry-run'} contradict each other`, {
      advice: '--pr makes its commits beside the work tree',
    });
  const stage = choose(STAGES, flags.stage ?? 'policy', '--stage');
  const pulls = flags.pr ? await (await import('./propose-pulls.js')).openPulls(given, flags) : undefined;
  if (flags.undo !== undefined) {
    process.stderr.write(`restored ${await undo(flags.undo)}\n`);
    return SUCCESS;
  }
  const { analysis, settings } = await analyzeProject(given, flags);
  const proposals = proposeRoles(analysis, openCatalog(), toolVersion(), stage);
  const { changes, findings } = changesOf(proposals, analysis.project.root, settings);
  if (!settings.quiet) {
    const comparisons = proposals.map(({ comparison }) => comparison);
    process.stderr.write(renderComparisons(comparisons, styleFor(process.stderr), settings.verbose ?? false));
    for (const finding of findings) process.stderr.write(`! ${oneLine(textOf(finding))} [${finding.ruleId}]\n`);
  }
  if (pulls) {
    await pulls(proposals, analysis, settings);
  } else if (settings.write) {
    const kept = await writeWithRollback(changes, analysis.project.root, settings.rollback);
    for (const { file, rollback } of kept)
      process.stderr.write(`edited ${file}; to undo: iam-tighten propose --undo ${rollback}\n`);
    if (kept.length === 0) process.stderr.write('nothing to change\n');
  } else {
    const made = proposals.filter(
      ({ edit, comparison }) => 'refused' in edit && edit.made && comparison.verdict !== 'same',
    );
    const code = made.length > 0 ? await codeFor(made, analysis, settings) : '';
    const { root } = analysis.project;
    const diffs = changes.map((change) => diffOf({ ...change, file: fromHere(root, change.file) }));
    await writeOutput(`${diffs.join('')}${code}`, settings.output);
  }
  return settings.exitCode && changes.length > 0 ? FINDINGS : SUCCESS;
}

/** `git apply` takes paths from the folder it runs in: `iam-tighten propose backend | git apply`. */
function fromHere(root: string, file: string): string {
  const shown = path.relative(process.cwd(), path.join(root, file)).split(path.sep).join('/');
  return shown.startsWith('../') ? file : shown;
}
