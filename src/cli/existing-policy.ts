import { readFileSync } from 'node:fs';
import type { Analysis } from '../model/analysis.js';
import type { PolicyDocument } from '../model/policy.js';
import { UserError } from '../model/user-error.js';
import { normalize } from '../prove/index.js';

/** The analysis with a policy of a file as what every function has today. Throws UserError when the file holds no policy. */
export function withExisting(analysis: Analysis, file: string): Analysis {
  const document = readPolicyFile(file);
  const at = { file, line: 1, column: 1 };
  const functions = analysis.functions.map((result) => {
    const declared = { documents: [{ origin: 'existing policy', document, at }], unknownManagedPolicies: [] };
    return { ...result, fn: { ...result.fn, declared } };
  });
  return { ...analysis, functions };
}

/** A policy document from a file; `-` is stdin. Throws UserError when it holds none. */
export function readPolicyFile(file: string): PolicyDocument {
  const location = { file, line: 1, column: 1 };
  let text: string;
  try {
    text = readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch (error) {
    throw new UserError(`the policy ${file} cannot be read: ${(error as Error).message}`);
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new UserError('the policy is not JSON', { location });
  }
  // What `aws iam get-role-policy` and `get-policy-version` print holds the document inside.
  const outer = value as { PolicyDocument?: unknown; PolicyVersion?: { Document?: unknown } } | null;
  const document = (outer?.PolicyDocument ?? outer?.PolicyVersion?.Document ?? value) as PolicyDocument;
  normalize(document);
  return document;
}
