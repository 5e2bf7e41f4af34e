import path from 'node:path';
import type { Finding } from '../model/finding.js';
import type { LambdaFunction, Project } from '../model/function.js';
import { literal, unknownText } from '../model/text.js';
import { readArchive } from './archive.js';
import { type BareFunction, bareFunctions, fileFunction } from './bare.js';
import { ProjectFiles } from './files.js';
import { configuredSpec, environmentFile } from './function-config.js';
import type { ReadOptions } from './options.js';
import { platformPermissions } from './platform/index.js';
import type { FunctionSpec } from './spec.js';

/** What a project without a template is made of. */
export type BareInput = { folder: string } | { file: string } | { archive: string };

/** Functions of a folder, a source file or a zip, with nothing known of their deployment but what the options say. */
export async function readBare(files: ProjectFiles, input: BareInput, options: ReadOptions): Promise<Project> {
  const findings: Finding[] = [];
  const configured = configuredSpec(files, options);
  const known = {
    ...options,
    ...(configured?.handler && options.handler === undefined && { handler: configured.handler.text }),
  };
  const report = (finding: Finding) => void findings.push(finding);
  const virtualFiles = 'archive' in input ? await readArchive(files, input.archive, report) : undefined;
  const found =
    'archive' in input
      ? archiveFunctions(files, input.archive, virtualFiles!, known)
      : 'file' in input
        ? [fileFunction(files, input.file, options)]
        : bareFunctions(files, input.folder, known);
  const functions = found.map((bare): LambdaFunction => {
    const spec = bareSpec(bare, configured, options);
    return {
      ...bare,
      ...(spec.runtimes[0] && { runtime: spec.runtimes[0] }),
      ...(spec.functionName && { functionName: spec.functionName }),
      environment: spec.environment,
      triggers: [],
      platform: platformPermissions(spec, {}),
      ...(virtualFiles && { virtualFiles }),
    };
  });
  return { root: files.root, kind: 'archive' in input ? 'zip' : 'folder', functions, resources: {}, findings };
}

function archiveFunctions(
  files: ProjectFiles,
  archive: string,
  virtualFiles: { [file: string]: string },
  options: ReadOptions,
): BareFunction[] {
  const found = bareFunctions(new ProjectFiles(files.root, virtualFiles), archive, options);
  const name = path.basename(archive).replace(/\.[^.]+$/, '');
  return found.map((bare) => ({ ...bare, id: found.length === 1 ? name : bare.id }));
}

function bareSpec(bare: BareFunction, configured: FunctionSpec | undefined, options: ReadOptions): FunctionSpec {
  const at = { file: bare.handler.file, line: 1, column: 1 };
  const environment = environmentFile(options.envFile);
  const named = options.functionName === undefined ? undefined : literal(options.functionName);
  if (configured) {
    // An environment file given beside the configuration says what is different.
    return {
      ...configured,
      environment: { ...configured.environment, ...environment },
      ...(named && { functionName: named }),
    };
  }
  return {
    id: bare.id,
    at,
    functionName: named ?? unknownText('the name of the function is not known; --function-name sets it', at),
    runtimes: [],
    code: { kind: 'local', path: bare.codePath, at },
    environment,
    environmentAt: {},
    triggers: [],
    eventSources: [],
    logging: { groupDeclared: false, at },
    fileSystems: [],
    layers: [],
    destinations: [],
    invokePermissions: [],
  };
}
