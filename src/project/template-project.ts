import path from 'node:path';
import type { Finding } from '../model/finding.js';
import type { Project } from '../model/function.js';
import { assemble } from './assemble.js';
import type { Claim } from './discover.js';
import { ProjectFiles } from './files.js';
import type { ReadOptions } from './options.js';
import { readClaims } from './read-claims.js';
import { widerRoot } from './root.js';

/** Chooses the files to read in a folder, which is relative to the root. */
export type Pick = (files: ProjectFiles, folder: string, report: (finding: Finding) => void) => Claim[];

/**
 * Reads the templates of a folder. When they refer to code beside it (`CodeUri: ../src`), the root becomes the folder of both, once.
 * Undefined when there is no template.
 * @param strict throw what is wrong with a template instead of reporting it
 */
export async function templateProject(
  folder: string,
  pick: Pick,
  options: ReadOptions,
  strict: boolean,
): Promise<Project | undefined> {
  const first = await attempt(folder, folder, pick, options, strict);
  const wider = widerRoot(folder, first.beyond);
  if (wider === undefined) return first.project;
  const { onDetect: _said, ...quiet } = options;
  return (await attempt(wider, folder, pick, quiet, strict)).project;
}

async function attempt(
  root: string,
  folder: string,
  pick: Pick,
  options: ReadOptions,
  strict: boolean,
): Promise<{ project: Project | undefined; beyond: ReadonlySet<string> }> {
  const files = new ProjectFiles(root);
  const findings: Finding[] = [];
  const start = path.relative(root, folder).split(path.sep).join('/');
  const claims = pick(files, start, (finding) => findings.push(finding));
  if (claims.length === 0) return { project: undefined, beyond: files.beyond };
  const templates = await readClaims(files, claims, options, findings, strict);
  // Paths are noted relative to the root, which for the first attempt is the folder.
  return { project: await assemble(files, templates, findings, options.exportsOf), beyond: files.beyond };
}
