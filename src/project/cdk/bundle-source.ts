import path from 'node:path';
import type { ReadInput } from '../framework.js';
import { moduleFile, splitHandler } from '../handler.js';

const MAX_MAP_BYTES = 64 * 1024 * 1024;
const SOURCE = /\.([cm]?[jt]s|[jt]sx)$/;

/** The module a bundle was made from. */
export interface BundleSource {
  file: string;
  export: string;
  /** The bundle. */
  bundle: string;
}

/**
 * Finds the entry module of a bundled asset in the project: the last of the user's own sources in the bundle, which is where bundlers
 * put the entry. Sources come from the source map, else from the comments esbuild writes (`// lambda/orders.ts`).
 * Undefined when the asset is not a bundle, its source is not on disk, or it does not export the handler.
 */
export function sourceOfBundle(input: ReadInput, asset: string, handler: string): BundleSource | undefined {
  const split = splitHandler(handler);
  const bundle = split && moduleFile(input.files, input.files.inside(asset, split.module));
  const text = bundle && input.files.read(bundle);
  if (!split || !bundle || text === undefined) return undefined;
  const places = [...sourcesOfMap(input, bundle, text), ...sourcesOfComments(input, bundle, text)];
  for (const file of places.reverse()) {
    if (file.includes('node_modules/') || !SOURCE.test(file) || !input.files.isFile(file) || file === bundle) continue;
    const exported = input.options.exportsOf(file, input.files.read(file) ?? '');
    if (exported.includes(split.export) || exported.includes('*')) return { file, export: split.export, bundle };
  }
  return undefined;
}

/** Paths in the map are relative to the map; assets are moved after bundling, but stay as deep below `cdk.out`. */
function sourcesOfMap(input: ReadInput, bundle: string, text: string): string[] {
  const folder = path.posix.dirname(bundle);
  const inline = /\/\/# sourceMappingURL=data:application\/json;(?:charset=[\w-]+;)?base64,([A-Za-z0-9+/=]+)\s*$/.exec(
    text.slice(-MAX_MAP_BYTES),
  )?.[1];
  const external = `${bundle}.map`;
  const map = inline
    ? Buffer.from(inline, 'base64').toString('utf8')
    : input.files.isFile(external)
      ? input.files.read(external)
      : undefined;
  if (map === undefined) return [];
  try {
    const parsed: { sources?: unknown; sourceRoot?: unknown } = JSON.parse(map);
    const root = typeof parsed.sourceRoot === 'string' ? parsed.sourceRoot : '';
    const sources = Array.isArray(parsed.sources) ? parsed.sources.filter((source) => typeof source === 'string') : [];
    return sources.flatMap((source) => input.files.inside(folder, root, source) ?? []);
  } catch {
    // A damaged map says nothing; the bundle itself can still be analysed.
    return [];
  }
}

/** esbuild names each module it inlines, relative to the folder it ran in: some folder above the asset. */
function sourcesOfComments(input: ReadInput, bundle: string, text: string): string[] {
  const names = [...text.matchAll(/^\s*\/\/ ((?:\.{1,2}\/)*[\w@][^\s:*"'`]*\.(?:[cm]?[jt]s|[jt]sx))$/gm)].map(
    (match) => match[1]!,
  );
  const bases = ancestors(path.posix.dirname(bundle));
  return names.flatMap(
    (name) =>
      bases
        .map((base) => input.files.inside(base, name))
        .find((file) => file !== undefined && input.files.isFile(file)) ?? [],
  );
}

const ancestors = (folder: string): string[] =>
  (folder === '.' || folder === '' ? [''] : [...ancestors(path.posix.dirname(folder)), folder]).reverse();
