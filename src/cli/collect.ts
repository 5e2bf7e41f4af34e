import { openCatalog } from '../catalog/index.js';
import type { Catalog } from '../catalog/types.js';
import { collect } from '../dynamic/collect.js';
import type { EventFilter, EvidenceSource } from '../dynamic/evidence-source.js';
import { openSource } from '../dynamic/open-source.js';
import { isUsageFile, readUsageFile } from '../dynamic/usage-file/read.js';
import type { UsageFile } from '../model/usage.js';
import { UserError } from '../model/user-error.js';
import { describeCollection, describeDigests } from './describe-collection.js';
import { type ExitCode, FAILURE, FINDINGS, SUCCESS } from './exit-codes.js';
import type { CollectFlags } from './flags/collect.js';
import { writeOutput } from './outputs.js';
import { parseTime } from './parse-time.js';
import { progressLine } from './progress-line.js';
import { styleFor } from './terminal.js';

/** Runs `collect`: opens the sources, reads them, writes the usage file, says on stderr what was read and what was not. */
export async function runCollect(words: readonly string[], flags: CollectFlags): Promise<ExitCode> {
  const filter = filterOf(flags);
  if (flags.printSql) {
    const word = words.find((one) => one.startsWith('athena:'));
    if (!word) throw new UserError('--print-sql needs athena:<database>.<table>');
    const { printAthena } = await import('./print-athena.js');
    await writeOutput(await printAthena(word, filter, flags.athenaLocation, flags.profile), flags.output);
    return SUCCESS;
  }
  const session = {
    ...(flags.profile && { profile: flags.profile }),
    ...(flags.region?.[0] && { region: flags.region[0] }),
  };
  let opened: Catalog | undefined;
  const catalog = () => (opened ??= openCatalog());
  const files: UsageFile[] = [];
  const sources: EvidenceSource[] = [];
  for (const word of words) {
    if (await isUsageFile(word)) files.push(await readUsageFile(word));
    else {
      sources.push(
        await openSource(word, {
          session,
          filter,
          catalog,
          ...(flags.jobs && { engine: { threads: positive(flags.jobs, '--jobs') } }),
          ...(flags.athenaOutput && { athenaOutput: flags.athenaOutput }),
          ...(flags.workgroup && { workgroup: flags.workgroup }),
          ...(flags.accessRole && { accessRole: flags.accessRole }),
          // No network unless a flag asks for it: for a folder, naming a profile does.
          askForKeys: flags.profile !== undefined,
          ...(flags.selectors && { askForSelectors: true }),
        }),
      );
    }
  }
  if (flags.createTable) {
    const { createTable } = await import('./create-table.js');
    await createTable(words, filter, session, flags);
  }
  const abort = new AbortController();
  const stop = () => abort.abort();
  process.once('SIGINT', stop).once('SIGTERM', stop);
  const line = progressLine(process.stderr);
  try {
    const result = await collect({
      sources,
      files,
      filter,
      signal: abort.signal,
      progress: (source, progress) => line.show(source.location, progress),
      ...(flags.resumeState && { resumeState: flags.resumeState }),
    });
    line.clear();
    if (!result.complete) {
      const advice = flags.resumeState
        ? 'repeat the command to go on'
        : 'use --resume-state <file> to be able to go on';
      throw new UserError('stopped before the end; nothing is written', { advice });
    }
    await writeOutput(`${JSON.stringify(result.usage, null, 1)}\n`, flags.output);
    if (!flags.quiet) process.stderr.write(describeCollection(result, styleFor(process.stderr)));
    if (flags.verifyDigests && (await verify(sources, abort.signal)) > 0) return FINDINGS;
    return sources.length > 0 &&
      result.usage.sources.every(({ events, files: { failed } }) => events.read === 0 && failed > 0)
      ? FAILURE
      : SUCCESS;
  } finally {
    line.clear();
    process.off('SIGINT', stop).off('SIGTERM', stop);
  }
}

/** Checks the digests of every source that has some, and says what it found; returns how many files are not what AWS wrote. */
async function verify(sources: readonly EvidenceSource[], signal: AbortSignal): Promise<number> {
  let broken = 0;
  for (const source of sources) {
    const report = await source.verify?.(signal);
    if (!report) continue;
    broken += report.broken.length;
    process.stderr.write(describeDigests(source.location, report, styleFor(process.stderr)));
  }
  return broken;
}

function filterOf(flags: CollectFlags): EventFilter {
  for (const role of flags.role ?? []) {
    if (!/^arn:[^:]+:iam::\d{12}:role\/.+$/.test(role)) {
      throw new UserError(`${role} is no role ARN`, { advice: 'write arn:aws:iam::<account>:role/<path and name>' });
    }
  }
  const now = new Date();
  return {
    roles: [...new Set(flags.role ?? [])].sort(),
    accounts: [...new Set(flags.account ?? [])].sort(),
    regions: [...new Set(flags.region ?? [])].sort(),
    ...(flags.since && { since: parseTime(flags.since, now, '--since') }),
    ...(flags.until && { until: parseTime(flags.until, now, '--until') }),
  };
}

function positive(text: string, flag: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number > 0 && number <= 64) return number;
  throw new UserError(`${flag} ${text} is no number from 1 to 64`);
}
