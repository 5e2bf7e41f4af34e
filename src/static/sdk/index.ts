import type { Catalog } from '../../catalog/types.js';
import type { ExternalModules, ExternalValue, Value } from '../interpret/value.js';
import { createLibraries } from '../libraries/index.js';
import { valueOfBundled } from './bundle.js';
import { CREDENTIAL_PACKAGES, credentialNamespace } from './credential-providers.js';
import { documentNamespace } from './lib-dynamodb.js';
import { storageNamespace } from './lib-storage.js';
import { clientNamespace } from './namespace.js';
import { presignerNamespaces } from './presigners.js';
import { instanceOfType } from './types.js';
import { createV2 } from './v2/index.js';

const CLIENT_PACKAGE = /^@aws-sdk\/client-([a-z0-9-]+?)(?:\/.*)?$/;

/**
 * The packages whose meaning is known: the AWS SDKs for JavaScript and the summarised libraries. One instance per trace, because the
 * v2 SDK has global configuration that code changes.
 */
export function createSdkModules(catalog: Catalog): ExternalModules {
  const seen = new Map<string, ExternalValue | undefined>();
  const v2 = createV2(catalog);
  const libraries = createLibraries();
  const fixed = new Map(
    [documentNamespace(catalog), storageNamespace(), ...presignerNamespaces()].map((module) => [
      module.model.name,
      module,
    ]),
  );

  const find = (specifier: string): ExternalValue | undefined => {
    const client = CLIENT_PACKAGE.exec(specifier)?.[1];
    if (client) return clientNamespace(catalog, client);
    if (CREDENTIAL_PACKAGES.test(specifier)) return credentialNamespace(specifier);
    return fixed.get(specifier) ?? v2.resolve(specifier) ?? libraries.resolve(specifier);
  };

  const resolve = (specifier: string): ExternalValue | undefined => {
    if (!seen.has(specifier)) seen.set(specifier, find(specifier));
    return seen.get(specifier);
  };

  return {
    resolve,
    valueOfType: (specifier, typeName): Value | undefined => instanceOfType(resolve(specifier), typeName),
    valueOfBundled: (recognised) => valueOfBundled(catalog, resolve, recognised),
  };
}
