import { opendir, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { UserError } from '../../model/user-error.js';
import { isLogFile, isSkippedFolder, placeOfFile, placeOfFolder } from './file-name.js';
import { UnitPlan } from './trail-unit.js';

/**
 * Walks a folder once and notes where logs lie. Day folders of the true layout are noted by their path and listed later, so that a
 * trail of a hundred thousand files costs memory by days. A single file is a plan of one. Links to folders are not followed.
 */
export async function planFolder(root: string, signal: AbortSignal): Promise<UnitPlan> {
  const plan = new UnitPlan();
  const found = await stat(root).catch((error: NodeJS.ErrnoException) => {
    throw new UserError(`cannot read ${root} (${error.code})`, {
      advice: 'give the folder or file that holds CloudTrail logs',
    });
  });
  if (found.isDirectory()) await walk(root.replace(/\/+$/, '') || '/', plan, signal);
  else plan.addFile(placeOfFile(basename(root)), root);
  return plan;
}

async function walk(folder: string, plan: UnitPlan, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  const below: string[] = [];
  for await (const entry of await opendir(folder)) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) {
      if (!isSkippedFolder(entry.name)) below.push(path);
    } else if (isLogFile(entry.name) && (entry.isFile() || (await isLinkedFile(path)))) {
      plan.addFile(placeOfFile(entry.name), path);
    }
  }
  for (const path of below.sort()) {
    const place = placeOfFolder(path);
    if (place) plan.addFolder(place, path);
    else await walk(path, plan, signal);
  }
}

/** Log files right inside a day folder. */
export async function listDayFolder(folder: string): Promise<string[]> {
  const files: string[] = [];
  for await (const entry of await opendir(folder)) {
    if (isLogFile(entry.name) && !entry.isDirectory()) files.push(`${folder}/${entry.name}`);
  }
  return files;
}

/** A link that leads nowhere is no file. */
async function isLinkedFile(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    return false;
  }
}
