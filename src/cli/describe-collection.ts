import type { CollectResult } from '../dynamic/collect.js';
import { collectionFindings } from '../dynamic/collection-findings.js';
import { messageOf } from '../findings/index.js';
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
    lines.push(`  seen    ${accounts.length} accounts, ${regions.length} regions`);
  }
  const { roles, window } = result.usage;
  const rows = roles.reduce((sum, { usages }) => sum + usages.length, 0);
  lines.push(`${roles.length} roles, ${rows} usages${window.from ? `, ${window.from} to ${window.to}` : ''}`);
  const findings = collectionFindings(result);
  for (const { ruleId, level, args } of findings.slice(0, MAX_LISTED)) {
    const message = messageOf(ruleId);
    lines.push(
      `${style(level === 'error' ? 'red' : 'yellow', level)} ${ruleId} ${message.text(args)}`,
      `  → ${message.advice}`,
    );
  }
  if (findings.length > MAX_LISTED) lines.push(`and ${findings.length - MAX_LISTED} more`);
  return `${lines.join('\n')}\n`;
}
