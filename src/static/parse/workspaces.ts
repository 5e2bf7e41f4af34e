import { isRecord } from './config-text.js';
import { joinPath } from './paths.js';
import type { ProjectFiles } from './project-files.js';

const SKIPPED =
  /^(?:node_modules|\.git|\.hg|\.aws-sam|\.serverless|cdk\.out|coverage|\.next|\.nuxt|\.terraform|vendor|venv|\.venv)$/;
const MAX_FOLDERS = 4000;
const MAX_DEPTH = 8;

export interface ProjectPackages {
  /** Package name → folder. */
  byName: Map<string, string>;
  /** Folders named `nodejs`: what a Lambda layer mounts at /opt/nodejs. */
  layerFolders: string[];
}

/**
 * Every package the project holds itself, whatever workspace tool declares it: found by its package.json, because npm, yarn, pnpm, lerna,
 * nx and rush each declare workspaces differently, and a package that is there in source is meant. Bounded; links are not followed.
 */
export function packagesOf(files: ProjectFiles): ProjectPackages {
  return files.once('packages', () => {
    const found: ProjectPackages = { byName: new Map(), layerFolders: [] };
    const queue: { dir: string; depth: number }[] = [{ dir: '', depth: 0 }];
    for (let index = 0; index < queue.length && index < MAX_FOLDERS; index++) {
      const { dir, depth } = queue[index]!;
      for (const entry of files.access.list(dir)) {
        const path = joinPath(dir, entry.name);
        if (entry.directory) {
          if (entry.name === 'nodejs') found.layerFolders.push(path);
          if (depth < MAX_DEPTH && !SKIPPED.test(entry.name)) queue.push({ dir: path, depth: depth + 1 });
        } else if (entry.name === 'package.json') addPackage(files, path, dir, found.byName);
      }
    }
    return found;
  });
}

function addPackage(files: ProjectFiles, manifestFile: string, dir: string, byName: Map<string, string>): void {
  const manifest = files.config(manifestFile);
  const name = isRecord(manifest) ? manifest['name'] : undefined;
  if (typeof name === 'string' && name !== '' && !byName.has(name)) byName.set(name, dir);
}
