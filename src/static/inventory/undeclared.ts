import { isBuiltin } from 'node:module';
import { isRecord } from '../parse/config-text.js';
import { dirOf, foldersUpFrom, joinPath } from '../parse/paths.js';
import type { ProjectFiles } from '../parse/project-files.js';
import { packagesOf } from '../parse/workspaces.js';
import { lockedManifest } from './lock-files.js';
import { isUnderstood } from './opaque.js';
import { packageName } from './package-name.js';

const FIELDS = ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies'];

/**
 * True for an import of a package that nothing explains: no Node built-in, not installed, in no lock file, and not declared in any package.json
 * between the file and the repository's root or in that of a layer. It may be a layer, a bundler's alias or a missing workspace package, and
 * hide calls. Without any package.json nothing is said: nobody declares anything there.
 */
export function isUndeclared(files: ProjectFiles, specifier: string, fromFile: string): boolean {
  if (isBuiltin(specifier) || /^(?:node:|https?:|data:|virtual:)/.test(specifier) || isUnderstood(specifier))
    return false;
  const name = packageName(specifier);
  const dir = dirOf(fromFile);
  return files.once(`undeclared:${dir}:${name}`, () => {
    const above = foldersUpFrom(dir);
    if (above.some((folder) => files.isDirectory(joinPath(folder, `node_modules/${name}`)))) return false;
    const manifests = [...above, ...packagesOf(files).layerFolders]
      .map((folder) => files.config(joinPath(folder, 'package.json')))
      .filter(isRecord);
    const isDeclared = manifests.some((one) =>
      FIELDS.some((field) => isRecord(one[field]) && Object.hasOwn(one[field], name)),
    );
    if (isDeclared || manifests.some((one) => one['name'] === name)) return false;
    if (manifests.length === 0) return false;
    return lockedManifest(files, name, dir) === undefined;
  });
}
