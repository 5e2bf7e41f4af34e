import { relative, sep } from 'node:path';

/** Path of one folder below another, with forward slashes; '' when they are the same. */
export const pathBelow = (outer: string, inner: string): string => relative(outer, inner).split(sep).join('/');

/** A file below `prefix`, relative to the folder `prefix` names; a file elsewhere leads out of it with `../`. */
export function fileFrom(prefix: string, file: string): string {
  if (prefix === '') return file;
  const [from, to] = [prefix.split('/'), file.split('/')];
  let common = 0;
  while (common < from.length && common < to.length - 1 && from[common] === to[common]) common++;
  return [...from.slice(common).map(() => '..'), ...to.slice(common)].join('/');
}

/**
 * Copies plain data with every place in it (an object with `file` and `line`) said relative to `prefix`: the static pass reads a whole
 * repository, and its answers speak of the project.
 */
export function rebasePlaces<T>(value: T, prefix: string): T {
  if (prefix === '') return value;
  const rebase = (one: unknown): unknown => {
    if (Array.isArray(one)) return one.map(rebase);
    if (typeof one !== 'object' || one === null) return one;
    const entries = Object.entries(one).map(([key, inner]) => [key, rebase(inner)] as const);
    const copy: { [key: string]: unknown } = Object.fromEntries(entries);
    if (typeof copy['file'] === 'string' && typeof copy['line'] === 'number')
      copy['file'] = fileFrom(prefix, copy['file']);
    return copy;
  };
  return rebase(value) as T;
}
