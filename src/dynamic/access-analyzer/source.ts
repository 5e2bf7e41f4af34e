import type { UnusedAccess, UnusedAccessPort } from '../../aws/unused-access.js';
import type { AdvisorRecord } from '../../model/usage.js';
import { UserError } from '../../model/user-error.js';
import { type EvidenceSource, type EvidenceStep, emptyPart } from '../evidence-source.js';

/**
 * Findings of an unused-access analyzer: services and actions a role holds and has not used for the analyzer's age. They are a further witness
 * of what was *not* used, and say when something was used last. https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-findings.html
 */
export function accessAnalyzerSource(analyzerArn: string, port: UnusedAccessPort): EvidenceSource {
  if (!/^arn:[^:]+:access-analyzer:[^:]+:\d{12}:analyzer\/.+$/.test(analyzerArn)) {
    throw new UserError(`${analyzerArn} is no analyzer`, {
      advice: 'write access-analyzer:<ARN of an unused-access analyzer>',
    });
  }
  return {
    kind: 'access-analyzer',
    location: analyzerArn,
    async *read({ filter, signal, progress }): AsyncGenerator<EvidenceStep> {
      const part = { ...emptyPart(), regions: [analyzerArn.split(':')[3]!] };
      const accounts = new Set<string>();
      for await (const finding of port.findings(analyzerArn)) {
        if (signal.aborted) return;
        const account = finding.role.split(':', 5)[4] ?? '';
        if (filter.roles.length > 0 && !filter.roles.includes(finding.role)) continue;
        if (filter.accounts.length > 0 && !filter.accounts.includes(account)) continue;
        accounts.add(account);
        part.roles.push({ arn: finding.role, usages: [], advisor: finding.services.flatMap(recordsOf) });
        progress({ done: part.roles.length, unit: 'findings', events: 0 });
      }
      part.accounts = [...accounts].sort();
      yield { key: 'findings', part };
    },
  };
}

function recordsOf({ service, lastAccessed, actions }: UnusedAccess['services'][number]): AdvisorRecord[] {
  if (actions === null || actions.length === 0) return [{ service, lastAccessed, tracked: true }];
  return actions.map((row) => ({
    service,
    action: row.action.includes(':') ? row.action : `${service}:${row.action}`,
    lastAccessed: row.lastAccessed,
    tracked: true,
  }));
}
