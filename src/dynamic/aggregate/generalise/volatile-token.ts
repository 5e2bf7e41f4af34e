/**
 * Parts of a name that are made anew each time: they say nothing about the next request. Order matters: the longer shape first.
 * `*` stands for the part; the rest of the token is kept (`report-2026-08-01.csv` → `report-*.csv`).
 */
const VOLATILE: readonly { shape: string; why: string }[] = [
  { shape: '[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}', why: 'uuid' },
  {
    shape: '[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[T _-][0-9]{2}[:_-]?[0-9]{2}(?:[:_-]?[0-9]{2})?(?:[.][0-9]+)?Z?)?',
    why: 'date or time',
  },
  { shape: '[0-9]{8}T[0-9]{4,6}Z?', why: 'basic ISO 8601 time' },
  { shape: '[^@/ ]+@[^@/ ]+[.][A-Za-z]{2,}', why: 'e-mail address' },
  { shape: '\\b[0-7][0-9A-HJKMNP-TV-Z]{25}\\b', why: 'ULID' },
  { shape: '\\b[0-9a-fA-F]{16,}\\b', why: 'hash' },
  { shape: '[0-9]{2,}', why: 'number' },
];

/** All shapes as one pattern, in the syntax that JavaScript, Trino and RE2 read alike (no look-around). */
export const VOLATILE_PATTERN = VOLATILE.map(({ shape }) => `(?:${shape})`).join('|');
const ANY = new RegExp(VOLATILE_PATTERN, 'g');

/** A token of a run-time name with its volatile parts as `*`. One-digit numbers stay: they are versions (`v2`) more often than ids. */
export function withoutVolatile(token: string): string {
  if (!mayBeVolatile(token)) return token;
  // A whole token of one digit is a counter or a partition of the key space.
  if (/^[0-9]+$/.test(token)) return '*';
  return token.replace(ANY, '*').replace(/\*+/g, '*');
}

/** A digit or an at sign; nothing else is in every volatile shape. Asked for every token, so without a regular expression. */
function mayBeVolatile(token: string): boolean {
  for (let i = 0; i < token.length; i++) {
    const code = token.charCodeAt(i);
    if (code <= 0x39 ? code >= 0x30 : code === 0x40) return true;
  }
  return token.length >= 16;
}
