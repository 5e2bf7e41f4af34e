import type { Finding } from '../model/finding.js';
import type { HandlerReference } from '../model/function.js';
import type { Text } from '../model/text.js';
import { readArchive } from './archive.js';
import { imageHandler } from './dockerfile.js';
import { ProjectFiles } from './files.js';
import { findHandler, splitHandler } from './handler.js';
import { inlineFile } from './inline-code.js';
import type { ReadOptions } from './options.js';
import { exportingModule, searchSource } from './search-source.js';
import type { FunctionSpec } from './spec.js';
import { ownHandler } from './wrapped-handler.js';

export interface ResolvedCode {
  handler: HandlerReference;
  codePath: string;
  virtualFiles?: { [file: string]: string };
  /** Variables the code reads that are not variables of the function. */
  environment?: { [name: string]: Text };
}

/**
 * Finds the handler's file of a declared function. Returns undefined, and reports why, when its code is not in the project or not
 * JavaScript.
 */
export async function resolveCode(
  spec: FunctionSpec,
  files: ProjectFiles,
  report: (finding: Finding) => void,
  exportsOf: ReadOptions['exportsOf'],
): Promise<ResolvedCode | undefined> {
  const { code } = spec;
  if (isOtherLanguage(spec)) {
    report({
      ruleId: 'IT304',
      level: 'note',
      args: { id: spec.id, runtime: spec.runtimes.join(' or ') },
      location: spec.at,
    });
    return undefined;
  }
  switch (code.kind) {
    case 'inline': {
      const { file, text } = inlineFile(spec.id, code.text, code.at);
      return {
        handler: { file, export: spec.handler?.text.replace(/^[^.]*\./, '') || 'handler' },
        codePath: '',
        virtualFiles: { [file]: text },
        environment: code.environment,
      };
    }
    case 'source':
      report({
        ruleId: 'IT315',
        level: 'note',
        args: { id: spec.id, compiled: code.bundle, file: code.file },
        location: spec.handler?.at ?? spec.at,
      });
      return { handler: { file: code.file, export: code.export }, codePath: parentOf(code.file) };
    case 'remote':
      report({ ruleId: 'IT301', level: 'warning', args: { id: spec.id, where: code.where }, location: code.at });
      return undefined;
    case 'archive':
      return resolveArchive(spec, code.path, files, report, exportsOf);
    case 'image': {
      const found = imageHandler(files, code);
      const local = found && resolveLocal(found.folder, found.handler, files);
      if (!local) report({ ruleId: 'IT303', level: 'warning', args: { id: spec.id }, location: code.at });
      return local && guessed(local, spec, report);
    }
    case 'local': {
      const handler = ownHandler(spec);
      const local =
        handler === undefined
          ? undefined
          : (resolveLocal(code.path, handler, files, code.entryPoints) ??
            searched(code.path, handler, files, exportsOf));
      if (!local) report(notFound(spec, code.path || '.'));
      return local && guessed(local, spec, report);
    }
  }
}

type LocalCode = ResolvedCode & { guessedFrom?: string };

function resolveLocal(
  folder: string,
  handler: string,
  files: ProjectFiles,
  entryPoints?: string[],
): LocalCode | undefined {
  const found = findHandler(files, folder, handler, entryPoints);
  if (!found) return undefined;
  const { guessedFrom, ...reference } = found;
  return {
    handler: reference,
    codePath: files.isFolder(folder) ? folder : parentOf(found.file),
    ...(guessedFrom !== undefined && { guessedFrom }),
  };
}

function guessed(
  { guessedFrom, ...code }: LocalCode,
  spec: FunctionSpec,
  report: (finding: Finding) => void,
): ResolvedCode {
  if (guessedFrom !== undefined)
    report({
      ruleId: 'IT315',
      level: 'note',
      args: { id: spec.id, compiled: guessedFrom, file: code.handler.file },
      location: spec.handler?.at ?? spec.at,
    });
  return code;
}

async function resolveArchive(
  spec: FunctionSpec,
  archive: string,
  files: ProjectFiles,
  report: (finding: Finding) => void,
  exportsOf: ReadOptions['exportsOf'],
): Promise<ResolvedCode | undefined> {
  if (!files.isFile(archive)) {
    const local = sourceOfArchive(archive, ownHandler(spec), files, exportsOf);
    if (!local) report({ ruleId: 'IT301', level: 'warning', args: { id: spec.id, where: archive }, location: spec.at });
    return local && guessed(local, spec, report);
  }
  const virtualFiles = await readArchive(files, archive, report);
  const handler = ownHandler(spec);
  const found =
    handler === undefined ? undefined : findHandler(new ProjectFiles(files.root, virtualFiles), archive, handler);
  if (!found) report(notFound(spec, archive));
  return found && { handler: { file: found.file, export: found.export }, codePath: archive, virtualFiles };
}

/** An archive that a build makes: what it is made from lies where it does, or is called like it. */
function sourceOfArchive(
  archive: string,
  handler: string | undefined,
  files: ProjectFiles,
  exportsOf: ReadOptions['exportsOf'],
): LocalCode | undefined {
  if (handler === undefined) return undefined;
  const beside = parentOf(archive);
  const found =
    resolveLocal(archive.replace(/\.[^./]+$/, ''), handler, files) ??
    searched(archive, handler, files, exportsOf) ??
    (beside === '' ? undefined : resolveLocal(beside, handler, files));
  return found && { ...found, guessedFrom: archive };
}

function searched(
  place: string,
  handler: string,
  files: ProjectFiles,
  exportsOf: ReadOptions['exportsOf'],
): LocalCode | undefined {
  const beside = /\.zip$/i.test(place) ? parentOf(place) : '';
  const file =
    searchSource(files, place, handler, exportsOf) ??
    (beside === '' ? undefined : exportingModule(files, beside, handler, exportsOf));
  const split = splitHandler(handler);
  return file && split
    ? {
        handler: { file, export: split.export },
        codePath: parentOf(file),
        guessedFrom: `${place || '.'}/${split.module}`,
      }
    : undefined;
}

/** A custom runtime without a JavaScript handler runs something else: not a mistake. */
function notFound(spec: FunctionSpec, folder: string): Finding {
  const custom = spec.runtimes.some((runtime) => runtime.startsWith('provided'));
  if (custom)
    return {
      ruleId: 'IT304',
      level: 'note',
      args: { id: spec.id, runtime: spec.runtimes.join(' or ') },
      location: spec.at,
    };
  const handler = spec.handler?.text ?? '(none)';
  return {
    ruleId: 'IT302',
    level: 'warning',
    args: { id: spec.id, handler, folder },
    location: spec.handler?.at ?? spec.at,
  };
}

/** Runtimes whose handlers are not JavaScript. `provided` may be anything; whether a JavaScript handler is there decides. */
export const isOtherLanguage = (spec: FunctionSpec): boolean =>
  spec.runtimes.length > 0 &&
  spec.runtimes.every((runtime) => !/^(nodejs|provided|bun|llrt)/i.test(runtime)) &&
  spec.code.kind !== 'image';

const parentOf = (file: string): string => file.split('/').slice(0, -1).join('/');
