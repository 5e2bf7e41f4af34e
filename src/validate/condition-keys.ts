import type { ActionRecord, Catalog } from '../catalog/types.js';
import { servicePrefixOf } from '../model/action.js';
import { globalKeyType, type KeyType } from './data/global-condition-keys.js';

/** Type of a condition key, global or of a service; undefined when the catalog has none of that name. */
export function typeOfKey(key: string, catalog: Catalog): KeyType | undefined {
  if (isGlobal(key)) return globalKeyType(key);
  const own = Object.entries(catalog.service(servicePrefixOf(key))?.conditionKeys ?? {});
  const isKey = ([template]: TypedKey) => matchesTemplate(template, key);
  const [, found] = own.find(isKey) ?? borrowedKeys(catalog).find(isKey) ?? [];
  return found?.type as KeyType | undefined;
}

/** A key as the reference writes it, with its type. */
type TypedKey = [template: string, { type: string }];

const borrowed = new WeakMap<Catalog, TypedKey[]>();

/** Keys that a service shares under the prefix of another: `ec2:osuser` belongs to ec2-instance-connect. */
function borrowedKeys(catalog: Catalog): TypedKey[] {
  const known = borrowed.get(catalog);
  if (known) return known;
  const keys = catalog.prefixes().flatMap((prefix) => {
    const all: TypedKey[] = Object.entries(catalog.service(prefix)?.conditionKeys ?? {});
    return all.filter(([key]) => !isGlobal(key) && servicePrefixOf(key) !== prefix);
  });
  borrowed.set(catalog, keys);
  return keys;
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
