import type { Catalog } from '../../catalog/types.js';
import { servicePrefixOf } from '../../model/action.js';
import { actionsOf } from '../../prove/index.js';
import { actionHasKey } from '../condition-keys.js';
import type { ConditionView, StatementView } from '../policy/view.js';
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
    for (const condition of statement.conditions) {
      const { key, keyNode: at, operator } = condition;
      const absent = holdsOnAbsent(condition) ? 1 : 0;
      if (!TAG_KEY.test(key) || operator === 'Null') continue;
      if (statement.notAction.length > 0) {
        yield { code: `${effect}_NOTACTION_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE`, at, args: { key, absent } };
        continue;
      }
      const services = servicesWithout(key, statement, catalog).join(', ');
      if (services) yield complaint(effect, at, { key, services, absent });
    }
  }
};

const complaint = (effect: string, at: Complaint['at'], args: NonNullable<Complaint['args']>): Complaint => ({
  code: `${effect}_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE`,
  at,
  args,
});

/** Without the key, negated operators hold, and so do `IfExists` and `ForAllValues`. */
const holdsOnAbsent = ({ operator, ifExists, qualifier }: ConditionView): boolean =>
  ifExists || qualifier === 'ForAllValues' || (/Not/.test(operator) && qualifier !== 'ForAnyValue');

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
