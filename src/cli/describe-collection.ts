import type { DigestReport } from '../dynamic/cloudtrail/digest/verify-trail.js';
import type { CollectResult } from '../dynamic/collect.js';
import { collectionFindings, digestFindings } from '../dynamic/collection-findings.js';
import { messageOf } from '../findings/index.js';
import type { Finding } from '../model/finding.js';
import type { Style } from '../render/summary.js';

const MAX_LISTED = 20;

/** What was read, used and skipped, and every complaint; for stderr. The sum is printed so that everybody can see that nothing is lost. */
export function describeCollection(result: CollectResult, style: Style): string {
  const lines: string[] = [];
  for (const { kind, location, events, files, accounts, regions } of result.usage.sources) {
    lines.push(style('bold', `${kind} ${location}`));
    if (files.read + files.failed > 0) lines.push(`  files   ${files.read} read, ${files.failed} failed`);
    if (events.read > 0) {
      lines.push(`  events  ${events.read} read = ${events.used} used + ${events.read - events.used} skipped`);
      for (const [reason, count] of Object.entries(events.skipped)) lines.push(`          ${count} ${reason}`);
    }
    lines.push(`  seen    ${counted(accounts.length, 'account')}, ${counted(regions.length, 'region')}`);
  }
  const { roles, window } = result.usage;
  const rows = roles.reduce((sum, { usages }) => sum + usages.length, 0);
  lines.push(
    `${counted(roles.length, 'role')}, ${counted(rows, 'usage')}${window.from ? `, ${window.from} to ${window.to}` : ''}`,
  );
  return `${[...lines, ...describeFindings(collectionFindings(result), style)].join('\n')}\n`;
}

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** What the digests say of one source, and its complaints. */
export function describeDigests(location: string, report: DigestReport, style: Style): string {
  const { digests, verified, uncovered, broken, signatures } = report;
  const lines = [
    `${style('bold', `digests of ${location}`)}`,
    `  ${digests} digests: ${verified} log files verified, ${uncovered.count} not covered, ${broken.length} broken`,
    ...(signatures ? [] : ['  hashes only: no signature was checked, because no public key was asked for or found']),
  ];
  return `${[...lines, ...describeFindings(digestFindings(report), style)].join('\n')}\n`;
}

function describeFindings(findings: readonly Finding[], style: Style): string[] {
  const lines = findings.slice(0, MAX_LISTED).flatMap(({ ruleId, level, args }) => {
    const message = messageOf(ruleId);
    return [
      `${style(level === 'error' ? 'red' : 'yellow', level)} ${ruleId} ${message.text(args)}`,
      `  → ${message.advice}`,
    ];
  });
  return findings.length > MAX_LISTED ? [...lines, `and ${findings.length - MAX_LISTED} more`] : lines;
}
