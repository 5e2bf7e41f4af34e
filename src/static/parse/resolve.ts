import { fileAt } from './candidates.js';
import { linkedFolder } from './linked-packages.js';
import { fileOfPackage, fileOfPackageImport, type ImportForm } from './packages.js';
import { extensionOf } from './parse-source.js';
import { dirOf, joinPath } from './paths.js';
import type { ProjectFiles } from './project-files.js';
import { mapSpecifier, pathMappingsFor } from './tsconfig.js';
import { packagesOf } from './workspaces.js';

/**
 * What an import means. `external`: a package that is not part of the project; `missing`: a path of the project where nothing is
 * (generated code, or a layer that is not in the project).
 */
export type ResolvedModule = { kind: 'file'; file: string } | { kind: 'external' } | { kind: 'missing'; path: string };

/**
 * Resolves one specifier as Node, TypeScript and bundlers do together. Pure given the files; remembered per folder. A package may give
 * `require` another file than `import`.
 */
export function resolveModule(
  files: ProjectFiles,
  specifier: string,
  fromFile: string,
  form: ImportForm = 'import',
): ResolvedModule {
  const dir = dirOf(fromFile);
  const preferSource = /^[mc]?tsx?$/.test(extensionOf(fromFile));
  return files.once(`module:${preferSource}:${form}:${dir}:${specifier}`, () => {
    const found = resolve(files, specifier, dir, preferSource, form);
    // Links can give one file many names, even without end: modules are known by the one they really have.
    return found.kind === 'file' ? { kind: 'file', file: files.access.canonical(found.file) } : found;
  });
}

function resolve(
  files: ProjectFiles,
  specifier: string,
  dir: string,
  preferSource: boolean,
  form: ImportForm,
): ResolvedModule {
  const plain = specifier.replace(/[?].*$/, '');
  if (/^\.{1,2}(?:\/|$)/.test(plain)) return relative(files, joinPath(dir, plain), preferSource, plain.endsWith('/'));
  if (plain.startsWith('/opt/')) return layer(files, plain);
  if (plain.startsWith('/')) return relative(files, joinPath(plain), preferSource, false);
  const found =
    mapped(files, plain, dir, preferSource) ??
    (plain.startsWith('#') ? fileOfPackageImport(files, plain, dir) : undefined) ??
    workspace(files, plain, dir, form) ??
    fromLayerPackages(files, plain);
  return found ? { kind: 'file', file: found } : { kind: 'external' };
}

function relative(files: ProjectFiles, path: string, preferSource: boolean, folder: boolean): ResolvedModule {
  const file = folder ? fileAt(files, joinPath(path, 'index'), preferSource) : fileAt(files, path, preferSource);
  const found = file ?? (files.isDirectory(path) ? fileOfPackage(files, path, '.') : undefined);
  return found ? { kind: 'file', file: found } : { kind: 'missing', path };
}

function mapped(files: ProjectFiles, specifier: string, dir: string, preferSource: boolean): string | undefined {
  for (const { baseUrl, paths } of pathMappingsFor(files, dir)) {
    const targets = mapSpecifier(specifier, paths);
    for (const target of [...targets, ...(baseUrl === undefined ? [] : [joinPath(baseUrl, specifier)])]) {
      if (/(?:^|\/)node_modules\//.test(target)) continue;
      const found =
        fileAt(files, target, preferSource) ??
        (targets.includes(target) && files.isDirectory(target) ? fileOfPackage(files, target, '.') : undefined);
      if (found) return found;
    }
  }
  return undefined;
}

function workspace(files: ProjectFiles, specifier: string, from: string, form: ImportForm): string | undefined {
  const { byName } = packagesOf(files);
  const segments = specifier.split('/');
  const length = specifier.startsWith('@') ? 2 : 1;
  const name = segments.slice(0, length).join('/');
  const dir = linkedFolder(files, name, from) ?? byName.get(name);
  if (dir === undefined) return undefined;
  const rest = segments.slice(length).join('/');
  return fileOfPackage(files, dir, rest === '' ? '.' : `./${rest}`, form);
}

/** `/opt/nodejs/x` is `<layer>/nodejs/x` in the project, when a layer's folder holds it. */
function layer(files: ProjectFiles, specifier: string): ResolvedModule {
  const inner = specifier.replace(/^\/opt\//, '').replace(/^nodejs\//, '');
  for (const folder of packagesOf(files).layerFolders) {
    const found = fileAt(files, joinPath(folder, inner), true);
    if (found) return { kind: 'file', file: found };
  }
  const beside = fileAt(files, joinPath('opt', specifier.replace(/^\/opt\//, '')), true);
  return beside ? { kind: 'file', file: beside } : { kind: 'missing', path: specifier };
}

/** A package that stands in a layer's own node_modules and whose source is in the project under that name. */
function fromLayerPackages(files: ProjectFiles, specifier: string): string | undefined {
  for (const folder of packagesOf(files).layerFolders) {
    const dir = joinPath(folder, specifier);
    if (files.isDirectory(dir)) return fileOfPackage(files, dir, '.');
  }
  return undefined;
}
