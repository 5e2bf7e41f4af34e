import { DAY } from '../../model/days.js';
import type { UsageFile } from '../../model/usage.js';
import type { EventFilter } from '../evidence-source.js';
import type { SourceState } from './source-state.js';

/** "IAM reports activity for at least the last 400 days": https://docs.aws.amazon.com/IAM/latest/APIReference/API_GenerateServiceLastAccessedDetails.html */
const TRACKED = 400 * DAY;

/**
 * The time that a usage file speaks of: that of the dated events of its sources and files. What is only asked for (Access Advisor) widens no
 * window of a log; alone, it speaks of the time that IAM keeps. Empty when nothing has a time. The window that was asked for counts as far as the
 * sources can show that they cover it.
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
  const first = all.map(({ from }) => from).sort()[0] ?? '';
  const last =
    all
      .map(({ to }) => to)
      .sort()
      .at(-1) ?? '';
  const { since = first, until = last } = filter;
  // Without folders by day nobody can tell a quiet time from one that is not in the source.
  const onlyEvents = dated.length > 0 && sources.every(({ sum }) => sum.days.length === 0);
  return {
    from: onlyEvents && first > since ? first : since,
    to: onlyEvents && last < until ? last : until,
  };
}

const isOnlyAsked = ({ sources }: UsageFile): boolean =>
  sources.length > 0 && sources.every(({ kind }) => kind === 'access-advisor');

function askedOf({ sum: { known } }: SourceState): UsageFile['window'][] {
  if (known === undefined) return [];
  return [{ from: `${new Date(Date.parse(known) - TRACKED).toISOString().slice(0, 19)}Z`, to: known }];
}
