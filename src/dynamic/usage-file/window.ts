import { DAY } from '../../model/days.js';
import type { UsageFile } from '../../model/usage.js';
import type { EventFilter } from '../evidence-source.js';
import type { SourceState } from './source-state.js';

/** "IAM reports activity for at least the last 400 days": https://docs.aws.amazon.com/IAM/latest/APIReference/API_GenerateServiceLastAccessedDetails.html */
const TRACKED = 400 * DAY;

/**
 * The time that a usage file speaks of: that of the dated events of its sources and files. What is only asked for (Access Advisor) widens no
 * window of a log; alone, it speaks of the time that IAM keeps. Empty when nothing has a time.
 */
export function windowOf(
  sources: readonly SourceState[],
  filter: EventFilter,
  files: readonly UsageFile[],
): UsageFile['window'] {
  const dated = [
    ...sources.filter(({ sum }) => sum.first !== undefined).map(({ sum }) => ({ from: sum.first!, to: sum.last! })),
    ...files.filter((file) => file.window.from !== '' && !isOnlyAsked(file)).map(({ window }) => window),
  ];
  const spans = dated.length > 0 ? dated : [...sources.flatMap(askedOf), ...files.map(({ window }) => window)];
  const all = spans.filter(({ from }) => from !== '');
  return {
    from: filter.since ?? all.map(({ from }) => from).sort()[0] ?? '',
    to:
      filter.until ??
      all
        .map(({ to }) => to)
        .sort()
        .at(-1) ??
      '',
  };
}

const isOnlyAsked = ({ sources }: UsageFile): boolean =>
  sources.length > 0 && sources.every(({ kind }) => kind === 'access-advisor');

function askedOf({ sum: { known } }: SourceState): UsageFile['window'][] {
  if (known === undefined) return [];
  return [{ from: `${new Date(Date.parse(known) - TRACKED).toISOString().slice(0, 19)}Z`, to: known }];
}
