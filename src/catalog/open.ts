import { actionNameOf, servicePrefixOf } from '../model/action.js';
import { authorizeCall } from './authorize/authorize.js';
import { openCfnIndex } from './cfn-index.js';
import { openEvents } from './events.js';
import { lazy, memoize, readCatalogFile } from './read-json.js';
import { openSdkClients } from './sdk-clients.js';
import { readService } from './service-records.js';
import type { ActionRecord, Catalog, ServiceRecord } from './types.js';

interface CatalogFile {
  catalogVersion: string;
  prefixes: string[];
}

/** Opens the catalog that ships with the tool. Reads no service until one is asked for. */
export function openCatalog(): Catalog {
  const about = lazy(() => readCatalogFile<CatalogFile>('', 'catalog')!);
  const service = memoize((prefix) => readService(prefix));
  const lowerNames = memoize((prefix) => actionsByLowerName(service(prefix)));
  const clients = lazy(() => openSdkClients());
  const events = lazy(() => openEvents(clients(), catalog));
  const cfn = lazy(() => openCfnIndex());
  const catalog: Catalog = {
    get version() {
      return about().catalogVersion;
    },
    prefixes: () => about().prefixes,
    client: (name) => clients().byName(name),
    clientOfV2: (className) => clients().byV2(className),
    clientOfBoto3: (name) => clients().byBoto3(name),
    clients: () => clients().names(),
    service: (prefix) => service(prefix.toLowerCase()),
    action: (action) => lowerNames(servicePrefixOf(action)).get(actionNameOf(action).toLowerCase()),
    authorize: (call) => authorizeCall(call, catalog, clients().operations(call.client)),
    event: (eventSource, eventName) => events().find(eventSource, eventName),
    resourceOfCfn: (type, prefix) => cfn().find(type, prefix),
  };
  return catalog;
}

const actionsByLowerName = (service: ServiceRecord | undefined): Map<string, ActionRecord> =>
  new Map(Object.entries(service?.actions ?? {}).map(([name, record]) => [name.toLowerCase(), record]));
