import type { SdkClient } from '../types.js';
import { HELPERS } from './helper-names.js';

const squash = (name: string): string => name.replace(/_/g, '').toLowerCase();

/**
 * Operations of a client that a method stands for: `PutObjectCommand`, `putObject`, `put_object`, `paginateListObjectsV2`,
 * `waitUntilTableExists`, `get_waiter('table_exists')`, the document client's `put`. Several where a helper makes several calls.
 */
export function operationsOfMethod(client: SdkClient, method: string): string[] {
  const own = client.hasOperation(method) ? method : client.operationOfMethod(method.replaceAll('_', ''));
  if (own !== undefined) return [own];
  const [, helper, inner] = /^get_(waiter|paginator)\(\s*['"]([\w]+)['"]\s*\)$/.exec(method) ?? [];
  const [, verb, rest] = /^(paginate|waitUntil|waitFor)(\w+)$/.exec(method) ?? [];
  if (helper === 'waiter' || verb?.startsWith('wait')) return waited(client, inner ?? rest!);
  const name = (inner ?? rest ?? method).replace(/Command$/, '');
  const operation = client.operationOfMethod(name.replaceAll('_', ''));
  if (operation !== undefined) return [operation];
  const helped = HELPERS.find((one) => one.client === client.client)?.methods;
  return helped && Object.hasOwn(helped, squash(name)) ? [...helped[squash(name)]!] : waited(client, method);
}

/** `TableExists` of SDK v3, `tableExists` of v2, `table_exists` of boto3. */
function waited(client: SdkClient, name: string): string[] {
  const found = Object.entries(client.waiters).find(([waiter]) => squash(waiter) === squash(name));
  return found ? [found[1]] : [];
}
