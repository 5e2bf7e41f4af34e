import path from 'node:path';
import type { HandlerReference } from '../model/function.js';
import { UserError } from '../model/user-error.js';
import type { ProjectFiles } from './files.js';
import { filesBelow } from './files-below.js';
import { EXTENSIONS, findHandler, moduleFile, splitHandler } from './handler.js';
import type { ReadOptions } from './options.js';

/** Modules that hold a handler by convention; `index` is what the Lambda console makes. */
const MAIN_MODULES: readonly string[] = ['index', 'app', 'lambda', 'handler', 'main', 'function', 'server'];
const MAIN_FOLDERS: readonly string[] = ['', 'src', 'lib', 'dist'];
/** Folders of handlers: each file in them that exports one is a function. */
const HANDLER_FOLDERS: readonly string[] = [
  'src/handlers',
  'handlers',
  'src/functions',
  'functions',
  'src/lambdas',
  'lambdas',
  'src/lambda',
  'lambda',
  'src',
  '',
];
const HANDLER_NAMES: readonly string[] = ['handler', 'lambdaHandler', 'main'];
const MAX_CANDIDATES = 500;
const NOT_A_HANDLER = /(\.d\.[cm]?ts|\.(test|spec|config|stories)\.[cm]?[jt]sx?)$/;

/** One function of a folder without a template. */
export interface BareFunction {
  id: string;
  handler: HandlerReference;
  codePath: string;
}

/**
 * Finds the handlers of a folder without a template: the one asked for, package.json's main, the modules that hold a handler by
 * convention, else every module of a folder of handlers.
 * Throws UserError naming what was looked for when there is none.
 */
export function bareFunctions(files: ProjectFiles, folder: string, options: ReadOptions): BareFunction[] {
  const name = path.basename(folder === '' ? files.root : folder);
  if (options.handler !== undefined)
    return [{ id: name, handler: askedFor(files, folder, options.handler), codePath: folder }];
  for (const candidate of mainModules(files, folder)) {
    const exported = handlerOf(files, candidate, options);
    if (exported) return [{ id: name, handler: { file: candidate, export: exported }, codePath: folder }];
  }
  for (const place of HANDLER_FOLDERS) {
    const found = handlersIn(files, files.inside(folder, place) ?? '', options);
    if (found.length > 0) return found.map(({ id, handler }) => ({ id, handler, codePath: folder }));
  }
  const anywhere = searchedHandlers(files, folder, options);
  if (anywhere.length > 0) return anywhere;
  throw new UserError(
    `No handler found in ${folder || '.'}: looked for package.json "main" and for an exported \`handler\` in its modules`,
    {
      advice: 'name it with --handler, for example --handler src/orders.handler',
    },
  );
}

/** Folders of what is built, tested or run by hand. */
const NOT_CODE = /(^|\/)(dist|build|out|bin|scripts?|cdk\.out|tests?|__tests__|__mocks__|spec|e2e|docs?)\//;

/** Repositories that keep their functions where nobody would guess: every module that exports a `handler`. */
function searchedHandlers(files: ProjectFiles, folder: string, options: ReadOptions): BareFunction[] {
  const prefix = folder === '' ? '' : `${folder}/`;
  return filesBelow(files, folder)
    .filter((file) => isCode(file) && !NOT_CODE.test(file.slice(prefix.length)))
    .toSorted()
    .flatMap((file) => {
      // Reading a module's exports costs a parse: most modules don't even have the word.
      const exported = /handler/i.test(textOf(files, file)) ? handlerOf(files, file, options) : undefined;
      if (exported === undefined || exported === 'main') return [];
      const id = file.slice(prefix.length).replace(/(\/index)?\.[^.]+$/, '');
      return [{ id, handler: { file, export: exported }, codePath: folder }];
    })
    .slice(0, MAX_CANDIDATES);
}

const isCode = (file: string): boolean =>
  !NOT_A_HANDLER.test(file) && EXTENSIONS.some((extension) => file.endsWith(extension));

/** A file that is too large or not text holds no handler. */
function textOf(files: ProjectFiles, file: string): string {
  try {
    return files.read(file) ?? '';
  } catch (error) {
    if (error instanceof UserError) return '';
    throw error;
  }
}

/** The handler of a single source file. */
export function fileFunction(files: ProjectFiles, file: string, options: ReadOptions): BareFunction {
  const id = path.posix.basename(file).replace(/\.[^.]+$/, '');
  const folder = file.split('/').slice(0, -1).join('/');
  if (options.handler !== undefined)
    return {
      id,
      handler: {
        file,
        export: options.handler.includes('.')
          ? (splitHandler(options.handler)?.export ?? options.handler)
          : options.handler,
      },
      codePath: folder,
    };
  const exported = handlerOf(files, file, options);
  if (!exported) {
    throw new UserError(`${file} exports no \`handler\``, {
      location: { file, line: 1, column: 1 },
      advice: 'name the exported function with --handler, for example --handler processOrder',
    });
  }
  return { id, handler: { file, export: exported }, codePath: folder };
}

function askedFor(files: ProjectFiles, folder: string, handler: string): HandlerReference {
  // `--handler src/app.ts` names the file alone.
  const named = files.inside(folder, handler);
  if (named !== undefined && files.isFile(named)) return { file: named, export: 'handler' };
  const found = findHandler(files, folder, handler);
  if (found) return { file: found.file, export: found.export };
  const file = moduleFile(files, named);
  if (file) return { file, export: 'handler' };
  const module = splitHandler(handler)?.module ?? handler;
  throw new UserError(
    `There is no module for the handler ${handler}: looked for ${EXTENSIONS.map((extension) => module + extension).join(', ')} in ${folder || '.'}`,
    {
      advice: "a handler is <path of the module>.<exported name>, as in the function's configuration",
    },
  );
}

function* mainModules(files: ProjectFiles, folder: string): Iterable<string> {
  const main = packageMain(files, folder);
  // A compiled `main` has its source beside it: `dist/index.js` → `src/index.ts`.
  const declared =
    main === undefined
      ? undefined
      : (moduleFile(files, files.inside(folder, main)) ??
        findHandler(files, folder, `${main.replace(/\.[cm]?js$/, '')}.handler`)?.file);
  if (declared) yield declared;
  for (const place of MAIN_FOLDERS) {
    for (const name of MAIN_MODULES) {
      const file = moduleFile(files, files.inside(folder, place, name));
      if (file) yield file;
    }
  }
}

function packageMain(files: ProjectFiles, folder: string): string | undefined {
  const text = files.read(files.inside(folder, 'package.json') ?? '');
  if (text === undefined) return undefined;
  try {
    const main: unknown = JSON.parse(text)?.main;
    return typeof main === 'string' && main !== '' ? main : undefined;
  } catch {
    // A broken package.json does not name a main module; the conventions still can.
    return undefined;
  }
}

/** Name of the exported handler; undefined when the module has none. */
function handlerOf(files: ProjectFiles, file: string, options: ReadOptions): string | undefined {
  const exported = options.exportsOf(file, files.read(file) ?? '');
  const named = HANDLER_NAMES.find((name) => exported.includes(name));
  if (named) return named;
  if (exported.includes('default.handler')) return 'default.handler';
  return exported.includes('*') ? 'handler' : undefined;
}

function handlersIn(
  files: ProjectFiles,
  folder: string,
  options: ReadOptions,
): { id: string; handler: HandlerReference }[] {
  const out: { id: string; handler: HandlerReference }[] = [];
  for (const name of files.list(folder)) {
    const prefix = folder === '' ? '' : `${folder}/`;
    const file = name.endsWith('/')
      ? (moduleFile(files, `${prefix}${name}index`) ?? moduleFile(files, `${prefix}${name}handler`))
      : prefix + name;
    if (!file || !isCode(file) || name === 'node_modules/') continue;
    if (out.length >= MAX_CANDIDATES) break;
    const exported = handlerOf(files, file, options);
    if (exported) out.push({ id: name.replace(/\/$|\.[^.]+$/, ''), handler: { file, export: exported } });
  }
  return out;
}
