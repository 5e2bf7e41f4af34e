import { InvalidPolicy, type JsonPath, writePath } from './invalid-policy.js';
import { offsetOf } from './json-text.js';

/** A policy inside another document: as an object that stands there, or as a text that holds it. */
interface Found {
  path: JsonPath;
  text?: string;
}

/** Answers of AWS nest policies some levels deep; what is deeper is not looked into. */
const DEEPEST = 12;

/** More policies than this in one file are not counted. */
const MOST = 50;

/**
 * The policy in a text that holds it inside: what `aws iam get-role-policy`, `get-policy-version` or `s3api get-bucket-policy` print, also
 * percent-encoded as the IAM API sends documents (https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRolePolicy.html). An object
 * keeps its lines and columns: all around it becomes white space. A text that is a policy, or is none, comes back as it is.
 * Throws `InvalidPolicy` when there are several.
 */
export function findPolicy(text: string): string {
  const plain = /^\s*%7B/i.test(text) ? decoded(text) : text;
  const value = parsed(plain);
  if (value === undefined || isPolicy(value)) return plain;
  const found = [...search(value, [])].slice(0, MOST);
  if (found.length === 0) return plain;
  const bodies = found.map((one) => one.text ?? JSON.stringify(at(value, one.path)));
  if (new Set(bodies).size > 1)
    throw new InvalidPolicy(
      `the file holds ${found.length === MOST ? `${MOST} or more` : found.length} policies, at ${listOf(found)}; give a file with one of them`,
      [],
    );
  return found[0]!.text ?? alone(plain, found[0]!.path);
}

function* search(value: unknown, path: JsonPath): Iterable<Found> {
  if (path.length > DEEPEST) return;
  if (typeof value === 'string') {
    const text = /^\s*%7B/i.test(value) ? decoded(value) : value;
    if (/^\s*\{/.test(text) && isPolicy(parsed(text))) yield { path, text };
  } else if (isPolicy(value)) yield { path };
  else if (typeof value === 'object' && value !== null)
    for (const [key, inner] of Object.entries(value))
      yield* search(inner, [...path, Array.isArray(value) ? Number(key) : key]);
}

const isPolicy = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  typeof (value as { Statement?: unknown }).Statement === 'object' &&
  (value as { Statement?: unknown }).Statement !== null;

const at = (value: unknown, path: JsonPath): unknown =>
  path.reduce((inner, step) => (inner as { [step: string | number]: unknown })[step], value);

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ' '));
  } catch {
    // The reader of policies says what is wrong and where.
    return undefined;
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // Not percent-encoded after all; the reader says that it is no JSON.
    return text;
  }
}

/** The text with everything but the value of `path` blanked out. */
function alone(text: string, path: JsonPath): string {
  const blank = (part: string) => part.replace(/[^\n\r]/g, ' ');
  const start = offsetOf(text, path);
  const end = objectEnd(text, start);
  return blank(text.slice(0, start)) + text.slice(start, end) + blank(text.slice(end));
}

/** Where the object or array that begins at `start` ends, in valid JSON. */
function objectEnd(text: string, start: number): number {
  let depth = 0;
  for (let i = start; i < text.length; i++) {
    const letter = text[i]!;
    if (letter === '"') {
      for (i += 1; i < text.length && text[i] !== '"'; i += 1) if (text[i] === '\\') i += 1;
    } else if (letter === '{' || letter === '[') depth += 1;
    else if (letter === '}' || letter === ']') {
      depth -= 1;
      if (depth === 0) return i + 1;
    }
  }
  return text.length;
}

const listOf = (found: readonly Found[]): string =>
  `${found
    .slice(0, 3)
    .map(({ path }) => writePath(path))
    .join(', ')}${found.length > 3 ? ' …' : ''}`;
