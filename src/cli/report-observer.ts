import { openActionOperations } from '../catalog/describe/action-operations.js';
import type { Catalog } from '../catalog/types.js';
import { observe } from '../merge/usage/observe.js';
import { servicePrefixOf } from '../model/action.js';
import type { ArnPattern } from '../model/arn.js';
import type { StaticEvidence } from '../model/permission.js';
import type { RoleUsage, UsageFile } from '../model/usage.js';
import type { Observer } from '../report/index.js';

/**
 * Whether a use of a granted action would be in the usage file: every operation that needs the action, or may need it, has to be logged
 * and to be counted as a use of it. What only Access Advisor tells is taken from it. Answers that depend on no more of the role than its account are kept.
 */
export function reportObserver(usage: UsageFile, catalog: Catalog): Observer {
  const operationsOf = openActionOperations();
  const known = new Map<string, ReturnType<Observer>>();
  const ask = (action: string, role: RoleUsage, everywhere: boolean) => {
    const operations = operationsOf(action);
    const silent = operations.find((operation) => !countsAs(action, operation, catalog));
    const permission = { action: action as `${string}:${string}`, evidence: operations.map(evidenceOf) };
    const on = (resource: ArnPattern) =>
      observe({ ...permission, resource }, silent === undefined ? usage : { ...usage, sources: [] }, role, catalog);
    const told = on(SOMETHING);
    if (silent === undefined && everywhere && told.observable && !on(ANYTHING).observable)
      return {
        observable: false,
        why: 'it is granted on every resource, and the log shows its use on some types only',
      };
    if (told.observable || silent === undefined) return told;
    return { observable: false, why: `the event of ${silent} does not show whether ${action} was needed` };
  };
  return (action, role, everywhere) => {
    const service = servicePrefixOf(action);
    if (role.advisor.some((record) => record.service === service)) return ask(action, role, everywhere);
    const account = role.arn.slice(0, role.arn.indexOf('/') + 1);
    const key = `${account} ${action}${everywhere ? ' *' : ''}`;
    const answer = known.get(key) ?? ask(action, { arn: account, usages: [], advisor: [] }, everywhere);
    known.set(key, answer);
    return answer;
  };
}

/** A grant names its resources, and those are of the types that the action has. */
const SOMETHING: ArnPattern = [{ kind: 'literal', text: 'arn:aws:service:::some' }];
const ANYTHING: ArnPattern = [{ kind: 'literal', text: '*' }];

/** Whether a use file counts the event of an operation as a use of the action: not when it depends on what the request holds. */
function countsAs(action: string, operation: string, catalog: Catalog): boolean {
  const [client = '', name = ''] = operation.split(':');
  const record = catalog.client(client);
  const event = record && catalog.event(record.eventSource ?? `${record.prefix}.amazonaws.com`, name);
  // An event that is not known at all is told by `observe`.
  return event === undefined || event.actions.some((one) => one === action);
}

const evidenceOf = (operation: string): StaticEvidence => ({
  source: 'static',
  strength: 'possible',
  at: { file: '', line: 1, column: 1 },
  operation,
  path: [],
});
