import { isRecord } from './config-text.js';
import { foldersUpFrom, joinPath } from './paths.js';
import type { ProjectFiles } from './project-files.js';
import { packagesOf } from './workspaces.js';

const FIELDS = ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies'];

/**
 * The folder of a package that a package.json above `dir` names by its place or under another name: `file:../shared`, `link:`, `portal:`,
 * `workspace:../shared`, `npm:@scope/other@1`, `workspace:@scope/other@*`. Undefined when it is not declared so, or not in the project.
 * https://docs.npmjs.com/cli/v11/configuring-npm/package-json#local-paths, https://pnpm.io/workspaces#referencing-workspace-packages-through-aliases
 */
export function linkedFolder(files: ProjectFiles, name: string, dir: string): string | undefined {
  for (const folder of foldersUpFrom(dir)) {
    const manifest = files.config(joinPath(folder, 'package.json'));
    if (!isRecord(manifest)) continue;
    for (const field of FIELDS) {
      const table = manifest[field];
      const version = isRecord(table) ? table[name] : undefined;
      if (typeof version === 'string') return folderOf(files, version, folder);
    }
  }
  return undefined;
}

function folderOf(files: ProjectFiles, version: string, from: string): string | undefined {
  const place = /^(?:file:|link:|portal:|workspace:(?=\.))(.+)$/.exec(version)?.[1];
  if (place !== undefined) {
    const folder = joinPath(from, place);
    return files.isDirectory(folder) ? folder : undefined;
  }
  const alias = /^(?:npm:|workspace:)((?:@[^/@]+\/)?[^/@]+)@/.exec(version)?.[1];
  return alias === undefined ? undefined : packagesOf(files).byName.get(alias);
}
