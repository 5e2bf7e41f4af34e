import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** `action-catalog/` beside `src/` or `dist/`: the same two steps up from both. */
const ROOT = fileURLToPath(new URL('../../action-catalog/', import.meta.url));

/** Reads one file of the catalog; undefined when there is none of that name. Names come from users: nothing but a plain name is looked up. */
export function readCatalogFile<T>(folder: string, name: string): T | undefined {
  if (!/^[a-z0-9][a-z0-9-]*$/.test(name)) return undefined;
  const path = `${ROOT}${folder}${name}.json`;
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as T) : undefined;
}

/** Looks a value up once per key. `undefined` is remembered too. */
export function memoize<T>(load: (key: string) => T): (key: string) => T {
  const known = new Map<string, T>();
  return (key) => {
    if (!known.has(key)) known.set(key, load(key));
    return known.get(key) as T;
  };
}

/** Loads a value at its first use. */
export function lazy<T>(load: () => T): () => T {
  let value: { loaded: T } | undefined;
  return () => {
    value ??= { loaded: load() };
    return value.loaded;
  };
}
