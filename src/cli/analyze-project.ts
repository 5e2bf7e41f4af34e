import type { Analysis } from '../model/analysis.js';
import { analyze } from '../pipeline.js';
import { analyzeOptions } from './analyze-options.js';
import { keepWith } from './config/keep.js';
import { type Settings, settingsFor } from './config/settings.js';
import type { AnalyzeFlags } from './flags/analyze.js';

/** Analyses a path with the flags of a command, completed from the environment and the configuration. */
export async function analyzeProject<Flags extends AnalyzeFlags>(
  path: string,
  flags: Flags,
): Promise<{ analysis: Analysis; settings: Settings<Flags> }> {
  const settings = settingsFor(path, flags);
  const options = await analyzeOptions(settings);
  return { analysis: await analyze(path, { ...options, keep: keepWith(settings.keep ?? []) }), settings };
}
