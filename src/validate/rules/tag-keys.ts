import type { Catalog } from '../../catalog/types.js';
import { servicePrefixOf } from '../../model/action.js';
import { actionsOf } from '../../prove/index.js';
import { actionHasKey } from '../condition-keys.js';
import type { StatementView } from '../policy/view.js';
import type { Complaint, Rule } from '../types.js';

const TAG_KEY = /^aws:(ResourceTag\/.+|RequestTag\/.+|TagKeys)$/i;

/**
 * Tag keys that the statement's actions do not know: then an Allow never allows and a Deny never denies. AWS keeps its own table of
 * services; ours is the condition keys of actions and resource types in the catalog. `*` is not judged: every policy would be wrong.
 */
export const tagKeys: Rule = function* ({ policy, catalog }) {
  for (const statement of policy.statements) {
    if (!statement.effect) continue;
    const effect = statement.effect === 'Allow' ? 'ALLOW' : 'DENY';
    for (const { key, keyNode: at, operator } of statement.conditions) {
      if (!TAG_KEY.test(key) || operator === 'Null') continue;
      if (statement.notAction.length > 0) {
        yield { code: `${effect}_NOTACTION_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE`, at, args: { key } };
        continue;
      }
      const services = servicesWithout(key, statement, catalog).join(', ');
      if (services) yield complaint(effect, at, key, services);
    }
  }
};

const complaint = (effect: string, at: Complaint['at'], key: string, services: string): Complaint => ({
  code: `${effect}_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE`,
  at,
  args: { key, services },
});

/** Services of entries none of whose actions know the key. */
function servicesWithout(key: string, { action }: StatementView, catalog: Catalog): string[] {
  const prefixes = action
    .filter(({ text }) => text !== '*')
    .filter(({ text }) => {
      const records = actionsOf(text, catalog).flatMap((name) => catalog.action(name) ?? []);
      return records.length > 0 && !records.some((record) => actionHasKey(record, key, catalog));
    })
    .map(({ text }) => servicePrefixOf(text));
  return [...new Set(prefixes)].sort();
}
