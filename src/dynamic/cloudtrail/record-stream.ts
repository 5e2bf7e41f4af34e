import { INCOMPLETE, type RecordScanner, skipString, skipValue } from './record-scanner.js';

/** What a stream tells about the bytes it was fed. `record` is called with `scanner.spans` set for the bytes given. */
export interface RecordSink {
  record(bytes: Buffer): void;
  /** An element that is no record: `not-json`, `cut-off`, `too-large`. */
  broken(reason: 'not-json' | 'cut-off' | 'too-large'): void;
  /** An object that wraps the record as a JSON string, as LookupEvents answers do: the string, quotes included. */
  wrapped(text: string): void;
}

const MAX_RECORD_BYTES = 64 * 2 ** 20;
const OPEN = 0x7b;
const CLOSE = 0x7d;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const QUOTE = 0x22;
const NEWLINE = 0x0a;
/** Keys whose list holds the records: CloudTrail files and LookupEvents answers. */
const LIST_KEYS = ['"Records"', '"Events"'];
const WRAPPER_KEY = Buffer.from('"CloudTrailEvent"');

/**
 * Splits bytes into records, whatever the shape: `{"Records":[…]}`, a bare list, one record a line, `{"Events":[{"CloudTrailEvent":"…"}]}`,
 * or several of these in a row. Fed in chunks, so that a file larger than memory works; keeps only the record that is not complete yet.
 */
export class RecordStream {
  private rest: Buffer = Buffer.alloc(0);
  private started = false;
  private resyncing = false;

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
      if (byte !== OPEN || this.resyncing) {
        const next = this.resync(bytes, i);
        if (next === INCOMPLETE) return last ? bytes.length : i;
        i = next;
        continue;
      }
      if (isRecordHead(bytes, i)) {
        const end = this.scanner.scan(bytes, i, bytes.length);
        if (end > 0) {
          this.sink.record(bytes);
          i = end;
          continue;
        }
      }
      const inner = listBehind(bytes, i);
      if (inner === INCOMPLETE && !last && bytes.length - i < MAX_HEAD) return i;
      if (inner > 0) {
        i = inner;
        continue;
      }
      const end = this.element(bytes, i);
      if (end === INCOMPLETE) return i;
      i = end;
    }
  }

  private element(bytes: Buffer, at: number): number {
    const end = this.scanner.scan(bytes, at, bytes.length);
    if (end === INCOMPLETE) return INCOMPLETE;
    if (end < 0) {
      this.resyncing = true;
      return this.resync(bytes, at + 1);
    }
    const wrapper = wrappedRecord(bytes, at, end);
    if (wrapper) this.sink.wrapped(wrapper);
    else this.sink.record(bytes);
    return end;
  }

  /** Skips what is no record up to the next place where one may start, and counts it once. */
  private resync(bytes: Buffer, at: number): number {
    const record = bytes.indexOf('{"eventVersion"', at);
    const line = bytes.indexOf(NEWLINE, at);
    const next = record < 0 ? (line < 0 ? -1 : line + 1) : line < 0 ? record : Math.min(record, line + 1);
    if (!this.resyncing || next < 0) this.sink.broken('not-json');
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
    if (key.startsWith('"event') || key === '"userIdentity"') return 0;
    i = end;
    while (i < bytes.length && (bytes[i]! <= 0x20 || bytes[i] === 0x3a)) i++;
    if (i >= bytes.length) return INCOMPLETE;
    if (LIST_KEYS.includes(key) && bytes[i] === OPEN_LIST) return i + 1;
    i = skipValue(bytes, i, bytes.length);
    if (i < 0) return i === INCOMPLETE ? INCOMPLETE : 0;
  }
  return 0;
}

/** The JSON string under `CloudTrailEvent`, when the element is an answer of LookupEvents. */
function wrappedRecord(bytes: Buffer, at: number, end: number): string | undefined {
  if (isRecordHead(bytes, at)) return undefined;
  const slice = bytes.subarray(at, end);
  if (slice.indexOf(WRAPPER_KEY) < 0) return undefined;
  const parsed: unknown = parseOrUndefined(slice.toString('utf8'));
  const text = (parsed as { CloudTrailEvent?: unknown } | undefined)?.CloudTrailEvent;
  return typeof text === 'string' ? text : undefined;
}

/** `{"eventV`: the first key of nearly every record; decides without a search. */
const isRecordHead = (bytes: Buffer, at: number): boolean => bytes[at + 2] === 0x65 && bytes[at + 7] === 0x56;

function parseOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
