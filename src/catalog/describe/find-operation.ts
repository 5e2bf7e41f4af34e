import { openSdkClients, type SdkClients } from '../sdk-clients.js';
import type { SdkClient } from '../types.js';

/** An operation of one client, in the API's spelling. */
export interface FoundOperation {
  client: SdkClient;
  operation: string;
}

/**
 * The operations that a name may stand for: `s3:PutObject`, and as people have it at hand: `@aws-sdk/client-s3:PutObject`, `S3.putObject` (SDK v2),
 * `stepfunctions.start_execution` (boto3), `states:StartExecution` (the IAM prefix; then several clients may have it). Empty when there is none.
 */
export function findOperations(name: string, clients: SdkClients = openSdkClients()): FoundOperation[] {
  const [, service, method] = /^(.+)[:.]([^:.]+)$/.exec(name.trim()) ?? [];
  if (service === undefined || method === undefined) return [];
  const named = clients.byName(service.replace(/^@aws-sdk\/client-/, ''));
  const own = named ? operationOf(named, method) : [];
  if (own.length > 0) return own;
  return clients.ofPrefix(named?.prefix ?? service.toLowerCase()).flatMap((client) => operationOf(client, method));
}

function operationOf(client: SdkClient, method: string): FoundOperation[] {
  // boto3 writes `start_execution`; no operation has an underscore of its own.
  const operation = client.hasOperation(method) ? method : client.operationOfMethod(method.replaceAll('_', ''));
  return operation === undefined ? [] : [{ client, operation }];
}
