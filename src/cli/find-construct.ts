import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { SourceLocation } from '../model/location.js';
import { constructOf, creationIn } from '../propose/cdk/construct.js';

const MAX_FILES = 500;
/** Templates of large stacks have megabytes. */
const MAX_BYTES = 50 * 1024 * 1024;

/**
 * The construct behind a resource of `cdk.out`, and the line of the app that makes it: by the stack trace of the assembly, else by the
 * one `new …(…, 'Id'` in the app's code. Undefined when the template names no construct.
 */
export function findConstruct(
  root: string,
  template: string,
  logicalId: string,
): { path: string; at?: SourceLocation } | undefined {
  const full = path.join(root, template);
  const manifest = path.join(path.dirname(full), 'manifest.json');
  const found = constructOf(read(full) ?? '', read(manifest), logicalId);
  if (!found) return undefined;
  const { frame } = found;
  const traced = frame && path.relative(root, path.resolve(root, frame.file)).split(path.sep).join('/');
  if (frame && traced && !traced.startsWith('../') && existsSync(path.join(root, traced)))
    return { path: found.path, at: { ...frame, file: traced } };
  const at = searchFor(root, found.path.split('/').at(-1)!);
  return { path: found.path, ...(at && { at }) };
}

/** Looks through the app's code; two places that could be meant are none. */
function searchFor(root: string, id: string): SourceLocation | undefined {
  const hits: SourceLocation[] = [];
  for (const file of sources(root)) {
    const text = read(path.join(root, file)) ?? '';
    const offset = creationIn(text, id);
    if (offset === undefined) continue;
    const before = text.slice(0, offset).split('\n');
    hits.push({ file, line: before.length, column: before.at(-1)!.length + 1 });
  }
  return hits.length === 1 ? hits[0] : undefined;
}

function sources(root: string): string[] {
  const out: string[] = [];
  const pending = [''];
  while (pending.length > 0 && out.length < MAX_FILES) {
    const folder = pending.shift()!;
    const entries = readdirSync(path.join(root, folder), { withFileTypes: true });
    for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
      const name = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory() && !/^(node_modules|cdk\.out|\..*)$/.test(entry.name)) pending.push(name);
      if (entry.isFile() && /\.[cm]?[jt]s$/.test(entry.name) && !entry.name.endsWith('.d.ts')) out.push(name);
    }
  }
  return out;
}

const read = (file: string): string | undefined =>
  existsSync(file) && statSync(file).size <= MAX_BYTES ? readFileSync(file, 'utf8') : undefined;
