import { createReadStream } from 'node:fs';
import type { PolicyDocument } from '../model/policy.js';
import { UserError } from '../model/user-error.js';
import { findPolicy } from '../prove/policy/find-policy.js';
import { InvalidPolicy } from '../prove/policy/invalid-policy.js';
import { readPolicy } from '../prove/policy/read-policy.js';

const MAX_BYTES = 16 * 1024 * 1024;

/** Text of a file, or of stdin for `-`. Throws `UserError` when it cannot be read or is larger than any policy. */
export async function readText(file: string): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of openInput(file)) {
    size += chunk.length;
    if (size > MAX_BYTES) throw new UserError(`${nameOf(file)} is larger than ${MAX_BYTES} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Text of the policy in a file, also when an answer of AWS holds it. Throws `UserError` as `readText` does, and when there are several. */
export async function readPolicyText(file: string): Promise<string> {
  return policyIn(await readText(file), nameOf(file));
}

/** Text of the one policy in a text. Throws `UserError` when there are several; `name` is used in messages. */
export function policyIn(text: string, name: string): string {
  try {
    return findPolicy(text);
  } catch (error) {
    if (!(error instanceof InvalidPolicy)) throw error;
    throw new UserError(error.message, { location: { file: name, line: 1, column: 1 } });
  }
}

/** Reads policies in turn; only one of them may come from stdin. */
export async function readPolicies(files: readonly string[]): Promise<PolicyDocument[]> {
  if (files.filter((file) => file === '-').length > 1)
    throw new UserError('only one policy can be read from stdin', { advice: 'give the other one as a file' });
  const out: PolicyDocument[] = [];
  for (const file of files) out.push(readPolicy(await readPolicyText(file), nameOf(file)));
  return out;
}

/** Lines of a file or of stdin, one at a time. */
export async function* readLines(file: string): AsyncGenerator<string> {
  let rest: Buffer[] = [];
  let size = 0;
  for await (const chunk of openInput(file)) {
    let start = 0;
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, start)) {
      yield Buffer.concat([...rest, chunk.subarray(start, end)]).toString('utf8');
      [rest, size, start] = [[], 0, end + 1];
    }
    rest.push(chunk.subarray(start));
    size += chunk.length - start;
    if (size > MAX_BYTES) throw new UserError(`a line of ${nameOf(file)} is longer than ${MAX_BYTES} bytes`);
  }
  if (size > 0) yield Buffer.concat(rest).toString('utf8');
}

export const nameOf = (file: string): string => (file === '-' ? 'stdin' : file);

async function* openInput(file: string): AsyncGenerator<Buffer> {
  try {
    yield* (file === '-' ? process.stdin : createReadStream(file)) as AsyncIterable<Buffer>;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === undefined) throw error;
    const why = { ENOENT: 'there is no such file', EISDIR: 'it is a folder', EACCES: 'you may not read it' }[code];
    throw new UserError(`cannot read ${nameOf(file)}: ${why ?? code}`);
  }
}
