import type { UsageSource } from '../../model/usage.js';

/** Records that were there and could not be read: any use may be in them. */
const LOST = ['cut-off', 'not-json', 'too-large'];

type Span = readonly [from: string, to: string];

/**
 * Why a use by a role of `account` in `region` may be missing from all of these logs together; undefined when it would be in one of them. Logs may
 * take turns: one covers the days that another lacks. A log whose accounts or regions nobody noted is taken to hold all. `region` is undefined
 * and `account` empty where nobody knows them.
 */
export function missingIn(
  logs: readonly UsageSource[],
  account: string,
  region: string | undefined,
): string | undefined {
  const ofAccount = logs.filter(
    ({ accounts }) => account === '' || accounts.length === 0 || accounts.includes(account),
  );
  if (ofAccount.length === 0) return `the log is not that of account ${account}`;
  const ofRegion = ofAccount.filter(
    ({ regions }) => region === undefined || regions.length === 0 || regions.includes(region),
  );
  if (ofRegion.length === 0) return `the log holds nothing of ${region}`;
  const whole = ofRegion.filter(({ files, events }) => files.failed === 0 && !LOST.some((why) => events.skipped[why]));
  if (whole.length === 0) return 'a part of the log could not be read';
  return whole.map(gapsOf).reduce(common).length > 0 ? 'days are missing in the log' : undefined;
}

const gapsOf = ({ gaps }: UsageSource): Span[] => gaps.map(({ from, to }) => [from, to]);

/** Times that are in both lists. */
const common = (a: readonly Span[], b: readonly Span[]): Span[] =>
  a.flatMap(([fromA, toA]) =>
    b.flatMap(([fromB, toB]): Span[] => {
      const [, from = fromA] = [fromA, fromB].sort();
      const [to = toA] = [toA, toB].sort();
      return from < to ? [[from, to]] : [];
    }),
  );
