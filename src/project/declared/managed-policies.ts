import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { PolicyDocument } from '../../model/policy.js';
import { UserError } from '../../model/user-error.js';
import { KNOWN_MANAGED } from './managed-table.js';

const MAX_FILES = 5000;
const MAX_BYTES = 64 * 1024 * 1024;

/** Texts of managed policies by name. */
export interface ManagedPolicies {
  /** @param name `AmazonS3ReadOnlyAccess`, `service-role/X` or an ARN; only the last part counts. */
  find(name: string): PolicyDocument | undefined;
}

/**
 * The few policies every template gets, and those of `--managed-policies`: a folder of `<name>.json`, a JSON map of name to document,
 * or a file with one `{ "name", "document" }` a line. The user's own win.
 * Throws UserError when the file or folder cannot be read.
 */
export function managedPolicies(given: string | undefined): ManagedPolicies {
  const own = given === undefined ? new Map<string, PolicyDocument>() : load(given);
  return {
    find(name) {
      const last = name.split('/').at(-1)!;
      return own.get(last) ?? known(last);
    },
  };
}

function known(name: string): PolicyDocument | undefined {
  const statements = Object.hasOwn(KNOWN_MANAGED, name) ? KNOWN_MANAGED[name] : undefined;
  return (
    statements && {
      Version: '2012-10-17',
      Statement: statements.map(({ actions, resource }) => ({
        Effect: 'Allow',
        Action: [...actions],
        Resource: [resource ?? '*'],
      })),
    }
  );
}

function load(given: string): Map<string, PolicyDocument> {
  const out = new Map<string, PolicyDocument>();
  for (const file of filesOf(given)) {
    for (const [name, document] of policiesIn(
      readFileSync(file, 'utf8'),
      path.basename(file).replace(/\.jsonl?$/i, ''),
      path.basename(file),
    ))
      out.set(name, document);
  }
  return out;
}

function filesOf(given: string): string[] {
  try {
    const stat = statSync(given);
    const files = stat.isDirectory()
      ? readdirSync(given)
          .filter((name) => /\.jsonl?$/i.test(name))
          .sort()
          .slice(0, MAX_FILES)
          .map((name) => path.join(given, name))
      : [given];
    const large = files.find((file) => statSync(file).size > MAX_BYTES || !statSync(file).isFile());
    if (large !== undefined) throw new UserError(`${large} is not a file of at most ${MAX_BYTES / 1024 / 1024} MB`);
    return files;
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(
      `The managed policies in ${given} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

function policiesIn(text: string, fileName: string, shown: string): [string, PolicyDocument][] {
  const parsed = parseAll(text, shown);
  const found = parsed.flatMap((value): [string, PolicyDocument][] => {
    const named = namedPolicy(value);
    if (named) return [named];
    const document = documentIn(value);
    if (document) return [[fileName, document]];
    return isRecord(value)
      ? Object.entries(value).flatMap(([name, inner]): [string, PolicyDocument][] =>
          documentIn(inner) ? [[name.split('/').at(-1)!, documentIn(inner)!]] : [],
        )
      : [];
  });
  if (found.length === 0 && !parsed.some((value) => isRecord(value) && 'meta' in value))
    throw new UserError(`${shown} holds no policy document`, { location: { file: shown, line: 1, column: 1 } });
  return found;
}

function parseAll(text: string, shown: string): unknown[] {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value : [value];
  } catch {
    // Not one JSON value: one a line.
    return text.split('\n').flatMap((line, index) => {
      if (line.trim() === '') return [];
      try {
        return [JSON.parse(line) as unknown];
      } catch {
        throw new UserError(`${shown} is not JSON`, { location: { file: shown, line: index + 1, column: 1 } });
      }
    });
  }
}

function namedPolicy(value: unknown): [string, PolicyDocument] | undefined {
  if (!isRecord(value)) return undefined;
  const name = value['name'] ?? value['PolicyName'] ?? value['Arn'] ?? value['arn'];
  const document = documentIn(value['document'] ?? value['PolicyDocument'] ?? value['Document'] ?? value['policy']);
  return typeof name === 'string' && document ? [name.split('/').at(-1)!, document] : undefined;
}

/** A document itself, or the output of `aws iam get-policy-version`. */
function documentIn(value: unknown): PolicyDocument | undefined {
  if (!isRecord(value)) return undefined;
  if ('Statement' in value) return value as unknown as PolicyDocument;
  const version = value['PolicyVersion'];
  return isRecord(version) ? documentIn(version['Document']) : undefined;
}

const isRecord = (value: unknown): value is { [key: string]: unknown } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
