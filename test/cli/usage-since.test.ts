import { describe, expect, it } from 'vitest';
import { usageSince } from '../../src/cli/usage-since.js';
import type { UsageFile } from '../../src/model/usage.js';
import { usageOf } from '../report/account.mjs';

const ROLE = { RoleName: 'r', Arn: 'arn:aws:iam::111122223333:role/r' };
const whole: UsageFile = usageOf([ROLE]);
const lastOf = ({ roles }: UsageFile) => roles[0]!.usages.map(({ action, first, last }) => [action, first, last]);

describe('a usage file from a time on', () => {
  it('forgets what was last used before, and begins there', () => {
    const since = '2026-09-01T00:00:00Z';
    const cut = usageSince(whole, since);
    expect(lastOf(cut)).toEqual([
      ['dynamodb:GetItem', since, '2026-09-30T08:00:00Z'],
      ['dynamodb:PutItem', since, '2026-09-10T08:00:00Z'],
    ]);
    expect(cut.window).toEqual({ from: since, to: '2026-10-01T00:00:00Z' });
  });

  it('does not claim a time that it never held', () =>
    expect(usageSince(whole, '2020-01-01T00:00:00Z')).toEqual(whole));

  it('keeps only the gaps that are left', () => {
    const gap = (from: string, to: string) => ({ account: '111122223333', region: 'eu-west-1', from, to });
    const early = gap('2026-07-02T00:00:00Z', '2026-07-03T00:00:00Z');
    const late = gap('2026-09-02T00:00:00Z', '2026-09-03T00:00:00Z');
    const holes = { ...whole, sources: whole.sources.map((source) => ({ ...source, gaps: [early, late] })) };
    expect(usageSince(holes, '2026-08-01T00:00:00Z').sources[0]!.gaps).toEqual([late]);
  });
});
