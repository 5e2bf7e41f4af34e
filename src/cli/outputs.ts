import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { UserError } from '../model/user-error.js';

/** Writes a result to stdout (`-` or nothing named) or to a file, whole or not at all: a reader never sees half a policy. */
export async function writeOutput(text: string, file: string | undefined): Promise<void> {
  if (file === undefined || file === '-') {
    process.stdout.write(text);
    return;
  }
  const part = `${file}.part-${process.pid}`;
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(part, text);
    await rename(part, file);
  } catch (error) {
    await rm(part, { force: true });
    throw new UserError(`cannot write ${file}: ${(error as Error).message}`, {
      advice: 'name a file in a folder you may write to',
    });
  }
}
