import { readFile, stat } from 'node:fs/promises';
import { z } from 'zod';
import type { PolicyDocument } from '../model/policy.js';
import { UserError } from '../model/user-error.js';
import { readPolicy } from '../prove/policy/read-policy.js';
import { confine } from './confine.js';

/** Larger than any policy or usage file that a client would name by intent. */
const MAX_BYTES = 16 * 1024 * 1024;

/** Words that several tools share. */
export const projectPath = z
  .string()
  .default('.')
  .describe('function folder, file, zip, or a project with a template; relative to the root of the server');
export const functionId = z.string().optional().describe('only this function, by its id');
export const arnInputs = {
  handler: z.string().optional().describe('handler of a bare folder: src/app.handler'),
  account: z.string().optional().describe('account id for ARNs; else * in that field'),
  region: z.string().optional().describe('Region for ARNs; else * in that field'),
};
export const policyInput = z
  .union([z.string(), z.record(z.string(), z.unknown())])
  .describe('path of a policy file below the root, or the policy document itself as an object');

/** Text of a policy that was given as a path or as a document. */
export async function policyText(root: string, given: z.infer<typeof policyInput>): Promise<string> {
  if (typeof given !== 'string') return JSON.stringify(given, null, 2);
  const file = confine(root, given);
  const { size } = await stat(file);
  if (size > MAX_BYTES) throw new UserError(`${given} is larger than ${MAX_BYTES} bytes`);
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    throw new UserError(`cannot read ${given}: ${code === 'EISDIR' ? 'it is a folder' : code}`);
  }
}

/** The policy itself; `name` is used in messages when it was given as a document. */
export async function policyOf(
  root: string,
  given: z.infer<typeof policyInput>,
  name: string,
): Promise<PolicyDocument> {
  return readPolicy(await policyText(root, given), typeof given === 'string' ? given : name);
}
