/**
 * Finds the few fields of a CloudTrail record we need, in the bytes, without building the record: `JSON.parse` of whole files costs more
 * than half of the time of mining a trail. Depth and strings are respected, so that a caller-controlled value can't pose as a field.
 * Record fields: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
 */

/** Fields a scan can find. The value is the index of its [start, end) pair in a scanner's spans. */
export const FIELD = {
  eventTime: 0,
  eventSource: 1,
  eventName: 2,
  awsRegion: 3,
  errorCode: 4,
  eventID: 5,
  eventType: 6,
  recipientAccountId: 7,
  sharedEventID: 8,
  eventCategory: 9,
  requestParameters: 10,
  resources: 11,
  identityType: 12,
  invokedBy: 13,
  issuerType: 14,
  issuerArn: 15,
} as const;
export const FIELDS = 16;

/** What `scan` returns when the bytes end inside the record. */
export const INCOMPLETE = -1;
/** What `scan` returns when the bytes are no JSON object. */
export const MALFORMED = -2;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
export const OPEN = 0x7b;
const CLOSE = 0x7d;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const COMMA = 0x2c;
const COLON = 0x3a;

export type Keys = { readonly [key: string]: number | Keys };

export const RECORD_KEYS: Keys = {
  eventTime: FIELD.eventTime,
  eventSource: FIELD.eventSource,
  eventName: FIELD.eventName,
  awsRegion: FIELD.awsRegion,
  errorCode: FIELD.errorCode,
  eventID: FIELD.eventID,
  eventType: FIELD.eventType,
  recipientAccountId: FIELD.recipientAccountId,
  sharedEventID: FIELD.sharedEventID,
  eventCategory: FIELD.eventCategory,
  requestParameters: FIELD.requestParameters,
  resources: FIELD.resources,
  userIdentity: {
    type: FIELD.identityType,
    invokedBy: FIELD.invokedBy,
    sessionContext: { sessionIssuer: { type: FIELD.issuerType, arn: FIELD.issuerArn } },
  },
};

/** A key of a level: its bytes, and either a field's index or the level below. */
interface Key {
  bytes: Buffer;
  field: number;
  below: Level | undefined;
}
/** Keys by length: one comparison decides for nearly every key of a record. */
type Level = (Key[] | undefined)[];

function levelOf(keys: Keys): Level {
  const level: Level = new Array(24).fill(undefined);
  for (const [name, target] of Object.entries(keys)) {
    const key: Key = {
      bytes: Buffer.from(name),
      field: typeof target === 'number' ? target : -1,
      below: typeof target === 'number' ? undefined : levelOf(target),
    };
    level[name.length] = [...(level[name.length] ?? []), key];
  }
  return level;
}

const RECORD = levelOf(RECORD_KEYS);

/** Finds the fields of one record after another. */
export interface RecordScanner {
  /** Start and end of every field's value in the buffer of the last scan; start is 0 for a field that is absent. Strings exclude their quotes. */
  readonly spans: Int32Array;
  /** Scans the object at `at`. Returns the index behind it, {@link INCOMPLETE} or {@link MALFORMED}. */
  scan(bytes: Buffer, at: number): number;
  /** The index behind the value at `at`, {@link INCOMPLETE} or {@link MALFORMED}. */
  skip(bytes: Buffer, at: number): number;
}

/** Reads byte by byte: for files too large for simd-scanner.ts, where there are no vectors, and as the measure of what that one must find. */
export class ByteScanner implements RecordScanner {
  readonly spans = new Int32Array(FIELDS * 2);
  private bytes: Buffer = Buffer.alloc(0);
  private end = 0;

  scan(bytes: Buffer, at: number): number {
    this.bytes = bytes;
    this.end = bytes.length;
    this.spans.fill(0);
    return bytes[at] === OPEN ? this.object(at, RECORD) : MALFORMED;
  }

  skip(bytes: Buffer, at: number): number {
    return skipValue(bytes, at, bytes.length);
  }

  private object(at: number, level: Level): number {
    const { bytes, end } = this;
    let i = at + 1;
    for (;;) {
      while (i < end && (bytes[i]! <= 0x20 || bytes[i] === COMMA)) i++;
      if (i >= end) return INCOMPLETE;
      const byte = bytes[i]!;
      if (byte === CLOSE) return i + 1;
      if (byte !== QUOTE) return MALFORMED;
      const keyStart = i + 1;
      i = skipString(bytes, keyStart, end);
      if (i < 0) return INCOMPLETE;
      const keyEnd = i - 1;
      while (i < end && bytes[i]! <= 0x20) i++;
      if (i >= end) return INCOMPLETE;
      if (bytes[i] !== COLON) return MALFORMED;
      i++;
      while (i < end && bytes[i]! <= 0x20) i++;
      if (i >= end) return INCOMPLETE;
      const key = find(level[keyEnd - keyStart], bytes, keyStart);
      if (key?.below && bytes[i] === OPEN) {
        i = this.object(i, key.below);
      } else {
        const start = i;
        i = skipValue(bytes, i, end);
        // The first of two equal keys wins: CloudTrail never repeats one, so a second is not CloudTrail's.
        if (key && key.field >= 0 && i > 0 && this.spans[key.field * 2] === 0) {
          const text = bytes[start] === QUOTE ? 1 : 0;
          this.spans[key.field * 2] = start + text;
          this.spans[key.field * 2 + 1] = i - text;
        }
      }
      if (i < 0) return i;
    }
  }
}

function find(keys: Key[] | undefined, bytes: Buffer, start: number): Key | undefined {
  if (!keys) return undefined;
  next: for (let k = 0; k < keys.length; k++) {
    const name = keys[k]!.bytes;
    for (let j = 0; j < name.length; j++) if (bytes[start + j] !== name[j]) continue next;
    return keys[k];
  }
  return undefined;
}

/**
 * From behind the opening quote to behind the closing one, or INCOMPLETE. Looks for quotes alone, and only then whether backslashes stand before one: half
 * the comparisons, and this loop is most of the work.
 */
export function skipString(bytes: Buffer, at: number, end: number): number {
  for (let i = at; i < end; i++) {
    if (bytes[i] === QUOTE && (bytes[i - 1] !== BACKSLASH || !isEscaped(bytes, i, at))) return i + 1;
  }
  return INCOMPLETE;
}

/** Whether an odd number of backslashes stands before `at`, inside the string that begins at `start`. */
function isEscaped(bytes: Buffer, at: number, start: number): boolean {
  let i = at;
  while (i > start && bytes[i - 1] === BACKSLASH) i--;
  return (at - i) % 2 === 1;
}

/** The index behind the value at `at`; a negative number when it is cut or no JSON. Nesting is counted, not recursed into. */
export function skipValue(bytes: Buffer, at: number, end: number): number {
  const first = bytes[at]!;
  if (first === QUOTE) return skipString(bytes, at + 1, end);
  if (first !== OPEN && first !== OPEN_LIST) return skipScalar(bytes, at, end);
  let depth = 0;
  for (let i = at; i < end; i++) {
    const byte = bytes[i]!;
    if (byte === QUOTE) {
      i = skipString(bytes, i + 1, end) - 1;
      if (i < 0) return INCOMPLETE;
    } else if (byte >= OPEN_LIST) {
      // Brackets and braces differ in the bit of 0x20 alone: `[` `{` open, `]` `}` close.
      const bracket = byte & 0xdf;
      if (bracket === OPEN_LIST) depth++;
      else if (bracket === CLOSE_LIST && --depth === 0) return i + 1;
    }
  }
  return INCOMPLETE;
}

function skipScalar(bytes: Buffer, at: number, end: number): number {
  let i = at;
  // true, false, null and numbers; anything else is no JSON and must not be swallowed as a value.
  while (i < end && isScalarByte(bytes[i]!)) i++;
  if (i >= end) return INCOMPLETE;
  return i === at ? MALFORMED : i;
}

const isScalarByte = (byte: number): boolean =>
  (byte >= 0x61 && byte <= 0x7a) ||
  (byte >= 0x30 && byte <= 0x39) ||
  byte === 0x2d ||
  byte === 0x2b ||
  byte === 0x2e ||
  byte === 0x45;
