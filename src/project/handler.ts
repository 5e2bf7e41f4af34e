import path from 'node:path';
import type { HandlerReference } from '../model/function.js';
import type { ProjectFiles } from './files.js';

/** Order in which a module without extension is looked for: what the user wrote before what was compiled from it. */
export const EXTENSIONS: readonly string[] = ['.ts', '.mts', '.cts', '.tsx', '.js', '.mjs', '.cjs', '.jsx'];

/** Folders that compilers write to; a handler that points into one is looked for in the sources, too. */
export const OUTPUT_FOLDERS: ReadonlySet<string> = new Set([
  'dist',
  'build',
  'lib',
  'out',
  'output',
  '.build',
  '.esbuild',
  '.webpack',
  'bundle',
  'compiled',
  '.output',
  'target',
]);
const SOURCE_FOLDERS: readonly string[] = ['', 'src', 'source', 'lib', 'app', 'lambda', 'functions', 'handlers'];

export interface FoundHandler extends HandlerReference {
  /** Set when the file named is not there and this one was taken for its source. */
  guessedFrom?: string;
}

/**
 * Splits `src/app.handler` as Lambda's Node.js runtime does: the folder, then the module up to the first dot of the last segment,
 * then the export. Source: https://github.com/aws/aws-lambda-nodejs-runtime-interface-client/blob/main/src/UserFunction.js
 */
export function splitHandler(handler: string): { module: string; export: string } | undefined {
  const folder = path.posix.dirname(handler);
  const match = /^([^.]+)\.(.+)$/.exec(path.posix.basename(handler));
  return match ? { module: folder === '.' ? match[1]! : `${folder}/${match[1]}`, export: match[2]! } : undefined;
}

/**
 * Finds the file of a handler.
 * @param folder folder of the function's code relative to the root (`CodeUri`), or a single file
 * @param entryPoints bundler entry points relative to `folder`: one of them is the module's source
 */
export function findHandler(
  files: ProjectFiles,
  folder: string,
  handler: string,
  entryPoints: readonly string[] = [],
): FoundHandler | undefined {
  const split = splitHandler(handler);
  if (!split) return undefined;
  const named = split.module.split('/').at(-1)!;
  const entry =
    entryPoints.find((point) => path.posix.basename(point).replace(/\.[^.]+$/, '') === named) ??
    (entryPoints.length === 1 ? entryPoints[0] : undefined);
  const file =
    (entry && moduleFile(files, files.inside(folder, entry))) ??
    (files.isFile(folder) ? folder : undefined) ??
    moduleFile(files, files.inside(folder, split.module));
  if (file) return { file, export: split.export };
  const source = sourceOf(files, folder, split.module);
  return source
    ? { file: source, export: split.export, guessedFrom: files.inside(folder, split.module) ?? split.module }
    : undefined;
}

/** The file of a module path, with or without extension, or a folder's index. */
export function moduleFile(files: ProjectFiles, module: string | undefined): string | undefined {
  if (module === undefined) return undefined;
  if (module !== '' && files.isFile(module)) return module;
  for (const extension of EXTENSIONS) if (files.isFile(module + extension)) return module + extension;
  // An entry point written with the extension of what it compiles to.
  const bare = module.replace(/\.[cm]?jsx?$/, '');
  if (bare !== module) for (const extension of EXTENSIONS) if (files.isFile(bare + extension)) return bare + extension;
  return undefined;
}

/** The source a compiled module was most likely made from: the same path with the output folder taken out or replaced. */
function sourceOf(files: ProjectFiles, folder: string, module: string): string | undefined {
  const full = path.posix.normalize(path.posix.join(folder, module));
  const segments = full.split('/');
  for (let index = segments.length - 2; index >= 0; index -= 1) {
    if (!OUTPUT_FOLDERS.has(segments[index]!)) continue;
    const found = candidates(segments.slice(0, index), segments.slice(index + 1))
      .map((candidate) => moduleFile(files, files.inside(candidate)))
      .find((file) => file !== undefined);
    if (found) return found;
  }
  // CodeUri holds the project and the module lies below `src`, where a build step copies from.
  const inside = SOURCE_FOLDERS.slice(1).map((source) => moduleFile(files, files.inside(folder, source, module)));
  return inside.find((file) => file !== undefined);
}

function candidates(before: string[], after: string[]): string[] {
  const tails = [after, after.slice(1)].filter((tail) => tail.length > 0);
  return tails.flatMap((tail) =>
    SOURCE_FOLDERS.map((source) => [...before, ...(source === '' ? [] : [source]), ...tail].join('/')),
  );
}
