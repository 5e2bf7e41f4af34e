import { servicePrefixOf } from '../../model/action.js';
import type { AdvisorRecord, RoleUsage } from '../../model/usage.js';
import { isNamed } from './advisor-witness.js';
import type { Observability } from './observability.js';

/**
 * What Access Advisor says of an action in a window that begins at `from`. It counts attempts, denied ones too: an attempt is no proof of
 * use, but no attempt is proof of no use. It lists the actions it tracks; one it does not list is unknown. A service is listed when the role's
 * policies allow it: then no attempt on the service is none on any of its actions, as long as using them is a call to that service
 * (`ownCalls`; `iam:PassRole` is checked inside calls to others).
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_last-accessed.html
 */
export function advisorSays(
  action: string,
  ownCalls: boolean,
  role: RoleUsage,
  from: string,
): Observability | undefined {
  const service = servicePrefixOf(action);
  const ofService = role.advisor.filter((record) => record.service === service && record.tracked);
  const ofAction = ofService.find((record) => record.action !== undefined && isNamed(record.action, action));
  if (ofAction) return tell(ofAction, action, from);
  const whole = ofService.find((record) => record.action === undefined);
  if (!whole || !ownCalls || attempted(whole, from)) return undefined;
  return tell(whole, service, from);
}

function tell(record: AdvisorRecord, what: string, from: string): Observability {
  return attempted(record, from)
    ? { observable: false, why: `Access Advisor saw an attempt on ${what} at ${record.lastAccessed}` }
    : { observable: true, why: `Access Advisor tracks ${what} and saw no attempt` };
}

const attempted = ({ lastAccessed }: AdvisorRecord, from: string): boolean =>
  lastAccessed !== null && lastAccessed >= from;
