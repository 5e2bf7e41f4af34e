import { readFile } from 'node:fs/promises';
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
