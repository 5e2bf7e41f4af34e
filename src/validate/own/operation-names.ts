import type { Catalog } from '../../catalog/types.js';
import { actionNameOf, servicePrefixOf } from '../../model/action.js';
import type { Rule } from '../types.js';

/** IT505: the name of an API operation that is authorised under another action's name, such as `s3:HeadObject`. */
export const operationNames: Rule = function* ({ policy, catalog }) {
  for (const { text, node: at } of policy.statements.flatMap(({ action, notAction }) => [...action, ...notAction])) {
    if (/[*?]/.test(text) || catalog.action(text)) continue;
    const needed = actionsOfOperation(text, catalog);
    if (needed.length > 0) yield { code: 'IT505', at, args: { action: text, needed: needed.join(', ') } };
  }
};

/** What the operation of that name requires, whatever its input; none when there is no such operation. */
function actionsOfOperation(action: string, catalog: Catalog): string[] {
  const prefix = servicePrefixOf(action);
  const client = catalog.client(prefix) ?? catalog.clientOfBoto3(prefix);
  const operation = client?.operations().find((name) => name.toLowerCase() === actionNameOf(action).toLowerCase());
  if (!client || !operation) return [];
  const { needs } = catalog.authorize({
    client: client.client,
    operation,
    input: { kind: 'unknown', reason: 'any input' },
  });
  return [...new Set(needs.filter(({ kind }) => kind === 'required').map((need) => need.action))].sort();
}
