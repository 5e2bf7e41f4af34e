import { readFile, rename, writeFile } from 'node:fs/promises';
import { UserError } from '../model/user-error.js';
import type { EventFilter, EvidenceSource } from './evidence-source.js';
import type { BuilderState } from './usage-file/usage-builder.js';

interface StateFile {
  kind: 'iam-tighten collect state';
  version: 1;
  /** What was asked for: another question must not go on with this answer. */
  request: string;
  state: BuilderState;
}

/** Writes the state beside its place and renames it, so that a kill leaves the old or the new one, never half of one. */
export async function saveState(
  path: string,
  sources: readonly EvidenceSource[],
  filter: EventFilter,
  state: BuilderState,
): Promise<void> {
  const file: StateFile = { kind: 'iam-tighten collect state', version: 1, request: requestOf(sources, filter), state };
  await writeFile(`${path}.new`, JSON.stringify(file));
  await rename(`${path}.new`, path);
}

/** The state of an earlier run of the same request; undefined when there is none. Refuses what is something else. */
export async function loadState(
  path: string,
  sources: readonly EvidenceSource[],
  filter: EventFilter,
): Promise<BuilderState | undefined> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new UserError(`cannot read ${path} (${(error as NodeJS.ErrnoException).code})`);
  }
  const file = parse(text);
  if (file?.kind !== 'iam-tighten collect state' || file.version !== 1) {
    throw new UserError(`${path} is no state of an interrupted collect`, {
      advice: 'name another file, or remove this one',
    });
  }
  if (file.request !== requestOf(sources, filter)) {
    throw new UserError(`${path} belongs to a collect with other sources or options`, {
      advice: 'repeat the command as it was, or name another file',
    });
  }
  return file.state;
}

function parse(text: string): Partial<StateFile> | undefined {
  try {
    return JSON.parse(text) as Partial<StateFile>;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

const requestOf = (sources: readonly EvidenceSource[], filter: EventFilter): string =>
  JSON.stringify([sources.map(({ kind, location }) => [kind, location]), filter]);
