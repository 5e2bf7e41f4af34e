import { createReadStream, readFileSync, statSync } from 'node:fs';
import type { FileProblem } from '../evidence-source.js';
import { MAX_WHOLE_BYTES } from './inflate.js';
import type { FileContent } from './read-file.js';
import type { OpenFile } from './unit-reader.js';
import type { FilePlace } from './unit-runner.js';

/** How files are opened at a place. The AWS SDK is loaded only for a bucket. */
export async function fileOpener(place: FilePlace): Promise<OpenFile> {
  if (place.kind === 'disk') return openOnDisk;
  const { openS3 } = await import('../../aws/s3.js');
  const { openInBucket } = await import('./open-in-bucket.js');
  return openInBucket(openS3(place.session), place.bucket);
}

/**
 * Opens a file on disk; one that can't be read is a problem of that file, not the end of the run. Small files are read at once: for the
 * fifteen kilobytes of a usual log file, waiting for the thread pool costs more than reading.
 */
async function openOnDisk(name: string): Promise<FileContent | FileProblem> {
  try {
    const { size } = statSync(name);
    if (size > MAX_WHOLE_BYTES)
      return { name, stream: () => createReadStream(name, { highWaterMark: 2 ** 20 }) as AsyncIterable<Buffer> };
    return { name, whole: readFileSync(name) };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    return { file: name, ruleId: 'IT601', args: { file: name, fault: `unreadable (${code})` } };
  }
}
