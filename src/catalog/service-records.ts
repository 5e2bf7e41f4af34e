import type { AccessLevel, Action } from '../model/action.js';
import { readCatalogFile } from './read-json.js';
import type { ActionRecord, ServiceRecord } from './types.js';

/** `services/<prefix>.json` as the builder writes it. */
interface ServiceFile {
  prefix: string;
  name: string;
  actions: { [name: string]: StoredAction };
  resourceTypes: { [type: string]: { arn: string; keys?: string[] } };
  conditionKeys: { [key: string]: string };
}

interface StoredAction {
  level: AccessLevel;
  on?: [type: string, required: 0 | 1, keys: string[], dependents?: Action[]][];
  keys?: string[];
  dependents?: Action[];
  permissionOnly?: true;
}

function actionRecord(prefix: string, name: string, stored: StoredAction): ActionRecord {
  const on = stored.on ?? [];
  return {
    action: `${prefix}:${name}`,
    accessLevel: stored.level,
    wildcardOnly: on.length === 0,
    resourceTypes: on.map(([type, required, conditionKeys, dependentActions = []]) => ({
      type,
      required: required === 1,
      conditionKeys,
      dependentActions,
    })),
    conditionKeys: stored.keys ?? [],
    dependentActions: stored.dependents ?? [],
    ...(stored.permissionOnly && { permissionOnly: true }),
  };
}

const mapEntries = <T, R>(record: { [key: string]: T }, f: (key: string, value: T) => R): { [key: string]: R } =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, f(key, value)]));

/** IAM data of one service prefix, in any case; undefined when the Service Authorization Reference has no such prefix. */
export function readService(prefix: string): ServiceRecord | undefined {
  const file = readCatalogFile<ServiceFile>('services/', prefix.toLowerCase());
  if (!file) return undefined;
  return {
    prefix: file.prefix,
    name: file.name,
    actions: mapEntries(file.actions, (name, stored) => actionRecord(file.prefix, name, stored)),
    resourceTypes: mapEntries(file.resourceTypes, (type, { arn, keys = [] }) => ({ type, arn, conditionKeys: keys })),
    conditionKeys: mapEntries(file.conditionKeys, (_, type) => ({ type })),
  };
}
