import type { Catalog } from '../types.js';

export interface ActionDescription {
  action: string;
  accessLevel: string;
  /** Empty when the action takes no resource: then only `*` matches. */
  resourceTypes: { type: string; arn: string; required: boolean }[];
  /** Keys of the action and of its resource types, sorted. */
  conditionKeys: string[];
  dependentActions?: readonly string[];
  permissionOnly?: true;
}

/** Describes `<prefix>:<Action>` in any case; undefined when the Service Authorization Reference has no such action. */
export function describeAction(name: string, catalog: Catalog): ActionDescription | undefined {
  const record = catalog.action(name);
  if (!record) return undefined;
  const types = catalog.service(record.action.split(':')[0]!)?.resourceTypes ?? {};
  const keys = [
    ...record.conditionKeys,
    ...record.resourceTypes.flatMap(({ type, conditionKeys }) => [
      ...conditionKeys,
      ...(types[type]?.conditionKeys ?? []),
    ]),
  ];
  const dependents = [
    ...new Set([...record.dependentActions, ...record.resourceTypes.flatMap((type) => type.dependentActions)]),
  ].sort();
  return {
    action: record.action,
    accessLevel: record.accessLevel,
    resourceTypes: record.resourceTypes.map(({ type, required }) => ({ type, arn: types[type]?.arn ?? '', required })),
    conditionKeys: [...new Set(keys)].sort(),
    ...(dependents.length > 0 && { dependentActions: dependents }),
    ...(record.permissionOnly && { permissionOnly: true }),
  };
}
