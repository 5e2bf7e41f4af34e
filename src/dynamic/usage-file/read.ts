import { open, readFile } from 'node:fs/promises';
import type { UsageFile } from '../../model/usage.js';
import { UserError } from '../../model/user-error.js';
import { usageSchema } from './schema.js';

/** Reads and checks a usage file. Anything else is refused with the first place that is wrong. */
export async function readUsageFile(path: string): Promise<UsageFile> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    throw new UserError(`cannot read ${path} (${(error as NodeJS.ErrnoException).code})`);
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new UserError(`${path} is no JSON: ${(error as Error).message}`, {
      advice: 'write it with iam-tighten collect',
    });
  }
  const parsed = usageSchema.safeParse(value);
  if (parsed.success) return parsed.data as UsageFile;
  const issue = parsed.error.issues[0];
  throw new UserError(
    `${path} is no usage file: ${issue?.path.join('.') || 'top level'}: ${issue?.message ?? 'wrong shape'}`,
    {
      advice: 'write it with iam-tighten collect',
    },
  );
}

/** Whether a word of the command line names a usage file, by its first bytes; logs are left to their own source. */
export async function isUsageFile(path: string): Promise<boolean> {
  if (!path.endsWith('.json')) return false;
  const file = await open(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === undefined) throw error;
    return undefined;
  });
  if (!file) return false;
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(256), 0, 256, 0);
    return /^\s*\{\s*"schemaVersion"/.test(buffer.toString('latin1', 0, bytesRead));
  } catch (error) {
    // A folder that is called so.
    if ((error as NodeJS.ErrnoException).code === 'EISDIR') return false;
    throw error;
  } finally {
    await file.close();
  }
}
