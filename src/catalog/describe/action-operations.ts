import { servicePrefixOf } from '../../model/action.js';
import { lazy } from '../read-json.js';
import { openSdkClients } from '../sdk-clients.js';

/** `<client>:<Operation>` of every operation of the action's own service that needs it, or may need it; sorted. */
export type ActionOperations = (action: string) => readonly string[];

/** The catalog's operations, looked up from the action's side. Reads a service's operations when one of its actions is asked for. */
export function openActionOperations(): ActionOperations {
  const clients = lazy(() => openSdkClients());
  const byPrefix = new Map<string, Map<string, string[]>>();
  const indexOf = (prefix: string): Map<string, string[]> => {
    const index = new Map<string, string[]>();
    for (const { client } of clients().ofPrefix(prefix)) {
      for (const [operation, record] of Object.entries(clients().operations(client)?.operations ?? {})) {
        for (const action of new Set((record.grants ?? []).map((grant) => grant.action.toLowerCase())))
          index.set(action, [...(index.get(action) ?? []), `${client}:${operation}`].sort());
      }
    }
    return index;
  };
  return (action) => {
    const prefix = servicePrefixOf(action);
    const index = byPrefix.get(prefix) ?? indexOf(prefix);
    byPrefix.set(prefix, index);
    return index.get(action.toLowerCase()) ?? [];
  };
}
