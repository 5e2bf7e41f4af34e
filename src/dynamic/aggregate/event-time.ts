/**
 * Times as the numbers their digits make: `2026-08-02T10:00:00Z` is 20260802100000. They sort as the text does, fit a double, and cost no string
 * per record. 0 stands for no time.
 */
const LENGTH = 20;
const DIGITS = [0, 1, 2, 3, 5, 6, 8, 9, 11, 12, 14, 15, 17, 18];
/** Where the other characters of `dddd-dd-ddTdd:dd:ddZ` stand, and which. */
const MARKS = [
  [4, 0x2d],
  [7, 0x2d],
  [10, 0x54],
  [13, 0x3a],
  [16, 0x3a],
  [19, 0x5a],
] as const;

/** The time written in `bytes[start, end)`; 0 when it is not written as CloudTrail writes times. */
export function packTimeAt(bytes: Uint8Array, start: number, end: number): number {
  if (end - start !== LENGTH) return 0;
  for (let i = 0; i < MARKS.length; i++) if (bytes[start + MARKS[i]![0]] !== MARKS[i]![1]) return 0;
  let packed = 0;
  for (let i = 0; i < DIGITS.length; i++) {
    const digit = bytes[start + DIGITS[i]!]! - 0x30;
    if (digit < 0 || digit > 9) return 0;
    packed = packed * 10 + digit;
  }
  return packed;
}

const ISO_LIKE = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d\S*)$/;
const ZONED = /(?:Z|UTC|GMT|[+-]\d\d:?\d\d)$/i;

/** A time that names no zone is UTC, as query engines print it; the zone of this machine must not decide. */
function zoned(text: string): string {
  if (ZONED.test(text)) return text;
  const [, day, time] = ISO_LIKE.exec(text) ?? [];
  return day === undefined ? `${text} UTC` : `${day}T${time}Z`;
}

/** The time a text tells, also with fractions or an offset; 0 when it tells none. */
export function packTime(text: string): number {
  if (text === '') return 0;
  const packed = packTimeAt(Buffer.from(text), 0, text.length);
  if (packed > 0) return packed;
  const time = Date.parse(zoned(text.trim()));
  if (Number.isNaN(time)) return 0;
  const iso = new Date(time).toISOString();
  return packTimeAt(Buffer.from(`${iso.slice(0, 19)}Z`), 0, LENGTH);
}

/** ISO 8601 in seconds, UTC; '' for no time. */
export function timeText(packed: number): string {
  if (packed === 0) return '';
  const digits = String(packed).padStart(14, '0');
  let text = '';
  for (let i = 0, next = 0; i < LENGTH; i++)
    text += DIGITS.includes(i) ? digits[next++] : String.fromCharCode(MARKS.find(([at]) => at === i)![1]);
  return text;
}
