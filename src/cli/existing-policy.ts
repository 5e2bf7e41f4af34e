import { readFileSync } from 'node:fs';
import type { Analysis } from '../model/analysis.js';
import type { PolicyDocument } from '../model/policy.js';
import { UserError } from '../model/user-error.js';
import { readPolicy } from '../prove/policy/read-policy.js';
import { policyIn } from './policy-files.js';

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

/** A policy document from a file, also when an answer of AWS holds it; `-` is stdin. Throws UserError when it holds none. */
export function readPolicyFile(file: string): PolicyDocument {
  let text: string;
  try {
    text = readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch (error) {
    throw new UserError(`the policy ${file} cannot be read: ${(error as Error).message}`);
  }
  return readPolicy(policyIn(text, file), file);
}
