import type { RecordReader } from './record-reader.js';

const HEAD = Buffer.from('{"Records":[{"eventVersion":"');
const NEXT = Buffer.from('},{"eventVersion":"');
const TAIL = Buffer.from(']}');

/**
 * Reads only the records that mention a wanted role, found by a search for its ARN in the bytes; the others are counted and passed over.
 * Works on files as CloudTrail writes them. Returns false, having read nothing, when the file is not so, or when something that looks like a
 * record stands inside another one: then the file must be read whole.
 */
export function readWantedRecords(bytes: Buffer, reader: RecordReader): boolean {
  if (bytes.compare(HEAD, 0, HEAD.length, 0, HEAD.length) !== 0 || !endsRecords(bytes)) return false;
  if (escapesSlashes(bytes)) return false;
  const starts = [HEAD.length - '{"eventVersion":"'.length];
  for (let at = bytes.indexOf(NEXT); at >= 0; at = bytes.indexOf(NEXT, at + NEXT.length)) starts.push(at + 2);
  const wanted = new Set<number>();
  for (const role of reader.roles) {
    for (let at = bytes.indexOf(role); at >= 0; ) {
      const index = lastAtOrBefore(starts, at);
      wanted.add(index);
      const next = starts[index + 1];
      at = next === undefined ? -1 : bytes.indexOf(role, next);
    }
  }
  const chosen = [...wanted].sort((a, b) => a - b);
  if (chosen.length > 0 && !isChain(bytes, starts, reader)) return false;
  reader.noteTimes(bytes, starts[0]!, starts.at(-1)!);
  reader.passOver(starts.length - chosen.length);
  for (const index of chosen) reader.recordAt(bytes, starts[index]!);
  return true;
}

const endsRecords = (bytes: Buffer): boolean =>
  bytes.subarray(-16).toString('latin1').trimEnd().endsWith(TAIL.toString());

/** Some exporters write `role\\/name`, which a search for the ARN would miss. They do so from the first record on. */
const escapesSlashes = (bytes: Buffer): boolean => bytes.subarray(0, 2 ** 16).includes(':role\\/');

/**
 * Whether every place that looks like the start of a record is one: each record ends where the next begins, and the last at the end of the file.
 * Walked only in files with a hit, so that forged records in a caller's data can never become evidence.
 */
function isChain(bytes: Buffer, starts: readonly number[], reader: RecordReader): boolean {
  return starts.every((start, index) => {
    const end = reader.skip(bytes, start);
    const next = starts[index + 1];
    return end > 0 && (next === undefined ? bytes.toString('latin1', end).trim() === ']}' : end + 1 === next);
  });
}

function lastAtOrBefore(sorted: readonly number[], value: number): number {
  let low = 0;
  let high = sorted.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (sorted[middle]! <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}
