import { createHash } from 'node:crypto';
import type { Finding } from '../model/finding.js';

/**
 * Identity of a finding across runs: rule, arguments and file, not the line, so that it stays the same while code moves. Equal findings
 * of one list are told apart by their number.
 */
export function identities(findings: readonly Finding[]): string[] {
  const seen = new Map<string, number>();
  return findings.map(({ ruleId, args, location }) => {
    const key = JSON.stringify([ruleId, Object.entries(args).toSorted(), location?.file ?? '']);
    const repeat = seen.get(key) ?? 0;
    seen.set(key, repeat + 1);
    return createHash('sha256').update(`${key}#${repeat}`).digest('hex').slice(0, 32);
  });
}
