import { lstatSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { UserError } from '../model/user-error.js';

/** A template may have a hundred thousand lines; nothing we read as text is larger than this. */
const MAX_TEXT_BYTES = 32 * 1024 * 1024;

/** Reads the project's files: never outside its root (also not through symbolic links), never devices, never without a bound. */
export class ProjectFiles {
  readonly root: string;
  private readonly texts = new Map<string, string | undefined>();
  /** Paths the project refers to that leave the root, normalised (`../src`). */
  readonly beyond = new Set<string>();

  /**
   * @param root absolute folder that exists
   * @param virtual files that are not on disk (from an archive): path → text
   */
  constructor(
    root: string,
    readonly virtual: { [file: string]: string } | undefined = undefined,
  ) {
    this.root = virtual ? root : realpathSync(root);
  }

  /** Path relative to the root, with forward slashes and without `.` and `..`; undefined when it leaves the root. */
  inside(...segments: string[]): string | undefined {
    const joined = path.posix.normalize(path.posix.join(...segments.map(slashes))).replace(/\/$/, '');
    if (joined === '..' || joined.startsWith('../') || path.posix.isAbsolute(joined)) return undefined;
    return joined === '.' ? '' : joined;
  }

  /** The same for what a project refers to: notes what a wider root would hold. */
  referred(...segments: string[]): string | undefined {
    const found = this.inside(...segments);
    const beyond = path.posix.normalize(path.posix.join(...segments.map(slashes)));
    if (found === undefined && beyond.startsWith('..')) this.beyond.add(beyond);
    return found;
  }

  isFile(file: string): boolean {
    if (this.virtual) return Object.hasOwn(this.virtual, file);
    return this.stat(file)?.isFile() === true;
  }

  isFolder(folder: string): boolean {
    if (this.virtual) return folder === '' || Object.keys(this.virtual).some((file) => file.startsWith(`${folder}/`));
    return this.stat(folder)?.isDirectory() === true;
  }

  /** Size in bytes; 0 when there is no such file. */
  size(file: string): number {
    if (this.virtual) return this.virtual[file]?.length ?? 0;
    return this.stat(file)?.size ?? 0;
  }

  /** Text of a file; undefined when there is none. Throws UserError for one that is too large or not text. */
  read(file: string): string | undefined {
    if (this.virtual) return this.virtual[file];
    if (!this.texts.has(file)) this.texts.set(file, this.load(file));
    return this.texts.get(file);
  }

  /** Names in a folder, sorted; folders end in `/`. Symbolic links are followed only when they stay inside the root. */
  list(folder: string): string[] {
    if (this.virtual) return listVirtual(Object.keys(this.virtual), folder);
    if (!this.isFolder(folder)) return [];
    const names = readdirSync(path.join(this.root, folder));
    return names
      .flatMap((name) => {
        const stat = this.stat(folder === '' ? name : `${folder}/${name}`);
        return stat?.isDirectory() ? [`${name}/`] : stat?.isFile() ? [name] : [];
      })
      .sort();
  }

  /** True for a link: walking through one can go round in circles. */
  isLink(file: string): boolean {
    if (this.virtual) return false;
    try {
      return lstatSync(path.join(this.root, file)).isSymbolicLink();
    } catch {
      return false;
    }
  }

  private load(file: string): string | undefined {
    const stat = this.stat(file);
    if (!stat?.isFile()) return undefined;
    if (stat.size > MAX_TEXT_BYTES)
      throw new UserError(`${file} is larger than ${MAX_TEXT_BYTES / 1024 / 1024} MB`, {
        location: { file, line: 1, column: 1 },
      });
    const text = readFileSync(path.join(this.root, file), 'utf8').replace(/^\uFEFF/, '');
    if (text.slice(0, 4096).includes('\0'))
      throw new UserError(`${file} is not a text file`, { location: { file, line: 1, column: 1 } });
    return text;
  }

  private stat(file: string) {
    try {
      const real = realpathSync(path.join(this.root, file));
      const fits =
        real === this.root || real.startsWith(this.root.endsWith(path.sep) ? this.root : this.root + path.sep);
      return fits ? statSync(real) : undefined;
    } catch {
      // Missing, a broken or circular link, or not ours to read: for every caller that is "no such file".
      return undefined;
    }
  }
}

const slashes = (text: string): string => text.replaceAll('\\', '/');

function listVirtual(files: string[], folder: string): string[] {
  const prefix = folder === '' ? '' : `${folder}/`;
  const names = files
    .filter((file) => file.startsWith(prefix))
    .map((file) => file.slice(prefix.length).replace(/\/.*/, '/'));
  return [...new Set(names)].sort();
}
