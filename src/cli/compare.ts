import { once } from 'node:events';
import { openCatalog } from '../catalog/index.js';
import type { PolicyDocument } from '../model/policy.js';
import { UserError } from '../model/user-error.js';
import { type InclusionOptions, type InclusionResult, includes } from '../prove/index.js';
import { type ExitCode, FAILURE, FINDINGS, SUCCESS } from './exit-codes.js';
import type { CompareFlags } from './flags/compare.js';
import { nameOf, readLines, readPolicies } from './policy-files.js';
import { writeWitness } from './witness-text.js';

const EXIT: { readonly [answer in InclusionResult['answer']]: ExitCode } = {
  none: SUCCESS,
  some: FINDINGS,
  unknown: FAILURE,
};

/** Answers one comparison or a batch of them on stdout. */
export async function runCompare(flags: CompareFlags): Promise<ExitCode> {
  if (flags.maxSteps !== undefined && !(flags.maxSteps > 0)) throw new UserError('--max-steps takes a number above 0');
  const options: InclusionOptions = {
    catalog: openCatalog(),
    ...(flags.maxSteps !== undefined && { maxStates: flags.maxSteps }),
  };
  if (flags.batch !== undefined) return runBatch(flags.batch, options);
  if (flags.existing === undefined || flags.new === undefined) {
    throw new UserError('compare needs two policies', {
      advice: 'iam-tighten compare old.json new.json, or --batch pairs.jsonl',
    });
  }
  const [existing, candidate] = await readPolicies([flags.existing, flags.new]);
  const result = includes(candidate!, existing!, options);
  const print =
    flags.format === undefined || flags.format === 'text' ? textOf(result, flags.new, flags.existing) : jsonOf(result);
  process.stdout.write(`${print}\n`);
  return EXIT[result.answer];
}

/** One answer per line, in the order of the lines. A line that cannot be read is answered `unknown`, with the reason. */
async function runBatch(file: string, options: InclusionOptions): Promise<ExitCode> {
  let exit: ExitCode = SUCCESS;
  let number = 0;
  for await (const line of readLines(file)) {
    number += 1;
    if (line.trim() === '') continue;
    const answer = answerLine(line, `${nameOf(file)}:${number}`, options);
    exit = Math.max(exit, EXIT[answer.newAccess]) as ExitCode;
    if (!process.stdout.write(`${JSON.stringify(answer)}\n`)) await once(process.stdout, 'drain');
  }
  return exit;
}

interface Answer {
  id: unknown;
  newAccess: InclusionResult['answer'];
  witness?: InclusionResult['witness'];
  why?: string;
}

function answerLine(line: string, place: string, options: InclusionOptions): Answer {
  let pair: { id?: unknown; existing?: PolicyDocument; new?: PolicyDocument };
  try {
    pair = JSON.parse(line) as typeof pair;
  } catch (error) {
    return { id: null, newAccess: 'unknown', why: `${place}: not valid JSON: ${(error as Error).message}` };
  }
  const id = pair?.id ?? null;
  if (!pair?.existing || !pair.new)
    return { id, newAccess: 'unknown', why: `${place}: the line has no existing or no new policy` };
  try {
    const { answer, witness, why } = includes(pair.new, pair.existing, options);
    return { id, newAccess: answer, ...(witness && { witness }), ...(why && { why }) };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { id, newAccess: 'unknown', why: `${place}: ${error.message}` };
  }
}

function jsonOf({ answer, witness, why }: InclusionResult): string {
  return JSON.stringify({ newAccess: answer, ...(witness && { witness }), ...(why && { why }) });
}

function textOf(result: InclusionResult, candidate: string, existing: string): string {
  const [a, b] = [nameOf(candidate), nameOf(existing)];
  if (result.answer === 'none') return `No new access: proved that every request ${a} allows is allowed by ${b}.`;
  if (result.answer === 'unknown') return `Unknown: ${result.why}. Treat it as new access.`;
  return [`New access: ${a} allows this request, ${b} does not:`, ...writeWitness(result.witness!)].join('\n');
}
