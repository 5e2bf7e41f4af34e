import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';

const MAX_LEVELS = 8;

/** Files that a folder with code of its own has; a stray one in the home folder does not count. */
const CODE_MARKERS: readonly string[] = [
  'package.json',
  'tsconfig.json',
  'pnpm-workspace.yaml',
  'lerna.json',
  'nx.json',
];

/**
 * The repository that a project is part of: how far up imports like `../../lib/db.js` may be followed. That is the folder with `.git`,
 * or, in a copy without it, the outermost folder above that still looks like code; else the project itself. Never the home folder or
 * the file system's root.
 * @param root absolute path of the project
 */
export function repositoryBoundary(root: string): string {
  let boundary = root;
  let current = root;
  for (let level = 0; level < MAX_LEVELS; level += 1) {
    if (existsSync(path.join(current, '.git'))) return current;
    const parent = path.dirname(current);
    if (parent === current || parent === homedir() || path.dirname(parent) === parent) return boundary;
    current = parent;
    if (CODE_MARKERS.some((marker) => existsSync(path.join(current, marker)))) boundary = current;
  }
  return boundary;
}
