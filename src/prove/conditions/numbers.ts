/** A number as IAM reads one in a condition, or undefined. */
export function readNumber(text: string): number | undefined {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  return Number.isNaN(value) ? undefined : value;
}

const EPOCH = /^[+-]?\d+(\.\d+)?$/;
const ISO = /^\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?)?)?$/i;

/** Milliseconds since 1970 of an ISO 8601 date or of epoch seconds: the two forms IAM takes. A time without zone is UTC. */
export function readDate(text: string): number | undefined {
  if (EPOCH.test(text) && !/^\d{4}$/.test(text)) return Number(text) * 1000;
  if (!ISO.test(text)) return undefined;
  const hasTime = /T/i.test(text);
  const hasZone = /(Z|[+-]\d{2}:?\d{2})$/i.test(text);
  const value = Date.parse(hasTime && !hasZone ? `${text}Z` : text);
  return Number.isNaN(value) ? undefined : value;
}

/** `a <compare> b` for the operators of both theories. */
export function compareNumbers(compare: string, a: number, b: number): boolean {
  if (compare === '<') return a < b;
  if (compare === '<=') return a <= b;
  if (compare === '>') return a > b;
  if (compare === '>=') return a >= b;
  return a === b;
}
