import { constants, createGunzip, gunzipSync } from 'node:zlib';

/** Files up to this many bytes, inflated, are held in memory at once; CloudTrail's own are at most 50 MB. */
export const MAX_WHOLE_BYTES = 64 * 2 ** 20;

/** Why a file could not be inflated to its end. */
export type InflateFault = 'truncated' | 'corrupt';

export const isGzip = (bytes: Buffer): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

/**
 * Inflates a gzip file in one go. The size of the result stands in its last four bytes, so that one buffer of the right size is taken;
 * a false one only costs time. `large` when the result is larger than memory allows: then the file is read as a stream, as are faulty ones.
 */
export function inflateWhole(bytes: Buffer): Buffer | InflateFault | 'large' {
  const size = bytes.length >= 18 ? bytes.readUInt32LE(bytes.length - 4) : 0;
  if (size > MAX_WHOLE_BYTES) return 'large';
  try {
    return gunzipSync(bytes, { chunkSize: Math.max(1024, size + 1), maxOutputLength: MAX_WHOLE_BYTES });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') return 'large';
    const fault = faultOf(error);
    if (fault) return fault;
    throw error;
  }
}

/**
 * Inflates piece by piece and hands over whatever comes out before the end or the first fault, which is returned. For a file known to be
 * truncated (`isCut`), everything up to its last byte comes out.
 */
export async function inflateStream(
  source: AsyncIterable<Buffer>,
  take: (chunk: Buffer) => void,
  isCut: boolean,
): Promise<InflateFault | undefined> {
  const gunzip = createGunzip({ chunkSize: 2 ** 16, ...(isCut && { finishFlush: constants.Z_SYNC_FLUSH }) });
  const fed = feed(source, gunzip);
  try {
    for await (const chunk of gunzip) take(chunk as Buffer);
    await fed;
    return isCut ? 'truncated' : undefined;
  } catch (error) {
    const fault = faultOf(error);
    if (!fault) throw error;
    return fault;
  }
}

async function feed(source: AsyncIterable<Buffer>, gunzip: ReturnType<typeof createGunzip>): Promise<void> {
  try {
    for await (const chunk of source) {
      if (gunzip.destroyed) return;
      if (!gunzip.write(chunk)) await new Promise((resolve) => gunzip.once('drain', resolve).once('close', resolve));
    }
    gunzip.end();
  } catch (error) {
    gunzip.destroy(error as Error);
  }
}

function faultOf(error: unknown): InflateFault | undefined {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  if (code === 'Z_BUF_ERROR') return 'truncated';
  return code.startsWith('Z_') ? 'corrupt' : undefined;
}
