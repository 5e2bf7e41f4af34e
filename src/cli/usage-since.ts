import type { UsageFile } from '../model/usage.js';

/**
 * A usage file as if it had begun at a time: uses that were last seen before are gone, and the window begins there. Counts stay those of the
 * whole file, which keeps none by day.
 */
export function usageSince(usage: UsageFile, since: string): UsageFile {
  const { window } = usage;
  return {
    ...usage,
    window: { ...window, from: window.from !== '' && window.from > since ? window.from : since },
    roles: usage.roles.map((role) => ({
      ...role,
      usages: role.usages
        .filter(({ last }) => last >= since)
        .map((use) => ({ ...use, first: use.first > since ? use.first : since })),
    })),
    sources: usage.sources.map((source) => ({ ...source, gaps: source.gaps.filter(({ to }) => to > since) })),
  };
}
