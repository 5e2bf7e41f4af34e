import type { ProjectFiles } from './files.js';

/** Folders that hold copies, output or other people's code. */
const SKIPPED = new Set([
  'node_modules',
  '.git',
  '.aws-sam',
  '.serverless',
  '.terraform',
  '.venv',
  'venv',
  '__pycache__',
  '.next',
  '.nuxt',
  'coverage',
  '.cache',
  '.idea',
  '.vscode',
  'vendor',
]);
const MAX_DEPTH = 6;
/** More files than that are not looked at. */
export const MAX_FILES = 20_000;

/** Files below a folder down to a bounded depth, nearest first; links are not followed. At most `MAX_FILES`. */
export function filesBelow(files: ProjectFiles, start: string): string[] {
  const out: string[] = [];
  let level = [start];
  for (let depth = 0; depth <= MAX_DEPTH && level.length > 0; depth += 1) {
    const next: string[] = [];
    for (const folder of level) {
      for (const name of files.list(folder)) {
        const full = folder === '' ? name : `${folder}/${name}`;
        if (!name.endsWith('/')) out.push(full);
        else if (!SKIPPED.has(name.slice(0, -1)) && !files.isLink(full.slice(0, -1))) next.push(full.slice(0, -1));
        if (out.length >= MAX_FILES) return out;
      }
    }
    level = next;
  }
  return out;
}
