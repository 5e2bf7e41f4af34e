import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { openCatalog } from '../../catalog/index.js';
import { keptPermissions } from '../../findings/keep/kept-permissions.js';
import { parseKeepComments } from '../../findings/keep/parse-comments.js';
import type { Project } from '../../model/function.js';
import type { KeepEntry } from '../../model/keep.js';
import type { AnalyzeOptions } from '../../pipeline.js';

/** Templates larger than this are generated, and nobody writes comments in them. */
const MAX_BYTES = 4 * 1024 * 1024;

/** The `keep` of the pipeline: entries of the configuration, and comments in the project's templates, read once. */
export function keepWith(entries: readonly KeepEntry[]): NonNullable<AnalyzeOptions['keep']> {
  const catalog = openCatalog();
  const today = new Date().toISOString().slice(0, 10);
  let all: KeepEntry[] | undefined;
  return (fn, project) => {
    all ??= [...entries, ...commentsIn(project)];
    return keptPermissions(all, fn, project, catalog, today);
  };
}

function commentsIn({ root, templates = {} }: Project): KeepEntry[] {
  return Object.keys(templates).flatMap((file) => {
    const full = path.join(root, file);
    if (!existsSync(full) || !statSync(full).isFile() || statSync(full).size > MAX_BYTES) return [];
    return parseKeepComments(file, readFileSync(full, 'utf8'));
  });
}
