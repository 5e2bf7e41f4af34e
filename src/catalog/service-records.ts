import type { AccessLevel, Action } from '../model/action.js';
import { lazy, memoize, readCatalogFile } from './read-json.js';
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

/** A service as it is looked up: one action at a time, or whole. */
export interface StoredService {
  /** One action in any case, made when asked for. */
  action(name: string): ActionRecord | undefined;
  /** Everything of the service; its actions are made at the first use of `actions`. */
  record: ServiceRecord;
}

/** IAM data of one service prefix, in any case; undefined when the Service Authorization Reference has no such prefix. */
export function readService(prefix: string): StoredService | undefined {
  const file = readCatalogFile<ServiceFile>('services/', prefix.toLowerCase());
  if (!file) return undefined;
  const names = lazy(() => new Map(Object.keys(file.actions).map((name) => [name.toLowerCase(), name])));
  const one = memoize((name) => actionRecord(file.prefix, name, file.actions[name]!));
  const actions = lazy(() => mapEntries(file.actions, (name) => one(name)));
  const record: ServiceRecord = {
    prefix: file.prefix,
    name: file.name,
    get actions() {
      return actions();
    },
    resourceTypes: mapEntries(file.resourceTypes, (type, { arn, keys = [] }) => ({ type, arn, conditionKeys: keys })),
    conditionKeys: mapEntries(file.conditionKeys, (_, type) => ({ type })),
  };
  return {
    record,
    action(name) {
      const spelled = Object.hasOwn(file.actions, name) ? name : names().get(name.toLowerCase());
      return spelled === undefined ? undefined : one(spelled);
    },
  };
}
