import { readFile, stat } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import type { PolicyDocument } from '../model/policy.js';
import { UserError } from '../model/user-error.js';

/** Far more than any policy AWS takes; keeps a wrong file from filling the memory. */
const LARGEST = 5_000_000;

/** Text of a policy file; `-` is stdin. Throws UserError for what cannot be read or is far too large. */
export async function readPolicyText(file: string): Promise<string> {
  if (file === '-') return checkSize(await text(process.stdin), 'stdin');
  try {
    const { size } = await stat(file);
    if (size > LARGEST) throw tooLarge(file);
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(`cannot read ${file}: ${(error as NodeJS.ErrnoException).code ?? (error as Error).message}`, {
      advice: 'name a file that holds one policy document as JSON',
    });
  }
}

/** A policy file as a document. Throws UserError when it is no JSON object with a Statement. */
export async function readPolicyDocument(file: string): Promise<PolicyDocument> {
  const content = await readPolicyText(file);
  try {
    const value = JSON.parse(content) as Partial<PolicyDocument> | null;
    if (value !== null && typeof value === 'object' && value.Statement !== undefined) return value as PolicyDocument;
  } catch (error) {
    throw new UserError(`${file} is no JSON: ${(error as Error).message}`, {
      advice: 'run validate on it for the place',
    });
  }
  throw new UserError(`${file} is no policy document: it has no Statement`);
}

function checkSize(content: string, file: string): string {
  if (content.length > LARGEST) throw tooLarge(file);
  return content;
}

const tooLarge = (file: string): UserError =>
  new UserError(`${file} has more than ${LARGEST} bytes: no policy is that large`);
