/** What the bytes of a token say about {@link withoutVolatile} without asking it. */
export const SHAPE = {
  /** Nothing in it is volatile: it stays as it is. */
  plain: 0,
  /** All of it is: it becomes `*`. */
  volatile: 1,
  /** Only the pattern can tell. */
  open: 2,
} as const;
export type Shape = (typeof SHAPE)[keyof typeof SHAPE];

const UUID_LENGTH = 36;
/** The shortest run of hexadecimal digits that a volatile shape without a decimal digit or an at sign begins with: a uuid's. */
const SHORTEST_HEX = 8;
/** Hexadecimal digits from which on a token of nothing else is a hash. */
const HASH_LENGTH = 16;

/** The shape of `bytes[start, end)`, plain ASCII. Most tokens are words, numbers, uuids or hashes, and need no string and no regular expression. */
export function shapeOf(bytes: Uint8Array, start: number, end: number): Shape {
  let digits = 0;
  let letters = 0;
  let run = 0;
  let longest = 0;
  let at = false;
  for (let i = start; i < end; i++) {
    const byte = bytes[i]!;
    if (byte >= 0x30 && byte <= 0x39) {
      digits++;
      run++;
    } else if ((byte >= 0x61 && byte <= 0x66) || (byte >= 0x41 && byte <= 0x46)) {
      letters++;
      run++;
    } else {
      if (byte === 0x40) at = true;
      if (run > longest) longest = run;
      run = 0;
    }
  }
  if (run > longest) longest = run;
  if (digits === 0 && !at && longest < SHORTEST_HEX) return SHAPE.plain;
  const length = end - start;
  if (digits + letters === length && (letters === 0 || length >= HASH_LENGTH)) return SHAPE.volatile;
  return length === UUID_LENGTH && isUuid(bytes, start, digits + letters) ? SHAPE.volatile : SHAPE.open;
}

const isUuid = (bytes: Uint8Array, start: number, hex: number): boolean =>
  hex === UUID_LENGTH - 4 &&
  bytes[start + 8] === 0x2d &&
  bytes[start + 13] === 0x2d &&
  bytes[start + 18] === 0x2d &&
  bytes[start + 23] === 0x2d;
