import { actionsOf } from '../../prove/index.js';
import { actionHasKey, isGlobal, typeOfKey } from '../condition-keys.js';
import type { Rule } from '../types.js';

/** IT511: a key that no action of a wildcard knows. AWS's check of keys and actions leaves wildcards out. */
export const keysOfGlobs: Rule = function* ({ policy, catalog }) {
  for (const { action, conditions } of policy.statements) {
    const globs = action.filter(({ text }) => text !== '*' && /[*?]/.test(text));
    for (const { key, keyNode: at } of conditions) {
      if (isGlobal(key) || !typeOfKey(key, catalog)) continue;
      for (const { text } of globs) {
        const records = actionsOf(text, catalog).flatMap((name) => catalog.action(name) ?? []);
        if (records.length > 0 && !records.some((record) => actionHasKey(record, key, catalog)))
          yield { code: 'IT511', at, args: { key, action: text } };
      }
    }
  }
};
