import { fileAt } from './candidates.js';
import { isRecord } from './config-text.js';
import { foldersUpFrom, joinPath } from './paths.js';
import type { ProjectFiles } from './project-files.js';
import { mapSpecifier } from './tsconfig.js';

/** Folders that hold what a build wrote; its source usually stands beside them. */
const BUILT = /^(?:dist|build|lib|out|output|\.build)(?:\/(?:esm|cjs|src|commonjs|module|node))*(?=\/|$)/;

/** How a package is asked for; it may have a file for each. */
export type ImportForm = 'import' | 'require';

/**
 * The source file of a package of the project for one subpath (`.` or `./x`). Build output that the package.json names is mapped back
 * to its source first: a fresh clone has no build.
 */
export function fileOfPackage(
  files: ProjectFiles,
  dir: string,
  subpath: string,
  form: ImportForm = 'import',
): string | undefined {
  const manifest = files.config(joinPath(dir, 'package.json'));
  const record = isRecord(manifest) ? manifest : {};
  const named = targetsOf(record, subpath, form);
  const conventional =
    subpath === '.' ? ['src/index', 'index', 'src/main', 'lib/index', 'src'] : [subpath, `src/${subpath}`];
  for (const target of [...named.flatMap(withSource), ...conventional]) {
    const found = fileAt(files, joinPath(dir, target), true);
    if (found) return found;
  }
  return undefined;
}

/** The file a `#name` import means, from the nearest package.json that declares it. */
export function fileOfPackageImport(files: ProjectFiles, specifier: string, dir: string): string | undefined {
  for (const folder of foldersUpFrom(dir)) {
    const manifest = files.config(joinPath(folder, 'package.json'));
    if (!isRecord(manifest) || !isRecord(manifest['imports'])) continue;
    for (const target of mapSpecifier(specifier, patternsOf(manifest['imports'])).flatMap(withSource)) {
      const found = fileAt(files, joinPath(folder, target), true);
      if (found) return found;
    }
  }
  return undefined;
}

function targetsOf(manifest: { readonly [name: string]: unknown }, subpath: string, form: ImportForm): string[] {
  const exported = manifest['exports'];
  const keyed = isRecord(exported) && Object.keys(exported).some((key) => key.startsWith('.'));
  const fromExports = keyed
    ? mapSpecifier(subpath, patternsOf(exported, form))
    : subpath === '.'
      ? conditionsOf(exported, form)
      : [];
  if (subpath !== '.') return fromExports;
  const entries = form === 'require' ? ['main', 'module'] : ['module', 'main'];
  const fields = ['source', ...entries, 'types', 'typings'].map((field) => manifest[field]);
  return [...fromExports, ...fields.filter((one) => typeof one === 'string')];
}

const patternsOf = (table: { readonly [pattern: string]: unknown }, form: ImportForm = 'import') =>
  Object.entries(table).map(([pattern, target]) => ({ pattern, targets: conditionsOf(target, form) }));

/** Every file a conditional target can mean, in the order the package gives, those for the other form and for types alone last. */
function conditionsOf(target: unknown, form: ImportForm): string[] {
  if (typeof target === 'string') return [target];
  if (Array.isArray(target)) return target.flatMap((one) => conditionsOf(one, form));
  if (!isRecord(target)) return [];
  const late = (condition: string): boolean =>
    condition === 'types' || condition === (form === 'require' ? 'import' : 'require');
  return Object.entries(target)
    .sort(([a], [b]) => Number(late(a)) - Number(late(b)))
    .flatMap(([, one]) => conditionsOf(one, form));
}

function withSource(target: string): string[] {
  const plain = target.replace(/^\.\//, '').replace(/\.d\.([mc]?)ts$/, '.$1js');
  if (!BUILT.test(plain)) return [plain];
  return [plain.replace(BUILT, 'src'), plain.replace(BUILT, '.'), plain];
}
