import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { sep } from 'node:path';

/** Why a file cannot be used. */
export type FileProblem = 'missing' | 'too-large' | 'binary' | 'outside' | 'unreadable';

export type ReadResult = { text: string } | { problem: FileProblem };

/** Largest source that is parsed, in bytes: a minified bundle of this size takes about half a second and 150 MB. */
export const MAX_SOURCE_BYTES = 6_000_000;

const utf8 = new TextDecoder('utf-8');

/**
 * The only place of the static pass that touches the disk. Names are relative to the root with forward slashes; a name that leads out
 * of the root, by `..` or by a symbolic link, is `outside` and is not read.
 */
export class FileAccess {
  readonly root: string;
  private readonly realRoot: string;
  private readonly kinds = new Map<string, 'file' | 'directory' | 'none'>();

  constructor(
    root: string,
    private readonly overlay: { readonly [file: string]: string } = {},
  ) {
    this.root = root;
    this.realRoot = realPathOf(root) ?? root;
    for (const file of Object.keys(overlay)) {
      this.kinds.set(file, 'file');
      for (let dir = parentOf(file); dir !== undefined; dir = parentOf(dir)) this.kinds.set(dir, 'directory');
    }
  }

  kindOf(file: string): 'file' | 'directory' | 'none' {
    const known = this.kinds.get(file);
    if (known) return known;
    const kind = this.look(file);
    this.kinds.set(file, kind);
    return kind;
  }

  isFile(file: string): boolean {
    return this.kindOf(file) === 'file';
  }

  isDirectory(file: string): boolean {
    return this.kindOf(file) === 'directory';
  }

  read(file: string, limit = MAX_SOURCE_BYTES): ReadResult {
    const virtual = Object.hasOwn(this.overlay, file) ? this.overlay[file] : undefined;
    if (virtual !== undefined) return virtual.length > limit ? { problem: 'too-large' } : { text: virtual };
    if (file.startsWith('../')) return { problem: 'outside' };
    const path = this.absolute(file);
    try {
      const real = realpathSync(path);
      if (!this.inside(real)) return { problem: 'outside' };
      const stat = statSync(real);
      if (!stat.isFile()) return { problem: 'unreadable' };
      if (stat.size > limit) return { problem: 'too-large' };
      const bytes = readFileSync(real);
      if (bytes.subarray(0, 8192).includes(0)) return { problem: 'binary' };
      return { text: utf8.decode(bytes) };
    } catch (error) {
      return { problem: isMissing(error) ? 'missing' : 'unreadable' };
    }
  }

  /** The one name of a file that links give several: where its path really leads. */
  canonical(file: string): string {
    if (Object.hasOwn(this.overlay, file)) return file;
    const real = realPathOf(this.absolute(file));
    if (real === undefined || !this.inside(real)) return file;
    return real.slice(this.realRoot.length).split(sep).filter(Boolean).join('/');
  }

  /** Names in a folder, sorted; empty when it cannot be listed. Links are listed but lead nowhere when they leave the root. */
  list(dir: string): { name: string; directory: boolean }[] {
    if (dir.startsWith('../')) return [];
    const found = new Map<string, boolean>();
    const prefix = dir === '' ? '' : `${dir}/`;
    for (const file of Object.keys(this.overlay)) {
      if (!file.startsWith(prefix)) continue;
      const [name = '', ...rest] = file.slice(prefix.length).split('/');
      found.set(name, rest.length > 0);
    }
    try {
      for (const entry of readdirSync(this.absolute(dir), { withFileTypes: true }))
        found.set(entry.name, entry.isDirectory());
    } catch (error) {
      // A folder that only the overlay knows, or one we may not list, has no further names.
      if (!(error instanceof Error && 'code' in error)) throw error;
    }
    return [...found].map(([name, directory]) => ({ name, directory })).sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  private look(file: string): 'file' | 'directory' | 'none' {
    if (file.startsWith('../')) return 'none';
    const path = this.absolute(file);
    // A path through a file, a link in a cycle or a folder we may not enter names nothing we can use.
    const real = realPathOf(path);
    if (real === undefined || !this.inside(real)) return 'none';
    const stat = statSync(real, { throwIfNoEntry: false });
    if (!stat) return 'none';
    return stat.isDirectory() ? 'directory' : stat.isFile() ? 'file' : 'none';
  }

  private absolute(file: string): string {
    return file === '' ? this.root : `${this.root}/${file}`;
  }

  private inside(real: string): boolean {
    const { realRoot: edge } = this;
    return real === edge || real.startsWith(edge.endsWith(sep) ? edge : edge + sep);
  }
}

function realPathOf(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error) return undefined;
    throw error;
  }
}

function parentOf(file: string): string | undefined {
  if (file === '') return undefined;
  const slash = file.lastIndexOf('/');
  return slash < 0 ? '' : file.slice(0, slash);
}

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
