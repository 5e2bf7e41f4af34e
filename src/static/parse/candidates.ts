import { extensionOf, SOURCE_EXTENSIONS } from './parse-source.js';
import { joinPath } from './paths.js';
import type { ProjectFiles } from './project-files.js';

/** What a written extension may stand for in TypeScript's source: `./a.js` is `./a.ts` before it is built. */
const SOURCES_OF: { readonly [extension: string]: readonly string[] } = {
  js: ['ts', 'tsx', 'js', 'jsx'],
  jsx: ['tsx', 'jsx'],
  mjs: ['mts', 'mjs'],
  cjs: ['cts', 'cjs'],
};

/** What Node itself would load comes first: where `a.js` and `a.ts` stand side by side, JavaScript asks for the former. */
const JAVASCRIPT_FIRST = [...SOURCE_EXTENSIONS].sort((a, b) => Number(/ts/.test(a)) - Number(/ts/.test(b)));

/**
 * The file a path without or with extension means: itself, its TypeScript source, with an extension added, or the folder's index.
 * `preferSource` takes `a.ts` over a built `a.js` beside it.
 */
export function fileAt(files: ProjectFiles, path: string, preferSource: boolean): string | undefined {
  if (path.startsWith('../')) return undefined;
  const extension = extensionOf(path);
  const stem = path.slice(0, path.length - extension.length - 1);
  const sources = (SOURCES_OF[extension] ?? []).map((one) => `${stem}.${one}`);
  const exact = isReadable(extension) ? [path] : [];
  const named = preferSource ? [...sources, ...exact] : [...exact, ...sources];
  const extensions = preferSource ? SOURCE_EXTENSIONS : JAVASCRIPT_FIRST;
  const found = [...named, ...extensions.map((one) => `${path}.${one}`), `${path}.json`].find((one) =>
    files.isFile(one),
  );
  if (found) return isDeclaration(found) ? undefined : found;
  if (!files.isDirectory(path)) return undefined;
  return extensions.map((one) => joinPath(path, `index.${one}`)).find((one) => files.isFile(one));
}

const isDeclaration = (file: string): boolean => /\.d\.[mc]?ts$/.test(file);

const isReadable = (extension: string): boolean =>
  extension === 'json' || (SOURCE_EXTENSIONS as readonly string[]).includes(extension);
