import { isRecord } from '../parse/config-text.js';
import { foldersUpFrom, joinPath } from '../parse/paths.js';
import type { ProjectFiles } from '../parse/project-files.js';

type Manifest = { readonly [field: string]: unknown };

const MAX_LOCK_BYTES = 20_000_000;

/** What the lock files above a folder say of a package: its dependencies by kind, as its package.json has them; undefined when none lists it. */
export function lockedManifest(files: ProjectFiles, name: string, dir: string): Manifest | undefined {
  for (const folder of foldersUpFrom(dir)) {
    const found = fromNpmLock(files, folder, name) ?? fromTextLock(files, folder, name);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** package-lock.json, versions 1 to 3. */
function fromNpmLock(files: ProjectFiles, folder: string, name: string): Manifest | undefined {
  const lock = files.once(`lock:${folder}`, () => parseJson(textOf(files, joinPath(folder, 'package-lock.json'))));
  if (!isRecord(lock)) return undefined;
  for (const table of [lock['packages'], lock['dependencies']]) {
    const entry = isRecord(table) ? (table[`node_modules/${name}`] ?? table[name]) : undefined;
    if (isRecord(entry)) return entry;
  }
  return undefined;
}

const textOf = (files: ProjectFiles, path: string): string => {
  const read = files.isFile(path) ? files.read(path, MAX_LOCK_BYTES) : undefined;
  return read && 'text' in read ? read.text : '';
};

/** A broken lock file says nothing; whoever installs from it will hear of it. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** yarn.lock and pnpm-lock.yaml: the indented sections under the package's own entries. */
function fromTextLock(files: ProjectFiles, folder: string, name: string): Manifest | undefined {
  for (const lock of ['yarn.lock', 'pnpm-lock.yaml']) {
    const path = joinPath(folder, lock);
    const lines = files.once(`lock:${path}`, () => textOf(files, path).split('\n'));
    const found = lines.length > 1 ? entryOf(lines, name) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

interface Sections {
  [section: string]: { [name: string]: unknown };
}

/** pnpm lists a package twice, with its peers among `packages` and with what was installed among `snapshots`: both are read. */
function entryOf(lines: readonly string[], name: string): Manifest | undefined {
  const heads = [`${name}@`, `"${name}@`, `'${name}@`, `/${name}@`, `/${name}/`, `'/${name}@`];
  const sections: Sections = {};
  let found = false;
  let head = -1;
  let section = { depth: -1, name: '' };
  let member = '';
  for (const line of lines) {
    const text = line.trim();
    if (text === '' || text.startsWith('#')) continue;
    const depth = line.length - line.trimStart().length;
    if (head < 0 || depth <= head) {
      head = text.endsWith(':') && heads.some((one) => text.startsWith(one)) ? depth : -1;
      found ||= head >= 0;
      section = { depth: -1, name: '' };
    } else if (section.depth < 0 || depth <= section.depth) {
      section = { depth, name: /^(\w+):$/.exec(text)?.[1] ?? '' };
    } else if (section.name !== '') {
      const held = sections[section.name] ?? {};
      sections[section.name] = held;
      if (text === 'optional: true') held[member] = { optional: true };
      else {
        member = /^['"]?((?:@[\w.-]+\/)?[\w.-]+)['"]?(?::|\s)/.exec(text)?.[1] ?? '';
        if (member !== '' && !Object.hasOwn(held, member)) held[member] = true;
      }
    }
  }
  return found ? sections : undefined;
}
