import { type Document, isMap, isScalar, LineCounter, type Node, parseDocument, visit } from 'yaml';
import type { ZodError } from 'zod';
import { UserError } from '../../model/user-error.js';
import { didYouMean } from '../did-you-mean.js';
import { type Config, configSchema } from './schema.js';

/**
 * Reads a configuration from JSON or YAML text. `section` is the key that holds it (`iam-tighten` in package.json); a file without the
 * section gives undefined. Throws UserError with the place of the first mistake.
 */
export function parseConfig(file: string, text: string, section?: string): Config | undefined {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: 'silent' });
  const fail = (message: string, offset: number, advice?: string): UserError => {
    const { line, col } = lines.linePos(offset);
    const location = { file, line: Math.max(1, line), column: Math.max(1, col) };
    return new UserError(message, { location, ...(advice && { advice }) });
  };
  const [error] = document.errors;
  if (error) throw fail(`not valid: ${error.message.split('\n')[0]}`, error.pos[0]);
  const alias = firstAlias(document);
  if (alias) throw fail('aliases have no place in a configuration', alias.range?.[0] ?? 0);
  const whole: unknown = document.toJS();
  const value = section === undefined ? whole : (whole as { [key: string]: unknown } | null)?.[section];
  if (value === undefined && section !== undefined) return undefined;
  const parsed = configSchema.safeParse(value ?? {});
  if (parsed.success) return parsed.data;
  const [path, message, advice] = explain(parsed.error);
  const node = nodeAt(document.contents, [...(section ? [section] : []), ...path]);
  throw fail(message, node?.range?.[0] ?? 0, advice);
}

/** Aliases can multiply a small file without end. */
function firstAlias(document: Document): Node | undefined {
  let found: Node | undefined;
  visit(document, {
    Alias(_, node) {
      found = node;
      return visit.BREAK;
    },
  });
  return found;
}

/** The first mistake of a configuration: where, what, and what was meant. */
function explain(error: ZodError): [path: PropertyKey[], message: string, advice?: string] {
  const [issue] = error.issues;
  if (!issue) return [[], 'not a configuration'];
  if (issue.code === 'unrecognized_keys') {
    const [key = ''] = issue.keys;
    const known = issue.path[0] === 'keep' ? KEEP_KEYS : Object.keys(configSchema.shape);
    const meant = didYouMean(key, known);
    return [
      [...issue.path, key],
      `unknown key ${JSON.stringify(key)}`,
      meant ? `did you mean ${meant}?` : `known keys: ${known.filter((name) => name !== '$schema').join(', ')}`,
    ];
  }
  const where = issue.path.length > 0 ? `${issue.path.map(String).join('.')}: ` : '';
  return [[...issue.path], `${where}${issue.message}`];
}

const KEEP_KEYS = ['action', 'resource', 'reason', 'until', 'function'];

/** The node at a path, or the nearest one above it; for a key of a map, the key. */
function nodeAt(root: unknown, path: readonly PropertyKey[]): Node | undefined {
  let found = root as Node | undefined;
  let current: unknown = root;
  for (const key of path) {
    if (isMap(current)) {
      const pair = current.items.find((item) => isScalar(item.key) && item.key.value === key);
      if (!pair) return found;
      found = pair.key as Node;
      current = pair.value;
    } else {
      current = (current as { items?: unknown[] } | null)?.items?.[Number(key)];
      if (!current) return found;
      found = current as Node;
    }
  }
  return found;
}
