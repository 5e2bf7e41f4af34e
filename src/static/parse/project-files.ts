import { parseConfigText } from './config-text.js';
import { FileAccess, type FileProblem, type ReadResult } from './file-access.js';
import { type ParsedFile, parseSource } from './parse-source.js';

/**
 * The files of one project, each read and parsed at most once. Share one instance between the functions of a project: trees are
 * immutable, so analyses do not disturb each other.
 */
export class ProjectFiles {
  readonly access: FileAccess;
  /** Results of lookups that depend on the files alone (tsconfig, packages, resolutions), by the helper that made them. */
  readonly memo = new Map<string, unknown>();
  private readonly parsed = new Map<string, ParsedFile | { problem: FileProblem }>();
  private readonly configs = new Map<string, unknown>();

  constructor(root: string, virtualFiles: { readonly [file: string]: string } = {}) {
    this.access = new FileAccess(root, virtualFiles);
  }

  get root(): string {
    return this.access.root;
  }

  isFile(file: string): boolean {
    return this.access.isFile(file);
  }

  isDirectory(file: string): boolean {
    return this.access.isDirectory(file);
  }

  read(file: string, limit?: number): ReadResult {
    return this.access.read(file, limit);
  }

  parse(file: string): ParsedFile | { problem: FileProblem } {
    const known = this.parsed.get(file);
    if (known) return known;
    const read = this.read(file);
    const result = 'text' in read ? parseSource(file, read.text) : read;
    this.parsed.set(file, result);
    return result;
  }

  /** A JSON file, comments and trailing commas allowed; undefined when it is missing, too large (1 MB) or broken. */
  config(file: string): unknown {
    if (this.configs.has(file)) return this.configs.get(file);
    const read = this.isFile(file) ? this.read(file, 1_000_000) : undefined;
    const value = read && 'text' in read ? parseConfigText(file, read.text) : undefined;
    this.configs.set(file, value);
    return value;
  }

  /** Computes once per project; `key` names the computation and its arguments. */
  once<T>(key: string, compute: () => T): T {
    if (this.memo.has(key)) return this.memo.get(key) as T;
    const value = compute();
    this.memo.set(key, value);
    return value;
  }
}
