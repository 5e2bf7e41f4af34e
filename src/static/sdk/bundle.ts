import type { Catalog, SdkClient } from '../../catalog/types.js';
import type { BundledSdk, ExternalValue, Value } from '../interpret/value.js';
import { commandClass } from './command.js';
import { aggregatedShape, clientClass } from './namespace.js';
import { NOWHERE } from './types.js';

type Resolve = (specifier: string) => ExternalValue | undefined;

/**
 * The value of SDK code that static/parse recognised in a bundle: the same as that of its import; for a module function the namespace that
 * it fills. A client class also answers to the
 * methods of the aggregated class, because bundles attach those by code.
 */
export function valueOfBundled(catalog: Catalog, resolve: Resolve, recognised: BundledSdk): Value | undefined {
  switch (recognised.kind) {
    case 'module': {
      const { specifier = specifierOf(catalog, recognised.service ?? '') } = recognised;
      return specifier === undefined ? undefined : resolve(specifier);
    }
    case 'export': {
      const module = resolve(recognised.specifier);
      return module?.model.get(module, recognised.name, NOWHERE);
    }
    case 'client': {
      const sdk = clientNamed(catalog, recognised.service ?? '');
      return clientClass(aggregatedShape(sdk?.serviceId ?? 'SDK client', sdk?.client ?? '', sdk));
    }
    case 'command': {
      const sdk = clientNamed(catalog, recognised.service);
      if (!sdk) return undefined;
      const { operation } = recognised;
      return commandClass(`${operation}Command`, sdk.client, operation, sdk.hasOperation(operation));
    }
  }
}

function specifierOf(catalog: Catalog, service: string): string | undefined {
  const v2 = /^aws-sdk:(.+)$/.exec(service)?.[1];
  if (v2 !== undefined) return `aws-sdk/clients/${v2}`;
  const sdk = clientNamed(catalog, service);
  return sdk && `@aws-sdk/client-${sdk.client}`;
}

/** A client by the name bundled code has for it: `CognitoIdentityProviderClient`, `com.amazonaws.cognitoidentityprovider`. */
function clientNamed(catalog: Catalog, name: string): SdkClient | undefined {
  const bare = squeeze(name.replace(/^com\.amazonaws\./, '').replace(/Client$/, ''));
  if (bare === '') return undefined;
  const named = catalog.clients?.().find((one) => squeeze(one) === bare);
  return catalog.client(named ?? bare) ?? catalog.clientOfV2(bare);
}

const squeeze = (text: string): string => text.replace(/[^a-z0-9]/gi, '').toLowerCase();
