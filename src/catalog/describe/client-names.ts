import { lazy, readCatalogFile } from '../read-json.js';
import type { SdkClients } from '../sdk-clients.js';
import type { SdkClient } from '../types.js';
import { HELPERS } from './helper-names.js';

const squash = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '');

/** Prefixes by the labels of CloudTrail sources that are called otherwise (`monitoring` → `cloudwatch`). */
const labels = lazy(() => readCatalogFile<{ sources: { [label: string]: string } }>('index/', 'cloudtrail')!.sources);

const squashed = (clients: SdkClients): Map<string, string> => {
  const names = new Map<string, string>();
  for (const name of clients.names()) {
    const client = clients.byName(name)!;
    for (const one of [client.serviceId, client.v2Class, client.boto3, name])
      if (one && !names.has(squash(one))) names.set(squash(one), name);
  }
  return names;
};

/** Reads what people call a service: a package, a class, an SDK's name, an IAM prefix, an event source. */
export function openClientNames(clients: SdkClients): (name: string) => { client?: SdkClient; prefix: string } {
  const bySquashed = lazy(() => squashed(clients));
  return (name) => {
    const bare = name
      .trim()
      .replace(/^(@aws-sdk\/|aws-sdk\/clients\/|AWS\.)/, '')
      .replace(/\.amazonaws\.com(\.cn)?$/, '');
    const helper = HELPERS.find(({ layers }) => layers.includes(bare.toLowerCase()));
    const own = helper?.client ?? bare.replace(/^client-/, '');
    const exact = clients.byName(own);
    if (exact) return { client: exact, prefix: exact.prefix };
    const lower = own.toLowerCase();
    const label = Object.hasOwn(labels(), lower) ? labels()[lower] : undefined;
    // An IAM prefix stands for all of its clients before a class of that name stands for one.
    if (label !== undefined || clients.ofPrefix(lower).length > 0) return { prefix: label ?? lower };
    const found = bySquashed().get(squash(own)) ?? bySquashed().get(squash(own.replace(/Client$/, '')));
    const client = found === undefined ? undefined : clients.byName(found);
    return client ? { client, prefix: client.prefix } : { prefix: lower };
  };
}
