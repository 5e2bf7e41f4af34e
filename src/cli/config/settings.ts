import type { KeepEntry } from '../../model/keep.js';
import { environmentConfig } from './environment.js';
import { loadConfig } from './load.js';

/** Flags of a command, completed; `keep` comes from the file only. */
export type Settings<Flags> = Flags & { keep?: KeepEntry[]; configFile?: string };

/**
 * What a command runs with: its flags, then `IAM_TIGHTEN_*`, then the configuration file; the default is the command's own. Throws
 * UserError for a configuration that is not one.
 */
export function settingsFor<Flags extends { config?: string }>(path: string, flags: Flags): Settings<Flags> {
  const { file, config } = loadConfig(path, flags.config);
  const { $schema: _schema, keep, ...fromFile } = config;
  const given = Object.fromEntries(Object.entries(flags).filter(([, value]) => value !== undefined));
  return {
    ...fromFile,
    ...environmentConfig(process.env),
    ...given,
    ...(keep && { keep: keep.map((entry) => withPlace(entry)) }),
    ...(file !== undefined && { configFile: file }),
  } as Settings<Flags>;
}

/** Entries of the file say where they stand only in findings about the file itself. */
const withPlace = (entry: {
  action: string;
  reason: string;
  resource?: string | undefined;
  until?: string | undefined;
  function?: string | undefined;
}): KeepEntry => ({
  action: entry.action,
  reason: entry.reason,
  ...(entry.resource !== undefined && { resource: entry.resource }),
  ...(entry.until !== undefined && { until: entry.until }),
  ...(entry.function !== undefined && { function: entry.function }),
});
