import type { Catalog, SdkClient } from '../../../catalog/types.js';
import type { ExternalValue, ObjectValue, Value } from '../../interpret/value.js';
import { reportOperation } from '../charge.js';
import { credentialFacts } from '../credentials.js';
import { documentMethod } from '../document-operations.js';
import { external } from '../external.js';
import { namespaceOf } from '../namespace.js';
import { alternativesWithin, unknownValue } from '../values.js';
import { type SpecialMethod, type V2Shape, v2Class } from './client.js';
import { commonMethods } from './common-methods.js';
import { globalConfig } from './config.js';
import { v2CredentialClass } from './credentials.js';
import { managedUploadClass, s3Methods } from './s3.js';
import { signerStatics } from './signers.js';

const DEEP_CLASS = /^aws-sdk\/clients\/([a-z0-9]+)(?:\.js)?$/;
const WHOLE = new Set([
  'aws-sdk',
  'aws-sdk/index',
  'aws-sdk/global',
  'aws-sdk/lib/aws',
  'aws-sdk/clients/all',
  'aws-sdk/dist/aws-sdk',
]);

/** The v2 SDK: the namespace, its service classes and deep imports of them. */
export function createV2(catalog: Catalog): { resolve(specifier: string): ExternalValue | undefined } {
  const config = globalConfig();
  const namespace = namespaceOf('aws-sdk', (name) => exported(catalog, config, name));
  const resolve = (specifier: string): ExternalValue | undefined => {
    if (WHOLE.has(specifier)) return namespace;
    const deep = DEEP_CLASS.exec(specifier)?.[1];
    const sdk = deep && catalog.clientOfV2(deep);
    return sdk ? serviceClass(sdk, config) : specifier.startsWith('aws-sdk/') ? namespace : undefined;
  };
  return { resolve };
}

function exported(catalog: Catalog, config: ObjectValue, name: string): Value | undefined {
  if (name === 'config') return config;
  const sdk = /^[A-Z]/.test(name) ? catalog.clientOfV2(name) : undefined;
  if (sdk) return serviceClass(sdk, config);
  return v2CredentialClass(name) ?? (name === 'Signers' ? signers() : plainClass(name));
}

function serviceClass(sdk: SdkClient, config: ObjectValue): ExternalValue {
  const name = sdk.v2Class ?? sdk.client;
  const operationOf = (method: string): string | undefined => sdk.operationOfMethod(method);
  const special = {
    ...commonMethods(sdk, operationOf),
    ...(sdk.client === 's3' && s3Methods(sdk)),
    ...(sdk.client === 'sts' && STS_METHODS),
  };
  const shape: V2Shape = {
    name,
    sdk,
    operationOf,
    special,
    statics: { ...signerStatics(sdk), ...staticsOf(sdk, config) },
  };
  return v2Class(shape, config);
}

function staticsOf(sdk: SdkClient, config: ObjectValue): { readonly [name: string]: Value } {
  if (sdk.client === 's3') return { ManagedUpload: managedUploadClass(config) };
  if (sdk.client !== 'dynamodb') return {};
  const special = commonMethods(sdk, documentMethod);
  return {
    DocumentClient: v2Class({ name: 'DynamoDB.DocumentClient', sdk, operationOf: documentMethod, special }, config),
  };
}

/** `sts.credentialsFrom(data)` turns a response into credentials. */
const STS_METHODS: { readonly [method: string]: SpecialMethod } = {
  credentialsFrom: (_facts, args, context) =>
    alternativesWithin(args[0]).find((one) => credentialFacts(one)) ?? unknownValue('credentials', context.at),
};

/** `new AWS.Signers.V4(request, 'execute-api')`: signs a request that goes out by other means. */
function signers(): Value {
  return external('Signers', 'v2.Signers', {
    get: (name) =>
      external(name, `class:v2:Signers.${name}`, {
        construct: (_args, context) => {
          const advice =
            'Add the action the signed request needs by hand (execute-api:Invoke, appsync:GraphQL, es:ESHttp…).';
          reportOperation(
            context,
            `new AWS.Signers.${name}`,
            'it signs a request by hand; what the request asks for is not known',
            advice,
          );
          return unknownValue('a request signer', context.at);
        },
      }),
  });
}

/** `Endpoint`, `HttpRequest`, error classes: they make no call. */
const plainClass = (name: string): Value | undefined =>
  /^[A-Z]/.test(name)
    ? external(name, `class:v2:${name}`, {
        construct: (_args, context) => unknownValue(`an instance of AWS.${name}`, context.at),
      })
    : undefined;
