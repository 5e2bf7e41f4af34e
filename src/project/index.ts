import { existsSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Project } from '../model/function.js';
import { UserError } from '../model/user-error.js';
import { readBare } from './bare-project.js';
import { claimOf, discover } from './discover.js';
import { enclosingProject } from './enclosing.js';
import { ProjectFiles } from './files.js';
import { FRAMEWORKS } from './frameworks.js';
import type { ReadOptions } from './options.js';
import { workspaceRoot } from './root.js';
import { type Pick, templateProject } from './template-project.js';

export { repositoryBoundary } from './boundary.js';
export type { ReadOptions } from './options.js';

const SOURCE_FILE = /\.([cm]?[jt]s|[jt]sx)$/i;

/**
 * Reads what is deployed from a folder, a template, a source file or a Lambda zip.
 * What is wrong with a part of it becomes a finding; what leaves nothing to analyse throws UserError.
 * @param given path as the user wrote it, relative to the working directory
 */
export async function readProject(given: string, options: ReadOptions): Promise<Project> {
  const absolute = existing(given);
  if (!statSync(absolute).isDirectory()) return readSingle(absolute, options);
  const project = options.handler === undefined ? await readTemplates(absolute, options) : undefined;
  if (project && project.functions.length > 0) return project;
  const enclosing = options.handler === undefined && !project ? await enclosingProject(absolute, options) : undefined;
  if (enclosing) return enclosing;
  const root = workspaceRoot(absolute);
  const folder = path.relative(root, absolute).split(path.sep).join('/');
  return bareOrExplain(project, () => readBare(new ProjectFiles(root), { folder }, options));
}

async function readSingle(absolute: string, options: ReadOptions): Promise<Project> {
  const folder = path.dirname(absolute);
  const name = path.basename(absolute);
  if (/\.(zip|jar)$/i.test(name)) return readBare(new ProjectFiles(folder), { archive: name }, options);
  if (SOURCE_FILE.test(name) && claimOf(new ProjectFiles(folder), name, FRAMEWORKS) === undefined) {
    const enclosing = options.handler === undefined ? await enclosingProject(absolute, options) : undefined;
    if (enclosing) return enclosing;
    const root = workspaceRoot(folder);
    return readBare(new ProjectFiles(root), { file: path.relative(root, absolute).split(path.sep).join('/') }, options);
  }
  return readNamedTemplate(folder, name, options);
}

/** A template given by name must be readable: what is wrong with it stops the work. */
async function readNamedTemplate(folder: string, name: string, options: ReadOptions): Promise<Project> {
  const pick: Pick = (files, start) => {
    const file = start === '' ? name : `${start}/${name}`;
    const framework = claimOf(files, file, FRAMEWORKS);
    // Says what is wrong with a file that is not text or too large.
    if (!framework) files.read(file);
    return framework ? [{ framework, file }] : [];
  };
  const project = await templateProject(folder, pick, options, true);
  if (project) return project;
  throw new UserError(`${name} is not a template, a source file or a zip this tool can read`, {
    location: { file: name, line: 1, column: 1 },
    advice: `it reads ${[...new Set(FRAMEWORKS.map(({ kind }) => kind))].join(', ')}; give the folder to search it`,
  });
}

const readTemplates = (folder: string, options: ReadOptions): Promise<Project | undefined> =>
  templateProject(folder, (files, start, report) => discover(files, start, FRAMEWORKS, report), options, false);

/** Templates without a function we can read: a handler in the folder is still one; without any, the templates' findings say why. */
async function bareOrExplain(project: Project | undefined, readFolder: () => Promise<Project>): Promise<Project> {
  try {
    const bare = await readFolder();
    return project ? { ...bare, findings: [...project.findings, ...bare.findings] } : bare;
  } catch (error) {
    if (error instanceof UserError && project && project.findings.length > 0) return project;
    throw error;
  }
}

function existing(given: string): string {
  const absolute = path.resolve(given);
  if (!existsSync(absolute)) throw new UserError(`There is no file or folder ${given}`);
  try {
    const real = realpathSync(absolute);
    const stat = statSync(real);
    if (stat.isDirectory() || stat.isFile()) return real;
  } catch (error) {
    throw new UserError(`${given} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
  throw new UserError(`${given} is neither a file nor a folder`);
}
