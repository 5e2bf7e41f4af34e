import { existsSync } from 'node:fs';
import path from 'node:path';
import type { SourceLocation } from '../../model/location.js';
import type { ForgeContext } from './context.js';

/** Addresses of lines at the commit that was analysed; undefined when the forge's repository or the commit is not known. */
export function linkTo(
  { kind, webUrl, sha }: ForgeContext,
  root: string,
): ((place: SourceLocation) => string) | undefined {
  if (webUrl === undefined || sha === undefined) return undefined;
  const base = `${webUrl}${kind === 'github' ? '' : '/-'}/blob/${sha}`;
  const repository = repositoryOf(root);
  return ({ file, line }) => `${base}/${encoded(pathIn(repository, root, file))}#L${line}`;
}

/** A path of a finding relative to the root of the repository, as forges want it. */
export function pathIn(repository: string, root: string, file: string): string {
  return path.relative(repository, path.resolve(root, file)).split(path.sep).join('/');
}

/** The folder with `.git` at or above a folder; the folder itself when there is none. */
export function repositoryOf(folder: string): string {
  for (let at = path.resolve(folder); ; at = path.dirname(at)) {
    if (existsSync(path.join(at, '.git'))) return at;
    if (path.dirname(at) === at) return path.resolve(folder);
  }
}

/** Brackets are legal in addresses, but end a link of Markdown. */
const encoded = (file: string): string =>
  file
    .split('/')
    .map((segment) => encodeURIComponent(segment).replace(/[()'!*~]/g, (char) => `%${char.charCodeAt(0).toString(16)}`))
    .join('/');
