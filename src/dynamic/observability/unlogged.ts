import type { UsageSource } from '../../model/usage.js';
import type { Selectors } from './selectors.js';

/** Trails that a source reads and that log no data events at all, so that calls on objects and items can't be in it. */
export function trailsWithoutDataEvents({ selectors }: UsageSource): string[] {
  const { trails = [], data = [] } = (selectors ?? {}) as Partial<Selectors>;
  return Array.isArray(data) && data.length === 0 ? trails : [];
}
