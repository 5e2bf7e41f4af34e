import { type CollectRequest, collect } from '../dynamic/collect.js';
import type { UsageFile } from '../model/usage.js';
import { UserError } from '../model/user-error.js';
import { describeCollection } from './describe-collection.js';
import { progressLine } from './progress-line.js';
import { styleFor } from './terminal.js';

/**
 * Reads sources on the spot, for a command that goes on with the usage file: progress on a terminal, what was read on stderr unless `quiet`. `accept`
 * may refuse what was read. Throws UserError when it is stopped.
 */
export async function collectNow(
  request: Pick<CollectRequest, 'sources' | 'files' | 'filter'>,
  quiet: boolean | undefined,
  accept: () => void = () => undefined,
): Promise<UsageFile> {
  const abort = new AbortController();
  const stop = () => abort.abort();
  const line = progressLine(process.stderr);
  process.once('SIGINT', stop).once('SIGTERM', stop);
  try {
    const result = await collect({
      ...request,
      signal: abort.signal,
      progress: (source, progress) => line.show(source.location, progress),
    });
    line.clear();
    if (!result.complete) throw new UserError('stopped while reading the history; nothing is written');
    accept();
    if (!quiet) process.stderr.write(describeCollection(result, styleFor(process.stderr)));
    return result.usage;
  } finally {
    line.clear();
    process.off('SIGINT', stop).off('SIGTERM', stop);
  }
}
