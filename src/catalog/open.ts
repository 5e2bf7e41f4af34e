import { actionNameOf, servicePrefixOf } from '../model/action.js';
import { authorizeCall } from './authorize/authorize.js';
import { openCfnIndex } from './cfn-index.js';
import { openEvents } from './events.js';
import { lazy, memoize, readCatalogFile } from './read-json.js';
import { openSdkClients } from './sdk-clients.js';
import { readService } from './service-records.js';
import type { Catalog } from './types.js';

interface CatalogFile {
  catalogVersion: string;
  prefixes: string[];
}

/** Opens the catalog that ships with the tool. Reads no service until one is asked for. */
export function openCatalog(): Catalog {
  const about = lazy(() => readCatalogFile<CatalogFile>('', 'catalog')!);
  const stored = memoize((prefix) => readService(prefix));
  const service = (prefix: string) => stored(prefix)?.record;
  const clients = lazy(() => openSdkClients());
  const events = lazy(() => openEvents(clients(), catalog));
  const cfn = lazy(() => openCfnIndex(service));
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
    action: (action) => stored(servicePrefixOf(action))?.action(actionNameOf(action)),
    authorize: (call) => authorizeCall(call, catalog, clients().operations(call.client)),
    event: (eventSource, eventName) => events().find(eventSource, eventName),
    resourceOfCfn: (type, prefix) => cfn().find(type, prefix),
  };
  return catalog;
}
