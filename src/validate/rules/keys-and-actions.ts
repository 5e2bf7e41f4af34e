import type { ActionRecord, Catalog } from '../../catalog/types.js';
import { servicePrefixOf } from '../../model/action.js';
import { actionsOf, matchesAction } from '../../prove/index.js';
import { actionHasKey, isGlobal } from '../condition-keys.js';
import { PROVIDER_KEY } from '../data/provider-keys.js';
import type { ConditionView, StatementView } from '../policy/view.js';
import type { Complaint, Rule } from '../types.js';

/** Are the keys of a service there in the requests of the statement's actions? Actions with wildcards are not judged, as in AWS's check. */
export const keysAndActions: Rule = function* ({ policy, catalog }) {
  for (const statement of policy.statements)
    for (const condition of statement.conditions) yield* checkKey(condition, statement, catalog);
};

function* checkKey(
  { key, keyNode: at, ifExists }: ConditionView,
  { action }: StatementView,
  catalog: Catalog,
): Iterable<Complaint> {
  if (isGlobal(key) || PROVIDER_KEY.test(key) || action.length === 0) return;
  const supporting = actionsWithKey(key, catalog);
  if (supporting.length === 0) return;
  const touched = supporting.some((name) => action.some(({ text }) => matchesAction(text, name)));
  if (!touched && supporting.length === 1)
    return yield { code: 'MISSING_ACTION_FOR_CONDITION_KEY', at, args: { key, action: supporting[0]! } };
  const without = action
    .filter(({ text }) => !/[*?]/.test(text))
    .flatMap(({ text }) => catalog.action(text) ?? [])
    .filter((record) => !actionHasKey(record, key, catalog));
  if (without.length > 0)
    yield {
      code: 'UNSUPPORTED_ACTION_FOR_CONDITION_KEY',
      at,
      args: { key, actions: namesOf(without), ifExists: ifExists ? 1 : 0 },
    };
}

/** Actions of the key's own service that list it. */
const actionsWithKey = (key: string, catalog: Catalog): string[] =>
  actionsOf(`${servicePrefixOf(key)}:*`, catalog).filter((name) => {
    const record = catalog.action(name);
    return record !== undefined && actionHasKey(record, key, catalog);
  });

const namesOf = (records: readonly ActionRecord[]): string =>
  [...new Set(records.map(({ action }) => action))].sort().join(', ');
