import type { Catalog } from '../../catalog/types.js';
import { actionNameOf, servicePrefixOf } from '../../model/action.js';
import type { AdvisorEvidence, Permission } from '../../model/permission.js';
import type { AdvisorRecord, RoleUsage } from '../../model/usage.js';

/**
 * What Access Advisor adds to a permission's evidence: when the role last tried the action, or where the action itself is not tracked, anything of
 * its service, as long as the calls behind the permission go to that service. It counts refused attempts too, so it is a sign of need and no proof.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_last-accessed.html
 */
export function advisorWitness(
  { action, evidence }: Permission,
  { advisor }: RoleUsage,
  catalog: Catalog,
): AdvisorEvidence[] {
  const service = servicePrefixOf(action);
  const tracked = advisor.filter((record) => record.service === service && record.tracked);
  const ofAction = tracked.find((record) => record.action !== undefined && isNamed(record.action, action));
  if (ofAction) return witnessOf(ofAction, 'action');
  const calls = evidence.flatMap((item) => (item.source === 'static' ? [item.operation] : []));
  const isOwn = calls.every((operation) => catalog.client(operation.split(':')[0] ?? '')?.prefix === service);
  const whole = isOwn ? tracked.find((record) => record.action === undefined) : undefined;
  return whole ? witnessOf(whole, 'service') : [];
}

/** Actions are listed as `GetUser` or `iam:GetUser`. */
export const isNamed = (listed: string, action: string): boolean =>
  actionNameOf(listed.includes(':') ? listed : `:${listed}`).toLowerCase() === actionNameOf(action).toLowerCase();

function witnessOf({ lastAccessed }: AdvisorRecord, level: AdvisorEvidence['level']): AdvisorEvidence[] {
  if (lastAccessed === null) return [];
  return [{ source: 'access-advisor', strength: level === 'action' ? 'likely' : 'possible', lastAccessed, level }];
}
