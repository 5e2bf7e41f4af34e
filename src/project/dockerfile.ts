import path from 'node:path';
import type { ProjectFiles } from './files.js';
import type { CodeLocation } from './spec.js';

/**
 * Best effort for container images: the last `CMD ["app.handler"]` of the Dockerfile, and the folder it is built from.
 * Returns undefined when there is no Dockerfile in the project or its command is not a handler.
 */
export function imageHandler(
  files: ProjectFiles,
  code: Extract<CodeLocation, { kind: 'image' }>,
): { folder: string; handler: string } | undefined {
  const folder = code.context === undefined ? undefined : files.inside(path.posix.dirname(code.at.file), code.context);
  if (folder === undefined) return undefined;
  const text = files.read(files.inside(folder, code.dockerfile ?? 'Dockerfile') ?? '');
  if (text === undefined) return undefined;
  const command =
    code.command ??
    [...text.matchAll(/^\s*CMD\s+\[\s*["']([^"']+)["']/gim)].at(-1)?.[1] ??
    [...text.matchAll(/^\s*CMD\s+([\w./-]+\.[\w.]+)\s*$/gim)].at(-1)?.[1];
  return command === undefined ? undefined : { folder, handler: command };
}
