import type { Catalog } from '../../catalog/types.js';
import { servicePrefixOf } from '../../model/action.js';
import { renderArn } from '../../model/arn-render.js';
import type { Permission } from '../../model/permission.js';
import type { RoleUsage, UsageFile, UsageSource } from '../../model/usage.js';
import { advisorSays } from './advisor-says.js';
import { missingIn } from './log-coverage.js';
import type { Observability } from './observability.js';
import { regionOf } from './region-of.js';
import { logsDataOf, logsManagementOf } from './selectors.js';

/**
 * Whether every use of a permission in the window would be in the usage file. Only then does "unseen" mean "unused". Days without
 * files, files that could not be read, accounts and Regions that are not in the log, actions that CloudTrail never logs, and data events that were
 * not selected make it unobservable.
 */
export function observe(permission: Permission, usage: UsageFile, role: RoleUsage, catalog: Catalog): Observability {
  const { action } = permission;
  const operations = permission.evidence.flatMap((item) => (item.source === 'static' ? [item.operation] : []));
  const prefixes = operations.map((operation) => catalog.client(operation.split(':')[0] ?? '')?.prefix);
  const ownCalls = prefixes.length > 0 && prefixes.every((prefix) => prefix === servicePrefixOf(action));
  const told = advisorSays(action, ownCalls, role, usage.window.from);
  if (told) return told;
  if (operations.length === 0) return { observable: false, why: 'no API call is known that would log it' };
  const logs = usage.sources.filter(isLog);
  if (logs.length === 0) return { observable: false, why: 'the usage file has no CloudTrail source' };
  const missing = (some: readonly UsageSource[]) =>
    missingIn(some, role.arn.split(':')[4] ?? '', regionOf(permission, role.arn, catalog));
  const lacking = missing(logs);
  if (lacking) return { observable: false, why: lacking };
  for (const operation of operations) {
    const blind = blindSpot(permission, operation, (chosen) => !missing(logs.filter(chosen)), catalog);
    if (blind) return { observable: false, why: blind };
  }
  return { observable: true, why: `CloudTrail logs ${operations.join(', ')}` };
}

/** Why an operation would not be in the log; undefined when it would. */
function blindSpot(
  { action, resource }: Permission,
  operation: string,
  /** Whether the chosen ones of the logs leave out no time. */
  coveredBy: (chosen: (log: UsageSource) => boolean) => boolean,
  catalog: Catalog,
): string | undefined {
  const [client = '', name = ''] = operation.split(':');
  const record = catalog.client(client);
  // Most services log under their IAM prefix; the catalog names the others.
  const eventSource = record && (record.eventSource ?? `${record.prefix}.amazonaws.com`);
  const event = eventSource && catalog.event(eventSource, name);
  if (!record || !event) return `the catalog does not know how CloudTrail names ${operation}`;
  if (event.visibility === 'never') return `CloudTrail is not known to log ${operation}`;
  // An action of another service, like iam:PassRole, is checked inside the call and leaves no event of its own.
  const isElsewhere = record.prefix !== servicePrefixOf(action) && !event.actions.some((one) => one === action);
  if (isElsewhere || event.unshown?.some((one) => one === action))
    return `the event of ${operation} does not show whether ${action} was needed`;
  if (event.visibility === 'management') {
    const logged = coveredBy(({ selectors }) => logsManagementOf(eventSource, selectors));
    return logged ? undefined : `the trails leave out management events of ${eventSource}`;
  }
  const { dataType = '' } = event;
  if (!coveredBy(({ selectors }) => logsDataOf(dataType, selectors)))
    return `data events of ${dataType} are not known to be logged`;
  // Calls on another type of resource (an SMS instead of a topic) may not be data events of that type.
  const isAnything = renderArn(resource) === '*' && !catalog.action(action)?.wildcardOnly;
  return isAnything ? `the code does not tell which resource ${operation} is on` : undefined;
}

const isLog = ({ kind }: UsageSource): boolean => kind !== 'access-advisor' && kind !== 'access-analyzer';
