import type { Finding } from '../model/finding.js';
import type { DigestReport } from './cloudtrail/digest/verify-trail.js';
import type { CollectResult } from './collect.js';
import { trailsWithoutDataEvents } from './observability/unlogged.js';

/** Complaints about a collection: damaged files, days without logs, events whose name the catalog lacks, sources that see only a part. */
export function collectionFindings({ usage, problems }: CollectResult): Finding[] {
  const findings: Finding[] = problems.map(({ ruleId, args }) => ({ ruleId, level: 'warning', args }));
  for (const source of usage.sources) {
    const { kind, location, gaps } = source;
    for (const trail of trailsWithoutDataEvents(source))
      findings.push({ ruleId: 'IT608', level: 'warning', args: { trail } });
    const places = new Set(gaps.map(({ account, region }) => `${account}/${region}`));
    const first = gaps[0];
    if (first) {
      const args = {
        location,
        places: places.size,
        account: first.account,
        region: first.region,
        from: first.from,
        to: first.to,
      };
      findings.push({ ruleId: 'IT603', level: 'note', args });
    }
    if (kind === 'lookup-events') findings.push({ ruleId: 'IT607', level: 'note', args: { location } });
  }
  const unmapped = usage.unmapped.reduce((sum, { count }) => sum + count, 0);
  const largest = [...usage.unmapped].sort((a, b) => b.count - a.count)[0];
  if (largest) {
    const args = {
      count: unmapped,
      kinds: usage.unmapped.length,
      example: `${largest.eventSource} ${largest.eventName}`,
    };
    findings.push({ ruleId: 'IT606', level: 'warning', args });
  }
  return findings;
}

/** What a check of the digests found: changed files, and files nothing vouches for. */
export function digestFindings({ broken, uncovered }: DigestReport): Finding[] {
  return [
    ...broken.map(({ file, reason }): Finding => ({ ruleId: 'IT605', level: 'error', args: { file, reason } })),
    ...(uncovered.count > 0
      ? [{ ruleId: 'IT604', level: 'warning' as const, args: { count: uncovered.count, file: uncovered.first ?? '' } }]
      : []),
  ];
}
