import path from 'node:path';
import type { Finding } from '../model/finding.js';
import { UserError } from '../model/user-error.js';
import type { ProjectFiles } from './files.js';

/** Bounds of what is unpacked. Lambda itself refuses more than 250 MB: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const MAX_ENTRIES = 60_000;
const MAX_FILE_BYTES = 32 * 1024 * 1024;
const MAX_TOTAL_BYTES = 250 * 1024 * 1024;
/** DEFLATE cannot do better than about 1030; source text reaches 20. Small files may be all blanks. */
const MAX_RATIO = 200;
const RATIO_FREE_BYTES = 1024 * 1024;

const SOURCE = /\.([cm]?[jt]s|[jt]sx|json|map)$/i;
/** The SDK's own code is known better than its bundle tells; unpacking it costs most of the time. */
const KNOWN_PACKAGES = /(^|\/)node_modules\/(@aws-sdk|@smithy|aws-sdk)\//;
const SYMBOLIC_LINK = 0o120000;

/**
 * Unpacks the source files of a Lambda zip into memory; keys are `<archive>/<path in it>`.
 * Throws UserError for what is not a zip, leads outside itself, or unpacks beyond the bounds.
 */
export async function readArchive(
  files: ProjectFiles,
  archive: string,
  report: (finding: Finding) => void,
): Promise<{ [file: string]: string }> {
  const { openPromise } = await import('yauzl');
  const location = { file: archive, line: 1, column: 1 };
  const out: { [file: string]: string } = {};
  let entries = 0;
  let total = 0;
  try {
    const zip = await openPromise(path.join(files.root, archive), { strictFileNames: false, validateEntrySizes: true });
    try {
      for await (const entry of zip.eachEntry()) {
        entries += 1;
        if (entries > MAX_ENTRIES) throw new UserError(`${archive} holds more than ${MAX_ENTRIES} files`, { location });
        const mode = (entry.externalFileAttributes >>> 16) & 0o170000;
        if (mode === SYMBOLIC_LINK) {
          report({ ruleId: 'IT320', level: 'note', args: { file: entry.fileName }, location });
          continue;
        }
        if (entry.fileName.endsWith('/') || !SOURCE.test(entry.fileName) || KNOWN_PACKAGES.test(entry.fileName))
          continue;
        checkSize(archive, entry, location);
        total += entry.uncompressedSize;
        if (total > MAX_TOTAL_BYTES)
          throw new UserError(`${archive} unpacks to more than ${MAX_TOTAL_BYTES / 1024 / 1024} MB`, { location });
        if (entry.isEncrypted())
          throw new UserError(`${archive} is encrypted: ${entry.fileName} cannot be read`, { location });
        const chunks: Buffer[] = [];
        for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk as Buffer);
        out[`${archive}/${path.posix.normalize(entry.fileName)}`] = Buffer.concat(chunks)
          .toString('utf8')
          .replace(/^\uFEFF/, '');
      }
    } finally {
      zip.close();
    }
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(`${archive} cannot be unpacked: ${error instanceof Error ? error.message : String(error)}`, {
      location,
      advice: 'make the zip again, or give the folder it was made from',
    });
  }
  return out;
}

function checkSize(
  archive: string,
  entry: { fileName: string; compressedSize: number; uncompressedSize: number },
  location: { file: string; line: number; column: number },
): void {
  if (entry.uncompressedSize > MAX_FILE_BYTES)
    throw new UserError(`${archive} holds ${entry.fileName} of more than ${MAX_FILE_BYTES / 1024 / 1024} MB`, {
      location,
    });
  if (entry.uncompressedSize > RATIO_FREE_BYTES && entry.uncompressedSize > entry.compressedSize * MAX_RATIO) {
    throw new UserError(
      `${archive} looks like a zip bomb: ${entry.fileName} unpacks to ${Math.round(entry.uncompressedSize / Math.max(1, entry.compressedSize))} times its size`,
      { location },
    );
  }
}
