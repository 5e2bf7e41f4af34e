import type { ActionRecord, Catalog } from '../catalog/types.js';
import { servicePrefixOf } from '../model/action.js';
import { globalKeyType, type KeyType } from './data/global-condition-keys.js';

/** Type of a condition key, global or of a service; undefined when the catalog has none of that name. */
export function typeOfKey(key: string, catalog: Catalog): KeyType | undefined {
  if (isGlobal(key)) return globalKeyType(key);
  const keys = catalog.service(servicePrefixOf(key))?.conditionKeys ?? {};
  const found = Object.keys(keys).find((template) => matchesTemplate(template, key));
  return found === undefined ? undefined : (keys[found]!.type as KeyType);
}

export const isGlobal = (key: string): boolean => key.toLowerCase().startsWith('aws:');

/**
 * Is the key there in requests for this action? Tag keys and keys of services are only there for the actions and resource types that list
 * them in the Service Authorization Reference; all other global keys are there for every action.
 */
export function actionHasKey(record: ActionRecord, key: string, catalog: Catalog): boolean {
  const service = catalog.service(servicePrefixOf(record.action));
  const own = [
    ...record.conditionKeys,
    ...record.resourceTypes.flatMap(({ type, conditionKeys }) => [
      ...conditionKeys,
      ...(service?.resourceTypes[type]?.conditionKeys ?? []),
    ]),
  ];
  return own.some((template) => matchesTemplate(template, key));
}

/** How the reference writes the part of a key that is up to the user: `${TagKey}`, `<key>`, `/tag-key`. */
const PLACEHOLDER = /\$\{[^}]*\}|<[^>]*>|(?<=\/)tag-key$/;

/** `aws:ResourceTag/${TagKey}` matches `aws:resourcetag/team`: case does not count, a placeholder is any text. */
function matchesTemplate(template: string, key: string): boolean {
  if (!PLACEHOLDER.test(template)) return template.toLowerCase() === key.toLowerCase();
  const pattern = template
    .split(PLACEHOLDER)
    .map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('.+');
  return new RegExp(`^${pattern}$`, 'i').test(key);
}
