import { isSummarised } from '../libraries/index.js';
import { isRecord } from '../parse/config-text.js';
import { dirOf, foldersUpFrom, joinPath } from '../parse/paths.js';
import type { ProjectFiles } from '../parse/project-files.js';
import { HARMLESS_FAMILIES, HARMLESS_PACKAGES } from './harmless-packages.js';
import { lockedManifest } from './lock-files.js';
import { KNOWN_OPAQUE } from './opaque-packages.js';
import { packageName, suggestsAws } from './package-name.js';
import { requiredSdk } from './sdk-dependency.js';

/** True when the meaning of a package is known, or known not to matter. */
export function isUnderstood(specifier: string): boolean {
  const name = packageName(specifier);
  return (
    HARMLESS_FAMILIES.test(specifier) || HARMLESS_PACKAGES.has(name) || isSummarised(specifier) || isSummarised(name)
  );
}

/**
 * Why a package outside the project could call AWS without our seeing it; undefined when nothing says so. Looks into its package.json in
 * node_modules, then the project's lock files, then a list of known packages, then at its name.
 */
export function opaqueReason(files: ProjectFiles, specifier: string, fromFile: string): string | undefined {
  if (isUnderstood(specifier)) return undefined;
  const name = packageName(specifier);
  return files.once(`opaque:${dirOf(fromFile)}:${name}`, () => {
    const known = Object.hasOwn(KNOWN_OPAQUE, name) ? KNOWN_OPAQUE[name] : undefined;
    if (known !== undefined) return `package ${name} ${known}`;
    const manifest = installedManifest(files, name, dirOf(fromFile)) ?? lockedManifest(files, name, dirOf(fromFile));
    const dependency = manifest && requiredSdk(manifest);
    if (dependency !== undefined) return `package ${name} depends on ${dependency} and may call AWS`;
    return suggestsAws(name) ? `package ${name}: its name suggests it calls AWS` : undefined;
  });
}

function installedManifest(
  files: ProjectFiles,
  name: string,
  dir: string,
): { readonly [field: string]: unknown } | undefined {
  for (const folder of foldersUpFrom(dir)) {
    const manifest = files.config(joinPath(folder, `node_modules/${name}/package.json`));
    if (isRecord(manifest)) return manifest;
  }
  return undefined;
}
