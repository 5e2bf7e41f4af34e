import type { Catalog, SdkClient } from '../../catalog/types.js';
import type { ExternalValue, Value } from '../interpret/value.js';
import { type ClientShape, clientValue } from './client.js';
import { inspectConfig } from './client-facts.js';
import { commandClass } from './command.js';
import { enumOrError } from './enum.js';
import { CLIENT_CLASS, external } from './external.js';
import { helperFunction, helperMethod } from './helpers.js';

/** `@aws-sdk/client-<client>`: every export by the shape of its name, as smithy-typescript names them. */
export function clientNamespace(catalog: Catalog, client: string): ExternalValue {
  const sdk = catalog.client(client);
  return namespaceOf(`@aws-sdk/client-${client}`, (name) => clientExport(client, sdk, name), exportsOf(client, sdk));
}

/** A module namespace whose exports are computed by name; `default` is the namespace itself, as CommonJS interop has it. */
export function namespaceOf(
  specifier: string,
  exported: (name: string) => Value | undefined,
  keys?: readonly string[],
): ExternalValue {
  const self: ExternalValue = external(specifier, `module:${specifier}`, {
    get: (name) =>
      name === 'default' ? self : name === '__esModule' ? { kind: 'constant', value: true } : exported(name),
    ...(keys && { keys: () => keys }),
  });
  return self;
}

function clientExport(client: string, sdk: SdkClient | undefined, name: string): Value | undefined {
  const command = /^([A-Z]\w*)Command$/.exec(name)?.[1];
  if (command) return commandClass(name, client, command, sdk?.hasOperation(command) === true);
  if (/^[A-Z]\w*Client$/.test(name)) return clientClass({ name, client, sdk, form: 'v3 command' });
  if (isAggregated(client, sdk, name)) return clientClass(aggregatedShape(name, client, sdk));
  const helper = helperFunction(client, sdk, name);
  if (helper) return helper;
  return /^[A-Z]/.test(name) ? enumOrError(name, `export:${client}.${name}`) : undefined;
}

export function aggregatedShape(name: string, client: string, sdk: SdkClient | undefined): ClientShape {
  return {
    name,
    client,
    sdk,
    form: 'v3 aggregated',
    operationOf: (method) => sdk?.operationOfMethod(method),
    helper: (method, facts) => helperMethod(sdk, method, facts),
  };
}

/** A client class: constructing it reads its options; classes derived from it stay clients. */
export function clientClass(shape: ClientShape): ExternalValue {
  const self: ExternalValue = external(
    shape.name,
    `class:${shape.client}:${shape.name}`,
    {
      construct: (args, context) => clientValue(shape, inspectConfig(context, args[0])),
      extend: () => self,
    },
    CLIENT_CLASS,
  );
  return self;
}

/**
 * True for the class with one method per operation. Its name is the service's sdkId without blanks, whatever the case of its first letters
 * (`Elastic Load Balancing v2` → `ElasticLoadBalancingV2`): https://github.com/aws/aws-sdk-js-v3 (codegen).
 */
function isAggregated(client: string, sdk: SdkClient | undefined, name: string): boolean {
  const squeezed = (sdk?.serviceId ?? client).replace(/[^A-Za-z0-9]/g, '').toLowerCase();
  return /^[A-Z]/.test(name) && name.toLowerCase() === squeezed;
}

/** Names code may enumerate (`Object.values(sdk)`): the command classes. */
function exportsOf(_client: string, sdk: SdkClient | undefined): readonly string[] | undefined {
  return sdk?.operations().map((operation) => `${operation}Command`);
}
