import { existsSync, readFileSync } from 'node:fs';
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
