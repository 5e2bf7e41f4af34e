import type { Action } from '../model/action.js';
import { readCatalogFile } from './read-json.js';
import type { SdkClients } from './sdk-clients.js';
import type { Catalog, EventRecord, SdkClient } from './types.js';

interface EventIndex {
  sources: { [label: string]: string };
  dateSuffix: { pattern: string; prefixes: string[] };
  /** Prefixes whose calls are operations of other prefixes' clients. */
  operationsFrom: { [prefix: string]: string[] };
  /** Events called otherwise than their operation, `<client>:<Operation>`. */
  renamed: { [prefix: string]: { [event: string]: string } };
  events: { [prefix: string]: { [event: string]: Action[] } };
  permissionless: { [prefix: string]: string[] };
  /** Actions that an event may have needed and never shows. */
  unshown: { [prefix: string]: { [event: string]: Action[] } };
  /** Data events by the resource type that a trail selects; `*` stands for every event of the prefix. */
  data: { [prefix: string]: { [type: string]: string[] } };
  never: { [prefix: string]: string[] };
}

export interface Events {
  find(eventSource: string, eventName: string): EventRecord | undefined;
}

/** CloudTrail names: eventSource and eventName as logged → operations and the actions they were authorised by. */
export function openEvents(clients: SdkClients, catalog: Catalog): Events {
  const index = readCatalogFile<EventIndex>('index/', 'cloudtrail')!;
  const suffix = new RegExp(index.dateSuffix.pattern);
  return {
    find(eventSource, eventName) {
      const label = eventSource.replace(/\.amazonaws\.com(\.cn)?$/, '');
      const prefix = index.sources[label] ?? label;
      const named = index.dateSuffix.prefixes.includes(prefix) ? eventName.replace(suffix, '') : eventName;
      const operations = operationsOf(prefix, named, index, clients);
      const actions = index.events[prefix]?.[named] ?? actionsOf(operations, clients, catalog, `${prefix}:${named}`);
      const silent = index.permissionless[prefix];
      const permissionless =
        silent?.includes(named) ||
        silent?.includes('*') ||
        (operations.length > 0 && operations.every((one) => isFree(one, clients)));
      if (operations.length === 0 && actions.length === 0 && !permissionless) return undefined;
      const unshown = index.unshown[prefix]?.[named];
      return {
        eventSource,
        eventName,
        operations: operations.map((one) => `${one.client}:${one.operation}`),
        actions: permissionless ? [] : actions,
        ...visibilityOf(index, prefix, named),
        ...(unshown && { unshown }),
        ...(permissionless && { permissionless: true }),
      };
    },
  };
}

type Operation = { client: string; operation: string };

/** Clients of one prefix can share a name (RDS, DocumentDB, Neptune): the one called like the prefix is first. */
function operationsOf(prefix: string, named: string, index: EventIndex, clients: SdkClients): Operation[] {
  const renamed = index.renamed[prefix]?.[named];
  if (renamed !== undefined) {
    const [client = '', operation = ''] = renamed.split(':');
    return [{ client, operation }];
  }
  const own = clients.ofPrefix(prefix);
  const borrowed = (index.operationsFrom[prefix] ?? []).flatMap((name) => clients.byName(name) ?? []);
  return [...own, ...borrowed]
    .sort((a, b) => rank(a, prefix) - rank(b, prefix))
    .flatMap((client) => {
      const operation = client.hasOperation(named) ? named : client.operationOfMethod(named);
      return operation ? [{ client: client.client, operation }] : [];
    });
}

const rank = ({ client }: SdkClient, prefix: string): number => (client === prefix ? 0 : 1);

const recordOf = ({ client, operation }: Operation, clients: SdkClients) =>
  clients.operations(client)?.operations[operation];

const isFree = (one: Operation, clients: SdkClients): boolean => recordOf(one, clients)?.permissionless !== undefined;

/** Actions of the event itself: what other services do for the caller is logged as events of their own. */
function actionsOf(operations: Operation[], clients: SdkClients, catalog: Catalog, name: string): Action[] {
  const prefix = name.slice(0, name.indexOf(':') + 1);
  const granted = operations
    .flatMap((one) => recordOf(one, clients)?.grants ?? [])
    .filter((rule) => rule.kind !== 'optional' && !rule.ask);
  const own = granted.some((rule) => rule.action.startsWith(prefix))
    ? granted.filter((rule) => rule.action.startsWith(prefix))
    : granted;
  const certain = own.filter((rule) => rule.when === undefined);
  // Where every action depends on the request (PartiQL), any of them may have been authorised.
  const rules = certain.length > 0 ? certain : own;
  if (rules.length > 0) return [...new Set(rules.map((rule) => rule.action))].sort();
  const action = operations.length === 0 ? catalog.action(name)?.action : undefined;
  return action ? [action] : [];
}

function visibilityOf(index: EventIndex, prefix: string, event: string): Pick<EventRecord, 'visibility' | 'dataType'> {
  const holds = (events: readonly string[] | undefined) => events?.includes(event) || events?.includes('*') || false;
  if (holds(index.never[prefix])) return { visibility: 'never' };
  const data = Object.entries(index.data[prefix] ?? {}).find(([, events]) => holds(events));
  return data ? { visibility: 'data', dataType: data[0] } : { visibility: 'management' };
}
