import { isRecord } from './config-text.js';
import { dirOf, foldersUpFrom, joinPath } from './paths.js';
import type { ProjectFiles } from './project-files.js';

/** What module resolution needs of a tsconfig: patterns, and the folder their targets start from. */
export interface PathMapping {
  baseUrl?: string;
  paths: { pattern: string; targets: string[] }[];
}

const NAMES = ['tsconfig.json', 'jsconfig.json', 'tsconfig.base.json'];

/** The mappings that hold for a folder, nearest first. Outer ones are kept: monorepos often declare `paths` once at the root. */
export function pathMappingsFor(files: ProjectFiles, dir: string): PathMapping[] {
  return files.once(`tsconfig:${dir}`, () =>
    foldersUpFrom(dir).flatMap((folder) =>
      NAMES.map((name) => joinPath(folder, name))
        .filter((file) => files.isFile(file))
        .flatMap((file) => mappingOf(files, file, new Set()) ?? []),
    ),
  );
}

function mappingOf(files: ProjectFiles, file: string, seen: Set<string>): PathMapping | undefined {
  if (seen.has(file) || seen.size > 20) return undefined;
  seen.add(file);
  const config = files.config(file);
  if (!isRecord(config)) return undefined;
  const options = isRecord(config['compilerOptions']) ? config['compilerOptions'] : {};
  const inherited = baseFilesOf(files, file, config['extends']).map((base) => mappingOf(files, base, seen));
  const base = inherited.reverse().find((one) => one !== undefined);
  const dir = dirOf(file);
  const baseUrl = typeof options['baseUrl'] === 'string' ? joinPath(dir, options['baseUrl']) : base?.baseUrl;
  if (!isRecord(options['paths']))
    return baseUrl === undefined && !base
      ? undefined
      : { paths: [], ...base, ...(baseUrl !== undefined && { baseUrl }) };
  const from = typeof options['baseUrl'] === 'string' ? joinPath(dir, options['baseUrl']) : (base?.baseUrl ?? dir);
  const paths = Object.entries(options['paths']).map(([pattern, targets]) => ({
    pattern,
    targets: Array.isArray(targets)
      ? targets.filter((one) => typeof one === 'string').map((one) => joinPath(from, one))
      : [],
  }));
  return { paths, ...(baseUrl !== undefined && { baseUrl }) };
}

/** Relative `extends` only: a configuration from a package cannot name this project's folders. */
function baseFilesOf(files: ProjectFiles, file: string, extended: unknown): string[] {
  const names = Array.isArray(extended) ? extended : [extended];
  return names.flatMap((name) => {
    if (typeof name !== 'string' || !name.startsWith('.')) return [];
    const path = joinPath(dirOf(file), name);
    return [path, `${path}.json`, `${path}/tsconfig.json`].filter((one) => files.isFile(one)).slice(0, 1);
  });
}

/** Targets a specifier maps to by one pattern table; `*` matches once. Longest prefix wins, as in TypeScript. */
export function mapSpecifier(specifier: string, paths: PathMapping['paths']): string[] {
  const matches = paths.flatMap(({ pattern, targets }) => {
    const star = pattern.indexOf('*');
    if (star < 0) return pattern === specifier ? [{ length: Number.POSITIVE_INFINITY, targets }] : [];
    const [head, tail] = [pattern.slice(0, star), pattern.slice(star + 1)];
    if (!specifier.startsWith(head) || !specifier.endsWith(tail) || specifier.length < head.length + tail.length)
      return [];
    const middle = specifier.slice(head.length, specifier.length - tail.length);
    return [{ length: head.length, targets: targets.map((target) => target.replace('*', () => middle)) }];
  });
  matches.sort((a, b) => b.length - a.length);
  return matches[0]?.targets ?? [];
}
