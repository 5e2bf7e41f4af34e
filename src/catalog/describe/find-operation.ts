import { lazy } from '../read-json.js';
import { openSdkClients } from '../sdk-clients.js';
import type { SdkClient } from '../types.js';
import { openClientNames } from './client-names.js';
import { operationsOfMethod } from './method-names.js';

/** An operation of one client, in the API's spelling. */
export interface FoundOperation {
  client: SdkClient;
  operation: string;
}

/** The SDKs' names, opened once: a batch asks thousands of times. */
export const sdkClients = lazy(openSdkClients);
const clientNames = lazy(() => openClientNames(sdkClients()));

// No name is as long; a pattern over text without end takes time without end.
const MAX_LENGTH = 200;

/**
 * The operations that a name may stand for: `s3:PutObject`, and as people have it at hand: `@aws-sdk/client-s3:PutObjectCommand`,
 * `S3.putObject` (SDK v2), `stepfunctions.start_execution` (boto3), `states:StartExecution` (the IAM prefix; then several clients may have
 * it), `monitoring.amazonaws.com:PutMetricData`, `PutObjectCommand` alone when one client has it. Empty when there is none, or when one
 * name stands for several calls (`namesOfOperation` has those).
 */
export function findOperations(name: string): FoundOperation[] {
  const found = namesOfOperation(name);
  const isOne = new Set(found.map(({ operation }) => operation)).size === 1;
  return isOne && (hasService(name) || found.length === 1) ? found : [];
}

/** All operations that a name may stand for: of a helper that makes several calls, and of all clients where it names none. */
export function namesOfOperation(name: string): FoundOperation[] {
  if (name.length > MAX_LENGTH) return [];
  const clients = sdkClients();
  const [service, method] = partsOf(name.trim());
  if (method === '') return [];
  if (service === undefined) return clients.names().flatMap((one) => operationsOf(clients.byName(one)!, method));
  const { client, prefix } = clientNames()(service);
  const own = client ? operationsOf(client, method) : [];
  return own.length > 0 ? own : clients.ofPrefix(prefix).flatMap((one) => operationsOf(one, method));
}

const operationsOf = (client: SdkClient, method: string): FoundOperation[] =>
  operationsOfMethod(client, method).map((operation) => ({ client, operation }));

/** `get_waiter('table_exists')` has no colon of its own; of `DynamoDB.DocumentClient.put` the last part is the method. */
function partsOf(name: string): [string | undefined, string] {
  const [, service, method] = /^(.*?)\s*[:.]\s*([^:.]*)$/.exec(name) ?? [];
  return method === undefined ? [undefined, name] : [service!, method];
}

const hasService = (name: string): boolean => partsOf(name.trim())[0] !== undefined;
