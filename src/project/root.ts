import { existsSync, readFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';

const MARKERS: readonly string[] = ['pnpm-workspace.yaml', 'lerna.json', 'nx.json', 'rush.json', 'turbo.json'];
const MAX_LEVELS = 6;

/**
 * The folder every path is relative to: the workspace a bare folder belongs to (its packages import each other), else the folder
 * itself. Looks at most six levels up and never above the repository.
 */
export function workspaceRoot(folder: string): string {
  let current = folder;
  for (let level = 0; level < MAX_LEVELS; level += 1) {
    if (MARKERS.some((marker) => existsSync(path.join(current, marker))) || hasWorkspaces(current)) return current;
    const parent = path.dirname(current);
    if (parent === current || existsSync(path.join(current, '.git'))) return folder;
    current = parent;
  }
  return folder;
}

function hasWorkspaces(folder: string): boolean {
  try {
    return /"workspaces"\s*:/.test(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  } catch {
    // No package.json, or none we may read: not a workspace.
    return false;
  }
}

/**
 * A root that also holds what a project refers to beside its folder (`CodeUri: ../src`): the common folder of both. Undefined when
 * nothing there exists, or it is more than three levels up, outside the repository, or the home or temporary folder.
 * @param beyond paths relative to `root` that leave it
 */
export function widerRoot(root: string, beyond: Iterable<string>): string | undefined {
  let levels = 0;
  for (const file of beyond)
    if (existsSync(path.join(root, file)))
      levels = Math.max(levels, file.split('/').filter((segment) => segment === '..').length);
  if (levels === 0 || levels > 3) return undefined;
  let current = root;
  for (let level = 0; level < levels; level += 1) {
    if (existsSync(path.join(current, '.git'))) return undefined;
    current = path.dirname(current);
  }
  return current === homedir() || current === tmpdir() || current === path.dirname(current) ? undefined : current;
}
