import type { Catalog } from '../../catalog/types.js';
import type { BundledSdk, ExternalValue, Value } from '../interpret/value.js';
import { commandClass } from './command.js';
import { aggregatedShape, clientClass } from './namespace.js';

/**
 * The value of SDK code that static/parse recognised in a bundle. Commands and clients mean the same as their imports; a client class
 * also answers to the methods of the aggregated class, because bundles attach those to a class derived from it by code.
 */
export function valueOfBundled(
  catalog: Catalog,
  resolve: (specifier: string) => ExternalValue | undefined,
  recognised: BundledSdk,
): Value | undefined {
  if (recognised.kind === 'module') return resolve(recognised.specifier);
  const { client } = recognised;
  const sdk = catalog.client(client);
  if (recognised.kind === 'client')
    return clientClass(aggregatedShape(`${sdk?.serviceId ?? client}Client`, client, sdk));
  const { operation } = recognised;
  return commandClass(`${operation}Command`, client, operation, sdk?.hasOperation(operation) === true);
}
