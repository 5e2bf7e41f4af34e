import { DAY } from '../../model/days.js';
import type { Report, State } from './types.js';

/** Granted actions whose last use falls into one span, or that have none. */
export interface Bucket {
  label: string;
  count: number;
  state: State;
}

const SPANS = [
  { label: 'used in the last 7 days', days: 7 },
  { label: 'used 8 to 30 days ago', days: 30 },
  { label: 'used 31 to 90 days ago', days: 90 },
  { label: 'used more than 90 days ago', days: Number.POSITIVE_INFINITY },
] as const;

/** The histogram of last uses, counted back from the end of the evidence. */
export function countedBy({ window, roles, totals }: Report): Bucket[] {
  const end = window ? Date.parse(window.to) : Number.NaN;
  const ages = roles.flatMap(({ services }) =>
    services.flatMap(({ used }) => used.map(({ last }) => Math.max(0, Math.ceil((end - Date.parse(last)) / DAY)))),
  );
  const spans = SPANS.map(({ label, days }, i): Bucket => {
    const from = SPANS[i - 1]?.days ?? -1;
    return { label, count: ages.filter((age) => age > from && age <= days).length, state: 'used' };
  });
  return [
    ...spans,
    { label: 'needed, not seen in use', count: totals.needed, state: 'needed' },
    { label: 'unused', count: totals.unused, state: 'unused' },
    { label: 'not observable', count: totals.unobservable, state: 'unobservable' },
  ];
}
