import { lazy, memoize, readCatalogFile } from './read-json.js';
import type { OperationsFile } from './rules.js';
import type { SdkClient } from './types.js';

interface SdkIndex {
  clients: {
    [client: string]: { serviceId: string; v2?: string; boto3: string; prefix: string; eventSource?: string };
  };
}

/** The SDKs' names of every service. Operation lists are read only when asked for. */
export interface SdkClients {
  byName(name: string): SdkClient | undefined;
  byV2(className: string): SdkClient | undefined;
  byBoto3(name: string): SdkClient | undefined;
  ofPrefix(prefix: string): readonly SdkClient[];
  operations(client: string): OperationsFile | undefined;
  names(): readonly string[];
}

export function openSdkClients(): SdkClients {
  const { clients } = readCatalogFile<SdkIndex>('index/', 'sdk')!;
  const operations = memoize((client) => readCatalogFile<OperationsFile>('operations/', client));
  const client = memoize((name) => {
    const stored = Object.hasOwn(clients, name) ? clients[name] : undefined;
    return stored && describeClient(name, stored, () => operations(name)!);
  });
  const names = Object.keys(clients);
  const findBy = (key: 'v2' | 'boto3' | 'prefix', value: string) =>
    names.filter((name) => clients[name]?.[key] === value);
  const firstBy = (key: 'v2' | 'boto3', value: string) => {
    const name = findBy(key, value)[0];
    return name === undefined ? undefined : client(name);
  };
  const v2ByLowerName = lazy(() => new Map(names.map((name) => [clients[name]?.v2?.toLowerCase(), name])));
  return {
    byName: (name) => client(name) ?? firstBy('v2', name) ?? firstBy('boto3', name),
    // Deep imports name the class in lower case: `aws-sdk/clients/cognitoidentityserviceprovider`.
    byV2: (className) => firstBy('v2', className) ?? client(v2ByLowerName().get(className.toLowerCase()) ?? ''),
    byBoto3: (name) => firstBy('boto3', name),
    ofPrefix: (prefix) => findBy('prefix', prefix).map((name) => client(name)!),
    operations,
    names: () => names,
  };
}

function describeClient(name: string, stored: SdkIndex['clients'][string], load: () => OperationsFile): SdkClient {
  const methods = lazy(
    () => new Map(Object.keys(load().operations).map((operation) => [operation.toLowerCase(), operation])),
  );
  return {
    client: name,
    serviceId: stored.serviceId,
    ...(stored.v2 && { v2Class: stored.v2 }),
    boto3: stored.boto3,
    prefix: stored.prefix,
    ...(stored.eventSource && { eventSource: stored.eventSource }),
    operations: () => Object.keys(load().operations),
    hasOperation: (operation) => Object.hasOwn(load().operations, operation),
    // Methods are the operation with a lower first letter, or several (`getACL`, `sMS…`): compared without case.
    operationOfMethod: (method) => methods().get(method.toLowerCase()),
    get waiters() {
      return load().waiters;
    },
    get paginators() {
      return load().paginators;
    },
  };
}
