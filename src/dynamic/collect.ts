import type { UsageFile } from '../model/usage.js';
import type { EventFilter, EvidenceSource, FileProblem, Progress } from './evidence-source.js';
import { refuseForeign } from './refuse-foreign.js';
import { loadState, saveState } from './resume-state.js';
import { UsageBuilder } from './usage-file/usage-builder.js';

export interface CollectRequest {
  sources: readonly EvidenceSource[];
  /** Usage files written before, to be merged in. */
  files?: readonly UsageFile[];
  filter: EventFilter;
  signal: AbortSignal;
  /** File that an interrupted run is saved to and continued from. */
  resumeState?: string;
  progress?: (source: EvidenceSource, progress: Progress) => void;
}

export interface CollectResult {
  usage: UsageFile;
  /** Files that could not be read whole, by source. */
  problems: FileProblem[];
  /** False when the signal stopped the run: then the saved state, not the usage, is the result. */
  complete: boolean;
}

/**
 * Reads every source one after another into one usage file. With `resumeState` each step is saved, and a later run with the same sources
 * and filter goes on behind it; the result has the same bytes as that of a run that was never interrupted.
 */
export async function collect(request: CollectRequest): Promise<CollectResult> {
  const { sources, filter, signal, resumeState, files = [] } = request;
  const saved = resumeState === undefined ? undefined : await loadState(resumeState, sources, filter);
  const builder = new UsageBuilder(sources, saved);
  const save = async () => {
    if (resumeState !== undefined) await saveState(resumeState, sources, filter, builder.state());
  };
  for (const [index, source] of sources.entries()) {
    const state = builder.sources[index]!;
    if (state.finished) continue;
    const steps = source.read({
      filter,
      signal,
      checkpoints: resumeState !== undefined,
      progress: (progress) => request.progress?.(source, progress),
      ...(state.lastKey !== undefined && { after: state.lastKey }),
    });
    for await (const { key, part, unfinished } of steps) {
      builder.add(index, part);
      if (unfinished) continue;
      state.lastKey = key;
      await save();
    }
    if (signal.aborted) break;
    refuseForeign(source, state.sum);
    state.finished = true;
    await save();
  }
  for (const file of files) builder.addFile(file);
  return {
    usage: builder.build(filter, files),
    problems: builder.sources.flatMap(({ sum }) => sum.problems),
    complete: builder.sources.every(({ finished }) => finished),
  };
}
