/** Path arithmetic on names relative to the root, with forward slashes. A name that leaves the root keeps its leading `../`. */
export function normalizePath(path: string): string {
  const out: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '' || segment === '.') continue;
    if (segment === '..' && out.length > 0 && out.at(-1) !== '..') out.pop();
    else out.push(segment);
  }
  return out.join('/');
}

export const joinPath = (...parts: string[]): string => normalizePath(parts.join('/'));

/** Folder of a file; `''` is the root itself. */
export function dirOf(file: string): string {
  const slash = file.lastIndexOf('/');
  return slash < 0 ? '' : file.slice(0, slash);
}

/** The folder and its parents up to the root, nearest first. */
export function foldersUpFrom(dir: string): string[] {
  const out: string[] = [];
  for (let at = dir; ; at = dirOf(at)) {
    out.push(at);
    if (at === '') return out;
  }
}
