import type { PolicyDocument } from '../../model/policy.js';
import { InvalidPolicy } from './invalid-policy.js';
import { syntaxErrorOffset } from './json-syntax.js';
import { duplicateKey, locationAt, offsetOf } from './json-text.js';
import { normalize } from './normalize.js';

/** The longest AWS managed policy has 152,297 characters. */
const MAX_CHARACTERS = 4_000_000;

/**
 * Reads a policy from JSON text. Throws `InvalidPolicy` with file, line and column for JSON that is broken and for documents that IAM would
 * refuse. `file` is only used in messages.
 */
export function readPolicy(text: string, file: string): PolicyDocument {
  const clean = text.replace(/^\uFEFF/, '');
  const fail = (complaint: string, offset: number): never => {
    throw new InvalidPolicy(complaint, [], locationAt(file, clean, offset));
  };
  if (clean.length > MAX_CHARACTERS) fail(`a policy of more than ${MAX_CHARACTERS} characters`, 0);
  if (clean.trim() === '') fail('the policy is empty', 0);
  let document: PolicyDocument;
  try {
    document = JSON.parse(clean) as PolicyDocument;
  } catch (error) {
    return fail(`not valid JSON: ${(error as SyntaxError).message}`, syntaxErrorOffset(clean));
  }
  try {
    const twice = duplicateKey(clean);
    if (twice) fail(`the key ${JSON.stringify(twice.path.at(-1))} stands twice in one object`, twice.offset);
    normalize(document);
  } catch (error) {
    if (!(error instanceof InvalidPolicy) || error.location) throw error;
    fail(error.complaint, error.path.length > 64 ? 0 : offsetOf(clean, error.path));
  }
  return document;
}
