import { createHash } from 'node:crypto';
import { accessSync, constants, readFileSync } from 'node:fs';
import path from 'node:path';
import { UserError } from '../model/user-error.js';
import { writeOutput } from './outputs.js';
import type { Change } from './template-changes.js';

const FOLDER = '.iam-tighten/rollback';

/** What `--undo` needs: the text a template had, and how it was left, so that later edits are not lost. */
interface Rollback {
  schemaVersion: 1;
  /** Path of the template relative to the rollback file. */
  file: string;
  /** SHA-256 of the template after the edit. */
  after: string;
  before: string;
  /** The policy documents that were replaced, by function. */
  policies: { functions: string[]; documents: unknown[] }[];
}

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');

/**
 * Writes edited templates, each whole or not at all, after their rollback files. Nothing is written when one of them cannot be, or has
 * changed since it was read.
 */
export async function writeWithRollback(
  changes: readonly Change[],
  root: string,
  folder: string | undefined,
): Promise<{ file: string; rollback: string }[]> {
  for (const { file, before } of changes) {
    const full = path.join(root, file);
    if (readFileSync(full, 'utf8') !== before)
      throw new UserError(`${file} has changed since it was read`, { advice: 'run the command again' });
    try {
      accessSync(full, constants.W_OK);
    } catch {
      throw new UserError(`${file} may not be written`, { advice: 'make it writable; nothing was changed' });
    }
  }
  const out: { file: string; rollback: string }[] = [];
  for (const { file, before, after, proposals } of changes) {
    const target = path.join(folder ?? path.join(root, FOLDER), `${file.replaceAll('/', '__')}.json`);
    const full = path.join(root, file);
    const rollback: Rollback = {
      schemaVersion: 1,
      file: path.relative(path.dirname(target), full).split(path.sep).join('/'),
      after: digest(after),
      before,
      policies: proposals.map(({ functions }) => ({
        functions: functions.map(({ id }) => id),
        documents: functions[0]?.declared?.documents ?? [],
      })),
    };
    await writeOutput(`${JSON.stringify(rollback, null, 2)}\n`, target);
    await writeOutput(after, full);
    out.push({ file, rollback: path.relative(process.cwd(), target) });
  }
  return out;
}

/** Puts back the text of a rollback file. Refuses when the template was edited since. Returns the template's path. */
export async function undo(file: string): Promise<string> {
  let rollback: Rollback;
  try {
    rollback = JSON.parse(readFileSync(file, 'utf8')) as Rollback;
  } catch (error) {
    throw new UserError(`${file} is not a rollback file: ${(error as Error).message}`);
  }
  if (rollback?.schemaVersion !== 1 || typeof rollback.file !== 'string' || typeof rollback.before !== 'string')
    throw new UserError(`${file} is not a rollback file`);
  const target = path.resolve(path.dirname(file), rollback.file);
  let current: string;
  try {
    current = readFileSync(target, 'utf8');
  } catch (error) {
    throw new UserError(`${target} cannot be read: ${(error as Error).message}`);
  }
  if (digest(current) !== rollback.after)
    throw new UserError(`${path.relative(process.cwd(), target)} was edited after the proposal`, {
      advice: 'take the policies you want back from the rollback file by hand',
    });
  await writeOutput(rollback.before, target);
  return path.relative(process.cwd(), target) || target;
}
