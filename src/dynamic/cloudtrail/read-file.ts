import type { FileProblem } from '../evidence-source.js';
import { foreignKind } from './foreign-file.js';
import { inflateStream, inflateWhole, isGzip } from './inflate.js';
import type { RecordReader } from './record-reader.js';
import { readWantedRecords } from './role-prefilter.js';

/** A file to be read: its bytes when it is small, else a stream of them. */
export interface FileContent {
  name: string;
  whole?: Buffer;
  stream?: () => AsyncIterable<Buffer>;
}

/** What was wrong with a file; empty for one that was read whole. */
export interface FileOutcome {
  failed: boolean;
  problems: FileProblem[];
}

/**
 * Reads one log file, gzip or plain, into the reader. Whatever can be read of a damaged file is counted; the damage is returned.
 * `idsOnly` only remembers its event ids.
 */
export async function readTrailFile(content: FileContent, reader: RecordReader, idsOnly = false): Promise<FileOutcome> {
  const records = reader.startFile(idsOnly);
  const before = reader.elements;
  let head: Buffer | undefined;
  const take = (chunk: Buffer, last: boolean) => {
    head ??= chunk.subarray(0, HEAD_BYTES);
    records.feed(chunk, last);
  };
  const fault = await feed(content, reader, take, idsOnly);
  const problems: FileProblem[] = [];
  const file = content.name;
  if (fault) problems.push({ file, ruleId: 'IT601', args: { file, fault } });
  const empty = reader.elements === before && reader.brokenElements.size > 0;
  for (const [reason, count] of reader.brokenElements)
    problems.push({
      file,
      ruleId: 'IT602',
      args: { file, reason, count, ...(empty && !fault && head && foreignKind(head)) },
    });
  return { failed: fault !== undefined || empty, problems };
}

/** Enough of a file to tell what it is. */
const HEAD_BYTES = 256;

async function feed(
  content: FileContent,
  reader: RecordReader,
  take: (chunk: Buffer, last: boolean) => void,
  idsOnly: boolean,
): Promise<string | undefined> {
  const { whole } = content;
  if (whole && !isGzip(whole)) {
    const text = asUtf8(whole);
    if (!prefiltered(text, reader, idsOnly)) take(text, true);
    return undefined;
  }
  const inflated = whole && inflateWhole(whole);
  if (inflated instanceof Buffer) {
    if (!prefiltered(inflated, reader, idsOnly)) take(inflated, true);
    return undefined;
  }
  const source = whole ? once(whole) : content.stream!();
  const { gzip, chunks } = await peek(source);
  let fault: string | undefined;
  if (gzip) fault = await inflateStream(chunks, (chunk) => take(chunk, false), inflated === 'truncated');
  else for await (const chunk of chunks) take(chunk, false);
  take(Buffer.alloc(0), true);
  return fault;
}

/** What PowerShell writes when an answer is redirected into a file is UTF-16 with a byte order mark. */
const asUtf8 = (bytes: Buffer): Buffer =>
  bytes[0] === 0xff && bytes[1] === 0xfe ? Buffer.from(bytes.toString('utf16le', 2)) : bytes;

const prefiltered = (bytes: Buffer, reader: RecordReader, idsOnly: boolean): boolean =>
  !idsOnly && reader.roles.length > 0 && reader.roles.length <= MAX_PREFILTER && readWantedRecords(bytes, reader);

/** Beyond this many roles one scan of all records is faster than a search per role. */
const MAX_PREFILTER = 50;

async function* once(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
}

/** Looks at the first bytes of a stream, which tell gzip from plain text whatever the file is called. */
async function peek(source: AsyncIterable<Buffer>): Promise<{ gzip: boolean; chunks: AsyncIterable<Buffer> }> {
  const iterator = source[Symbol.asyncIterator]();
  const first = await iterator.next();
  async function* chunks(): AsyncGenerator<Buffer> {
    if (first.done) return;
    yield first.value;
    for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value;
  }
  return { gzip: !first.done && isGzip(first.value), chunks: chunks() };
}
