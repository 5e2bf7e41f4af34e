import path from 'node:path';
import { UserError } from '../model/user-error.js';
import type { ProjectFiles } from './files.js';
import { filesBelow } from './files-below.js';
import { EXTENSIONS, OUTPUT_FOLDERS, splitHandler } from './handler.js';
import type { ReadOptions } from './options.js';

/** Names that many functions' modules have: the file alone does not say whose it is. */
const COMMON = new Set(['index', 'handler', 'main', 'app', 'lambda', 'function', 'server', 'bundle']);
const NOT_CODE = /(^|\/)(dist|build|out|bin|scripts?|cdk\.out|tests?|__tests__|__mocks__|spec|e2e|docs?)\//;
const NOT_A_HANDLER = /(\.d\.[cm]?ts|\.(test|spec|config|stories)\.[cm]?[jt]sx?)$/;

/**
 * The module that compiled code which is not there was most likely made from: it exports what the handler names and is called like it,
 * or, when that is a name many have (`index`), stands in a folder or has a name like the code's own place (`dist/orders.zip`).
 * Undefined unless there is exactly one.
 * @param place path of the folder or archive that is not there
 */
export function searchSource(
  files: ProjectFiles,
  place: string,
  handler: string,
  exportsOf: ReadOptions['exportsOf'],
): string | undefined {
  const split = splitHandler(handler);
  if (!split) return undefined;
  const full = `${place.replace(/\.zip$/i, '')}/${split.module}`;
  const words = full
    .split('/')
    .filter((word) => word !== '' && word !== '.' && !OUTPUT_FOLDERS.has(word) && word !== 'src')
    .map(plain);
  const own = plain(split.module.split('/').at(-1) ?? '');
  const telling = words.filter((word) => !COMMON.has(word)).at(-1);
  if (telling === undefined) return undefined;
  const named = filesBelow(files, '').filter((file) => {
    const name = plain(nameOf(file));
    if (!isCode(file) || (name !== own && name !== telling)) return false;
    return name === telling || path.posix.dirname(file).split('/').map(plain).includes(telling);
  });
  const found = named.filter((file) => exportsIt(files, file, split.export, exportsOf));
  return found.length === 1 ? found[0] : undefined;
}

/**
 * The module below a folder that exports what the handler names, when that is a name of its own (`scaleDown`, not `handler`): a bundler
 * may have called it anything. Undefined unless there is exactly one.
 */
export function exportingModule(
  files: ProjectFiles,
  folder: string,
  handler: string,
  exportsOf: ReadOptions['exportsOf'],
): string | undefined {
  const name = splitHandler(handler)?.export;
  if (name === undefined || COMMON.has(plain(name)) || /^(lambda)?handler$/i.test(name)) return undefined;
  const found = filesBelow(files, folder).filter(
    (file) => isCode(file) && (textOf(files, file) ?? '').includes(name) && exportsIt(files, file, name, exportsOf),
  );
  return found.length === 1 ? found[0] : undefined;
}

/** Undefined for a file that is too large or not text: it holds no handler. */
function textOf(files: ProjectFiles, file: string): string | undefined {
  try {
    return files.read(file);
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}

/** `send-mail`, `send_mail` and `sendMail` are one word. */
const plain = (word: string): string => word.replace(/[-_.]/g, '').toLowerCase();

const nameOf = (file: string): string => path.posix.basename(file).replace(/\.[^.]+$/, '');

const isCode = (file: string): boolean =>
  EXTENSIONS.some((extension) => file.endsWith(extension)) && !NOT_A_HANDLER.test(file) && !NOT_CODE.test(file);

function exportsIt(files: ProjectFiles, file: string, name: string, exportsOf: ReadOptions['exportsOf']): boolean {
  const text = textOf(files, file);
  const names = text === undefined ? [] : exportsOf(file, text);
  return names.includes(name) || names.includes('*');
}
