import { realpathSync } from 'node:fs';
import path from 'node:path';
import type { Analysis } from '../model/analysis.js';
import { UserError } from '../model/user-error.js';

const ADVICE = 'name a path below the folder the server was started for, or start it with another --root';

/**
 * A path that a client gave, relative to the root, after symbolic links are followed. Throws UserError for what lies outside of the root
 * or does not exist.
 */
export function confine(root: string, given: string): string {
  const outside = () => new UserError(`${given} is outside of the folder this server may read`, { advice: ADVICE });
  if (given.includes('\0')) throw new UserError('a path cannot hold a NUL character');
  const full = path.resolve(root, given);
  if (!isInside(root, full)) throw outside();
  let real: string;
  try {
    real = realpathSync(full);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    const why = code === 'ENOENT' || code === 'ENOTDIR' ? 'there is no such file' : code;
    throw new UserError(`cannot read ${given}: ${why}`);
  }
  if (!isInside(realpathSync(root), real)) throw outside();
  // A name that starts with a dash is a file here, never stdin.
  return `.${path.sep}${path.relative(root, full)}`;
}

/**
 * Refuses an answer that was made from files outside of the root: a project may refer to code beside its folder (`CodeUri: ../src`), and
 * a folder may belong to a template above it.
 */
export function refuseOutside(root: string, { project, functions }: Analysis): void {
  const real = realpathSync(root);
  const projectRoot = realpathSync(project.root);
  // The root of a project may lie above when all that was read of it lies below.
  const read = [...Object.keys(project.templates ?? {}), ...functions.flatMap(({ files }) => files)];
  const stray = read.find((file) => !isInside(real, path.resolve(projectRoot, file)));
  if (stray === undefined) return;
  throw new UserError(`the project also uses ${stray}, which is outside of the folder this server may read`, {
    advice: 'start iam-tighten mcp with --root at the folder that holds the whole project',
  });
}

function isInside(root: string, full: string): boolean {
  const relative = path.relative(root, full);
  return relative !== '..' && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative);
}
