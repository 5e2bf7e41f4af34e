import { FlattenMap } from '@jridgewell/trace-mapping';
import type { HandlerReference } from '../../../model/function.js';
import { exportsOf } from '../exports-of.js';
import { dirOf, joinPath, normalizePath } from '../paths.js';
import type { ProjectFiles } from '../project-files.js';
import { originalsAreWhole } from './whole-originals.js';

/** The sources a bundle was made of, and the handler among them. */
export interface Originals {
  /** Text by path relative to the root. */
  files: { [file: string]: string };
  handler: HandlerReference;
}

const MAX_MAP_BYTES = 40_000_000;
/** Module names of bundlers: `webpack://app/./src/index.ts`. */
const SCHEME = /^[a-z]+:\/\/[^/]*\//;

/**
 * The original sources of a handler's file, when its source map carries them all and one of them exports the handler; otherwise undefined,
 * and the file is analysed as it is. Sources of packages are left out: they are packages again.
 */
export function originalsOf(files: ProjectFiles, handler: HandlerReference): Originals | undefined {
  const bundle = files.read(handler.file);
  if (!('text' in bundle)) return undefined;
  const map = mapOf(files, handler.file, bundle.text);
  if (map === undefined) return undefined;
  const sources = sourcesOf(map, dirOf(handler.file));
  const own = sources.filter(({ path }) => !/(?:^|\/)node_modules\//.test(path) && !/^webpack\//.test(path));
  const packages = sources.flatMap(({ path }) => packageOf(path) ?? []);
  const entry = own.findLast(({ path, text }) => path !== handler.file && exportsHandler(path, text, handler.export));
  if (!entry || !originalsAreWhole(own, { packages: new Set(packages), bundle: bundle.text })) return undefined;
  const table = Object.fromEntries(own.map(({ path, text }) => [path, text]));
  return { files: table, handler: { file: entry.path, export: handler.export } };
}

/** The map a file names in its last comment: inline, or a file beside it. */
function mapOf(files: ProjectFiles, file: string, text: string): string | undefined {
  const url = /\/\/[#@]\s*sourceMappingURL=(\S+)\s*$/.exec(text.slice(-MAX_MAP_BYTES))?.[1];
  if (url === undefined) return undefined;
  const inline = /^data:application\/json[^,]*?(;base64)?,(.*)$/.exec(url);
  if (inline)
    return inline[1] ? Buffer.from(inline[2] ?? '', 'base64').toString('utf8') : decodeURIComponent(inline[2] ?? '');
  const read = files.read(joinPath(dirOf(file), url), MAX_MAP_BYTES);
  return 'text' in read ? read.text : undefined;
}

interface Source {
  path: string;
  text: string;
}

function sourcesOf(map: string, dir: string): Source[] {
  let parsed: ReturnType<typeof FlattenMap>;
  try {
    parsed = FlattenMap(map, undefined);
  } catch (error) {
    // A map that is no map says nothing of the sources: the bundle itself is analysed.
    if (error instanceof SyntaxError || error instanceof TypeError) return [];
    throw error;
  }
  const { sources, sourcesContent, sourceRoot = '' } = parsed;
  const found = sources.flatMap((source, index): Source[] => {
    const text = sourcesContent?.[index];
    if (source === null || text === null || text === undefined) return [];
    const named = SCHEME.test(source);
    return [{ path: named ? normalizePath(source.replace(SCHEME, '')) : joinPath(dir, sourceRoot, source), text }];
  });
  return insideRoot(found);
}

/** Sources above the root are moved below a folder of their own, all by the same way, so that they still find each other. */
function insideRoot(sources: readonly Source[]): Source[] {
  const ups = Math.max(0, ...sources.map(({ path }) => /^(?:\.\.\/)*/.exec(path)![0].length / 3));
  if (ups === 0) return [...sources];
  const below = Array.from({ length: ups }, (_, index) => `original-${index + 1}`).join('/');
  return sources.map(({ path, text }) => ({ path: joinPath(below, path), text }));
}

const packageOf = (path: string): string | undefined =>
  /(?:^|.*\/)node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1];

function exportsHandler(path: string, text: string, name: string): boolean {
  const exported = exportsOf(path, text);
  return exported.includes(name) || (name.includes('.') && exported.includes(name.split('.')[0]!));
}
