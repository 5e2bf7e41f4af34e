import { FIELD, INCOMPLETE, type RecordScanner, skipString, skipValue } from './record-scanner.js';
import { LIST_KEYS, wrappedRecord } from './wrapped-records.js';

/** What a stream tells about the bytes it was fed. `record` is called with `scanner.spans` set for the bytes given. */
export interface RecordSink {
  record(bytes: Buffer): void;
  /** An element that is no record: `not-json`, `cut-off`, `too-large`. */
  broken(reason: 'not-json' | 'cut-off' | 'too-large'): void;
  /** The text of a record that stands inside an element of another kind, as LookupEvents answers do. */
  wrapped(text: string): void;
}

const MAX_RECORD_BYTES = 64 * 2 ** 20;
const OPEN = 0x7b;
const CLOSE = 0x7d;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const QUOTE = 0x22;
const NEWLINE = 0x0a;
/** What CloudWatch Logs writes before each record when it exports a log group: `2026-08-02T10:00:00.000Z `. */
const LINE_TIME = /^\d{4}-\d\d-\d\dT[\d:.]+Z?\s+$/;

/**
 * Splits bytes into records, whatever the shape: `{"Records":[…]}`, a bare list, one record a line, records wrapped by other tools
 * (wrapped-records.ts), or several of these in a row. Fed in chunks, so that a file larger than memory works; keeps only the record that is not complete yet.
 */
export class RecordStream {
  private rest: Buffer = Buffer.alloc(0);
  private started = false;
  private resyncing = false;
  /** Inside an object that holds the list of records: its other members may follow. */
  private enclosed = false;

  constructor(
    private readonly scanner: RecordScanner,
    private readonly sink: RecordSink,
  ) {}

  /** Feeds the next bytes; `last` says that no more follow, so that what is incomplete is cut off. */
  feed(chunk: Buffer, last: boolean): void {
    const bytes = this.rest.length > 0 ? Buffer.concat([this.rest, chunk]) : chunk;
    const at = this.consume(bytes, last);
    this.rest = at < bytes.length ? bytes.subarray(at) : Buffer.alloc(0);
    if (this.rest.length > MAX_RECORD_BYTES) {
      this.sink.broken('too-large');
      this.rest = Buffer.alloc(0);
      this.resyncing = true;
    }
    if (last && this.rest.length > 0) this.sink.broken('cut-off');
  }

  /** Consumes whole elements and returns where it stopped. */
  private consume(bytes: Buffer, last: boolean): number {
    let i = !this.started && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
    this.started = true;
    for (;;) {
      while (i < bytes.length && isBetween(bytes[i]!)) i++;
      if (i >= bytes.length) return i;
      const byte = bytes[i]!;
      if (byte === OPEN_LIST || byte === CLOSE_LIST || byte === CLOSE) {
        i++;
        continue;
      }
      if (byte === QUOTE && this.enclosed && !this.resyncing) {
        const end = memberEnd(bytes, i);
        if (end === INCOMPLETE && !last) return i;
        if (end > 0) {
          i = end;
          continue;
        }
      }
      if (byte !== OPEN || this.resyncing) {
        const next = this.resync(bytes, i);
        if (next === INCOMPLETE) return last ? bytes.length : i;
        i = next;
        continue;
      }
      if (isRecordHead(bytes, i)) {
        const end = this.scanner.scan(bytes, i);
        if (end > 0) {
          this.sink.record(bytes);
          i = end;
          continue;
        }
      }
      const inner = listBehind(bytes, i);
      if (inner === INCOMPLETE && !last && bytes.length - i < MAX_HEAD) return i;
      if (inner > 0) {
        this.enclosed = true;
        i = inner;
        continue;
      }
      const end = this.element(bytes, i);
      if (end === INCOMPLETE) return i;
      i = end;
    }
  }

  private element(bytes: Buffer, at: number): number {
    const end = this.scanner.scan(bytes, at);
    if (end === INCOMPLETE) return INCOMPLETE;
    if (end < 0) {
      this.resyncing = true;
      return this.resync(bytes, at + 1);
    }
    // Whatever has an eventSource of its own is a record, however its members are ordered.
    const isRecord = isRecordHead(bytes, at) || this.scanner.spans[FIELD.eventSource * 2]! > 0;
    const inner = isRecord ? undefined : wrappedRecord(bytes.toString('utf8', at, end));
    if (inner === undefined) this.sink.record(bytes);
    else if (inner !== 'beside') this.sink.wrapped(inner);
    return end;
  }

  /** Skips what is no record up to the next place where one may start, and counts it once. */
  private resync(bytes: Buffer, at: number): number {
    const record = bytes.indexOf('{"eventVersion"', at);
    const line = bytes.indexOf(NEWLINE, at);
    const next = record < 0 ? (line < 0 ? -1 : line + 1) : line < 0 ? record : Math.min(record, line + 1);
    const isLineTime = next === record && next - at < 40 && LINE_TIME.test(bytes.toString('latin1', at, next));
    if ((!this.resyncing && !isLineTime) || next < 0) this.sink.broken('not-json');
    this.resyncing = next < 0;
    return next < 0 ? bytes.length : next;
  }
}

/** Bytes looked at to tell a file's head from a record. */
const MAX_HEAD = 4096;

const isBetween = (byte: number): boolean => byte <= 0x20 || byte === 0x2c;

/** Index behind `[` when the object at `at` holds a list of records, INCOMPLETE when the bytes end too early, else 0. */
function listBehind(bytes: Buffer, at: number): number {
  if (isRecordHead(bytes, at)) return 0;
  let i = at + 1;
  // Only what stands before the list is walked: a record's first key decides.
  for (let keys = 0; keys < 8; keys++) {
    while (i < bytes.length && isBetween(bytes[i]!)) i++;
    if (i >= bytes.length) return INCOMPLETE;
    if (bytes[i] !== QUOTE) return 0;
    const end = skipString(bytes, i + 1, bytes.length);
    if (end < 0) return INCOMPLETE;
    const key = bytes.toString('latin1', i, end);
    if (!LIST_KEYS.has(key) && (key.startsWith('"event') || key === '"userIdentity"')) return 0;
    i = end;
    while (i < bytes.length && (bytes[i]! <= 0x20 || bytes[i] === 0x3a)) i++;
    if (i >= bytes.length) return INCOMPLETE;
    if (LIST_KEYS.has(key) && bytes[i] === OPEN_LIST) return i + 1;
    i = skipValue(bytes, i, bytes.length);
    if (i < 0) return i === INCOMPLETE ? INCOMPLETE : 0;
  }
  return 0;
}

/** Index behind a member `"NextToken": "…"` that follows the list, INCOMPLETE when the bytes end too early, else 0. */
function memberEnd(bytes: Buffer, at: number): number {
  let i = skipString(bytes, at + 1, bytes.length);
  if (i < 0) return INCOMPLETE;
  while (i < bytes.length && bytes[i]! <= 0x20) i++;
  if (i >= bytes.length) return INCOMPLETE;
  if (bytes[i] !== 0x3a) return 0;
  i++;
  while (i < bytes.length && bytes[i]! <= 0x20) i++;
  return i >= bytes.length ? INCOMPLETE : skipValue(bytes, i, bytes.length);
}

/** `{"eventV`: the first key of nearly every record; decides without a search. */
const isRecordHead = (bytes: Buffer, at: number): boolean => bytes[at + 2] === 0x65 && bytes[at + 7] === 0x56;
