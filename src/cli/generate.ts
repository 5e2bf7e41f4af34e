import type { Analysis } from '../model/analysis.js';
import { isUnresolved } from '../render/envelope.js';
import { FORMATS } from '../render/index.js';
import { renderSummary } from '../render/summary.js';
import { analyzeProject } from './analyze-project.js';
import { choose } from './choose.js';
import { type ExitCode, FINDINGS, SUCCESS } from './exit-codes.js';
import type { GenerateFlags } from './flags/generate.js';
import { writeOutput } from './outputs.js';
import { renderFormats } from './render-formats.js';
import { styleFor } from './terminal.js';
import { withLacking } from './with-lacking.js';

/** The format that fits a kind of project: what its users paste into their own files. The others get IAM JSON. */
const FORMAT_OF_KIND: { readonly [kind: string]: string } = {
  sam: 'sam',
  cloudformation: 'cloudformation',
  serverless: 'serverless',
  terraform: 'terraform',
  cdk: 'cdk-typescript',
};

/** What `--dump <stage>` prints: the values between the stages, as they are. */
const STAGES: { readonly [stage: string]: (analysis: Analysis) => unknown } = {
  project: ({ project }) => project,
  calls: ({ functions }) => functions.map(({ fn, calls, ledger }) => ({ id: fn.id, calls, ledger })),
  permissions: ({ functions }) => functions.map(({ fn, permissions }) => ({ id: fn.id, permissions })),
  policies: ({ functions }) => functions.map(({ fn, policies }) => ({ id: fn.id, policies })),
};

/** Runs `generate`. Everything is computed before the first byte is written. */
export async function runGenerate(path: string, flags: GenerateFlags): Promise<ExitCode> {
  const asked = flags.format ?? (flags.json ? ['json'] : undefined);
  for (const format of asked ?? []) choose(FORMATS, format, '--format');
  const stage = flags.dump === undefined ? undefined : choose(STAGES, flags.dump, '--dump');
  const { analysis, settings } = await analyzeProject(path, flags);
  const formats = asked ?? [FORMAT_OF_KIND[analysis.project.kind] ?? 'policy'];
  const texts = stage
    ? [`${JSON.stringify(stage(analysis), null, 2)}\n`]
    : await renderFormats(analysis, formats, settings);
  for (const [index, text] of texts.entries()) await writeOutput(text, flags.output?.[index]);
  if (!flags.quiet) {
    const shown = await withLacking(analysis);
    process.stderr.write(renderSummary(shown, { style: styleFor(process.stderr), verbose: flags.verbose ?? false }));
  }
  return flags.strict && isIncomplete(analysis) ? FINDINGS : SUCCESS;
}

/** Something the policies may lack: a site nobody could resolve, or a function that could not be analysed. */
function isIncomplete({ project, functions }: Analysis): boolean {
  const failed = project.findings.some(({ ruleId }) => ruleId === 'IT103');
  return failed || functions.some(({ ledger }) => ledger.some(isUnresolved));
}
