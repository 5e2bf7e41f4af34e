import { appendFileSync, existsSync, statSync } from 'node:fs';
import type { Comparison } from '../model/comparison.js';
import { oneLine } from '../model/escape/plain.js';
import type { Finding } from '../model/finding.js';
import { UserError } from '../model/user-error.js';
import { isKey, markerOf } from '../propose/comment/marker.js';
import { BEHAVIORS, type Behavior, type Outcome, postSticky } from '../propose/comment/upsert.js';
import { ForgeError } from '../propose/forge/error.js';
import type { Forge } from '../propose/forge/types.js';
import { codeQuality } from '../render/code-quality.js';
import { type CommentInput, isWorthwhile, removedCount, renderComment } from '../render/pull/comment.js';
import { sarifLog } from '../render/sarif/log.js';
import { toolVersion } from '../tool-version.js';
import { checkProject, fails } from './check.js';
import { choose } from './choose.js';
import { editsOf } from './comment-edits.js';
import { type ExitCode, FINDINGS, SUCCESS } from './exit-codes.js';
import type { CommentFlags } from './flags/comment.js';
import { annotations } from './forge/annotations.js';
import { type ForgeContext, type ForgeKind, forgeContext } from './forge/context.js';
import { linkTo, pathIn, repositoryOf } from './forge/link-to.js';
import { openForge } from './forge/open-forge.js';
import { writeOutput } from './outputs.js';

const FORGES: { readonly [name: string]: ForgeKind } = { github: 'github', gitlab: 'gitlab' };

/** A step's summary. https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#step-isolation-and-limits */
const SUMMARY_LIMIT = 1024 * 1024;
const COMMENT_LIMIT = 65_536;

/** Rules that the rows of a comparison show already. */
const SHOWN = new Set(['IT702', 'IT703', 'IT704', 'IT701']);

/** Runs `comment`. A forge that does not let us comment is no failure: the result is in the job summary. */
export async function runComment(forgeName: string, path: string, flags: CommentFlags): Promise<ExitCode> {
  const kind = choose(FORGES, forgeName, 'forge');
  const behavior = BEHAVIORS.find((one) => one === flags.behavior);
  if (!behavior)
    throw new UserError(`--behavior ${flags.behavior} does not exist`, {
      advice: `choose one of: ${BEHAVIORS.join(', ')}`,
    });
  if (!isKey(flags.key)) throw new UserError(`--key ${flags.key} is not a name of letters, digits, ., _, - and /`);
  const context = forgeContext(kind, flags, process.env);
  // A missing token must be known before a minute of analysis.
  const silent = flags.dryRun || flags.comment === false;
  const forge = silent || context.pull === undefined ? undefined : openForge(context);
  const { analysis, settings, result } = await checkProject(path, flags);
  const { root } = analysis.project;
  const repository = repositoryOf(root);
  const { findings, comparisons } = result;
  // A policy given by hand is not in the templates that an edit would change.
  const edits =
    settings.existing === undefined
      ? await editsOf(analysis, settings, (file) => pathIn(repository, root, file))
      : new Map<string, never>();
  const input: CommentInput = {
    marker: markerOf(flags.key),
    functions: comparisons.map((comparison, index) => ({
      comparison,
      ledger: analysis.functions[index]?.ledger ?? [],
      ...edits.get(comparison.function),
    })),
    findings: findings.filter(({ ruleId, level }) => !SHOWN.has(ruleId) && level !== 'note'),
    accepted: result.accepted,
    toolVersion: toolVersion(),
    catalogVersion: analysis.catalogVersion,
  };
  const link = linkTo(context, root);
  const options = link ? { linkTo: link } : {};
  const limit = forge?.comments(context.pull ?? 0).limit ?? COMMENT_LIMIT;
  const body = renderComment(input, { ...options, limit });
  const placed = findings.map((finding) => inRepository(finding, repository, root));
  if (flags.sarif) await writeOutput(sarifLog(placed, toolVersion()), flags.sarif);
  if (flags.codeQuality) await writeOutput(codeQuality(placed), flags.codeQuality);
  const summarised = flags.summary !== false && !flags.dryRun && appendSummary(input, options);
  writeOutputs(comparisons, findings);
  if (flags.dryRun) process.stdout.write(body);
  else if (flags.annotations !== false && process.env['GITHUB_ACTIONS']) process.stdout.write(annotations(placed));
  const say = (text: string) => settings.quiet || process.stderr.write(`${oneLine(text)}\n`);
  if (forge) await post({ forge, context, behavior, input, body, summarised, say });
  else if (!silent) say('there is no pull request here to comment on');
  return fails(findings, settings.failOn ?? 'none') ? FINDINGS : SUCCESS;
}

/** Forges want paths from the root of the repository, whatever folder was analysed. */
function inRepository(finding: Finding, repository: string, root: string): Finding {
  const { location } = finding;
  if (!location) return finding;
  return { ...finding, location: { ...location, file: pathIn(repository, root, location.file) } };
}

interface Posting {
  forge: Forge;
  context: ForgeContext;
  behavior: Behavior;
  input: CommentInput;
  body: string;
  summarised: boolean;
  say(text: string): void;
}

const WORDS: { readonly [outcome in Outcome]: string } = {
  created: 'commented on',
  updated: 'updated the comment on',
  unchanged: 'the comment says this already on',
  skipped: 'nothing to say on',
};

async function post({ forge, context, behavior, input, body, summarised, say }: Posting): Promise<void> {
  const pull = context.pull ?? 0;
  try {
    const sticky = { marker: input.marker, body, behavior, worthwhile: isWorthwhile(input) };
    say(`${WORDS[await postSticky(forge.comments(pull), sticky)]} ${forge.name} ${pull}`);
  } catch (error) {
    if (!(error instanceof ForgeError)) throw error;
    if (![401, 403].includes(error.status) || /rate limit/.test(error.message))
      throw new UserError(error.message, { advice: 'nothing else was lost: run the job again' });
    const where = summarised ? 'the result is in the job summary' : 'the result follows';
    say(`${forge.name} does not let this token comment (${error.status}), as is usual on forks; ${where}`);
    if (!summarised) process.stdout.write(body);
  }
}

/** Adds to the step's summary what is left of its room. Returns false when there is no summary. */
function appendSummary(input: CommentInput, options: Parameters<typeof renderComment>[1] | object): boolean {
  const file = process.env['GITHUB_STEP_SUMMARY'];
  if (!file) return false;
  const used = existsSync(file) ? statSync(file).size : 0;
  const measure = (text: string) => Buffer.byteLength(text);
  // The file may not be ours alone, and a summary that is too long is dropped whole.
  const limit = SUMMARY_LIMIT - used - 1;
  if (limit < 4096) return false;
  appendFileSync(file, `${renderComment(input, { ...options, limit, measure })}\n`);
  return true;
}

/** Numbers and words only: nothing foreign gets into the file of outputs. */
function writeOutputs(comparisons: readonly Comparison[], findings: readonly Finding[]): void {
  const file = process.env['GITHUB_OUTPUT'];
  if (!file) return;
  const changed = comparisons.some(({ verdict }) => verdict === 'only-removes' || verdict === 'adds');
  appendFileSync(file, `changed=${changed}\nremoved-count=${removedCount(comparisons)}\nfindings=${findings.length}\n`);
}
