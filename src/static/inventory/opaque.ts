import { isSummarised } from '../libraries/index.js';
import { isRecord } from '../parse/config-text.js';
import { dirOf, foldersUpFrom, joinPath } from '../parse/paths.js';
import type { ProjectFiles } from '../parse/project-files.js';
import { KNOWN_OPAQUE } from './opaque-packages.js';

/** A dependency on one of these means that a package can call AWS. */
const SDK_PACKAGE = /^(?:aws-sdk|@aws-sdk\/(?:client-.+|lib-.+|credential-provider.*))$/;
/** The SDK's own parts and packages that only carry types, builds or infrastructure code. */
const NEVER =
  /^(?:@aws-sdk\/|@smithy\/|@aws-crypto\/|@types\/|aws-sdk$|aws-sdk\/|aws-cdk-lib|@aws-cdk\/|aws-sdk-client-mock|@aws-lambda-powertools\/|@middy\/|node:)/;
const MAX_LOCK_BYTES = 20_000_000;

/**
 * Why a package outside the project could call AWS without our seeing it; undefined when nothing says so. Looks into its package.json in
 * node_modules, then the project's lock files, then a list of known packages.
 */
export function opaqueReason(files: ProjectFiles, specifier: string, fromFile: string): string | undefined {
  const name = packageName(specifier);
  if (NEVER.test(specifier) || isSummarised(specifier) || isSummarised(name)) return undefined;
  return files.once(`opaque:${dirOf(fromFile)}:${name}`, () => {
    const dependency =
      installedDependency(files, name, dirOf(fromFile)) ?? lockedDependency(files, name, dirOf(fromFile));
    if (dependency !== undefined) return `package ${name} depends on ${dependency} and may call AWS`;
    return KNOWN_OPAQUE.has(name) ? `package ${name} is known to call AWS` : undefined;
  });
}

/** `@scope/name` or `name` of a specifier that may lead into the package. */
export function packageName(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

function installedDependency(files: ProjectFiles, name: string, dir: string): string | undefined {
  for (const folder of foldersUpFrom(dir)) {
    const manifest = files.config(joinPath(folder, `node_modules/${name}/package.json`));
    if (isRecord(manifest)) return sdkIn(manifest['dependencies']) ?? sdkIn(manifest['peerDependencies']);
  }
  return undefined;
}

const sdkIn = (dependencies: unknown): string | undefined =>
  isRecord(dependencies) ? Object.keys(dependencies).find((one) => SDK_PACKAGE.test(one)) : undefined;

function lockedDependency(files: ProjectFiles, name: string, dir: string): string | undefined {
  for (const folder of foldersUpFrom(dir)) {
    const found = fromNpmLock(files, folder, name) ?? fromTextLock(files, folder, name);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** package-lock.json, versions 1 to 3. */
function fromNpmLock(files: ProjectFiles, folder: string, name: string): string | undefined {
  const lock = files.once(`lock:${folder}`, () => {
    const read = files.isFile(joinPath(folder, 'package-lock.json'))
      ? files.read(joinPath(folder, 'package-lock.json'), MAX_LOCK_BYTES)
      : undefined;
    return read && 'text' in read ? parseJson(read.text) : undefined;
  });
  if (!isRecord(lock)) return undefined;
  const packages = isRecord(lock['packages']) ? lock['packages'][`node_modules/${name}`] : undefined;
  const old = isRecord(lock['dependencies']) ? lock['dependencies'][name] : undefined;
  if (isRecord(packages)) return sdkIn(packages['dependencies']) ?? sdkIn(packages['peerDependencies']);
  return isRecord(old) ? sdkIn(old['requires']) : undefined;
}

/** A broken lock file says nothing; whoever installs from it will hear of it. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** yarn.lock and pnpm-lock.yaml: the indented lines under the package's own entry. */
function fromTextLock(files: ProjectFiles, folder: string, name: string): string | undefined {
  for (const lock of ['yarn.lock', 'pnpm-lock.yaml']) {
    const path = joinPath(folder, lock);
    const text = files.once(`lock:${path}`, () => {
      const read = files.isFile(path) ? files.read(path, MAX_LOCK_BYTES) : undefined;
      return read && 'text' in read ? read.text : '';
    });
    const found = text === '' ? undefined : sdkUnderEntry(text.split('\n'), name);
    if (found !== undefined) return found;
  }
  return undefined;
}

function sdkUnderEntry(lines: readonly string[], name: string): string | undefined {
  const heads = [`${name}@`, `"${name}@`, `'${name}@`, `/${name}@`, `/${name}/`, `'/${name}@`];
  let indent = -1;
  for (const line of lines) {
    const depth = line.length - line.trimStart().length;
    const text = line.trim();
    if (text === '' || text.startsWith('#')) continue;
    if (indent >= 0 && depth > indent) {
      const dependency = /^['"]?((?:@[\w.-]+\/)?[\w.-]+)['"]?:?\s/.exec(text)?.[1];
      if (dependency !== undefined && SDK_PACKAGE.test(dependency)) return dependency;
    } else indent = text.endsWith(':') && heads.some((head) => text.startsWith(head)) ? depth : -1;
  }
  return undefined;
}
