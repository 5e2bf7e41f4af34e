import { existsSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import type { Project } from '../model/function.js';
import { claimOf } from './discover.js';
import { FRAMEWORKS } from './frameworks.js';
import type { ReadOptions } from './options.js';
import { type Pick, templateProject } from './template-project.js';

const MAX_LEVELS = 4;
const MAX_FILES = 500;

/**
 * The project of a function's folder or file: the nearest folder above whose templates declare a function with its handler in there.
 * Only those functions are kept. Looks at most four levels up, not above the repository, and never in the home or temporary folder.
 */
export async function enclosingProject(given: string, options: ReadOptions): Promise<Project | undefined> {
  let folder = path.dirname(given);
  if (existsSync(path.join(given, '.git'))) return undefined;
  for (let level = 0; level < MAX_LEVELS; level += 1) {
    if (folder === path.dirname(folder) || folder === homedir() || folder === tmpdir()) return undefined;
    const project = await projectIn(folder, options);
    const functions =
      project?.functions.filter((fn) => isInside(path.join(project.root, fn.handler.file), given)) ?? [];
    if (project && functions.length > 0) return restricted(project, functions);
    if (existsSync(path.join(folder, '.git'))) return undefined;
    folder = path.dirname(folder);
  }
  return undefined;
}

/** The templates that stand in a folder itself. */
const projectIn = (folder: string, options: ReadOptions): Promise<Project | undefined> =>
  templateProject(folder, directClaims, options, false);

const directClaims: Pick = (files, start) => {
  const names = files.list(start).filter((name) => !name.endsWith('/'));
  if (names.length > MAX_FILES) return [];
  return names.flatMap((name) => {
    const file = start === '' ? name : `${start}/${name}`;
    const framework = claimOf(files, file, FRAMEWORKS);
    return framework ? [{ framework, file }] : [];
  });
};

/** What is said of other functions of the template does not concern this one. */
function restricted(project: Project, functions: Project['functions']): Project {
  const kept = new Set(functions.map(({ id }) => id));
  const others = new Set(project.functions.map(({ id }) => id).filter((id) => !kept.has(id)));
  const findings = project.findings.filter(
    ({ args }) => args['id'] === undefined || (kept.has(String(args['id'])) && !others.has(String(args['id']))),
  );
  return { ...project, functions, findings };
}

const isInside = (file: string, folder: string): boolean => file === folder || file.startsWith(folder + path.sep);
