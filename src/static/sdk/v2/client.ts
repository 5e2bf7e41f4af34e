import type { SdkClient } from '../../../catalog/types.js';
import type { CallContext, ExternalValue, ObjectValue, Value } from '../../interpret/value.js';
import { type ClientFacts, clientFacts } from '../client-facts.js';
import { reportUnknownOperation } from '../command.js';
import { CLIENT_CLASS, external, externalFunction } from '../external.js';
import { runCallbacks } from '../output.js';
import { alternatives, identityOf, memberOf, UNDEFINED, unknownValue } from '../values.js';
import { configOfV2 } from './config.js';
import { v2Call } from './request.js';

/** What makes one kind of v2 client. */
export interface V2Shape {
  /** `S3`, `DynamoDB.DocumentClient`. */
  name: string;
  sdk: SdkClient;
  operationOf(method: string): string | undefined;
  /** Methods that are no plain operations, by name. */
  special: { readonly [method: string]: SpecialMethod | undefined };
  /** Members of the class itself (`ManagedUpload`). */
  statics?: { readonly [name: string]: Value };
}

export type SpecialMethod = (facts: ClientFacts, args: Value[], context: CallContext) => Value;

const QUIET_MEMBERS = new Set([
  'config',
  'endpoint',
  'options',
  'api',
  'isGlobalEndpoint',
  'apiVersions',
  'serviceIdentifier',
]);
const QUIET_METHODS = new Set([
  'setupRequestListeners',
  'customizeRequests',
  'defineService',
  'createSet',
  'addListener',
  'on',
  'loadServiceClass',
]);
const LANGUAGE_MEMBERS = new Set([
  'then',
  'catch',
  'finally',
  'constructor',
  'prototype',
  'toString',
  'valueOf',
  'toJSON',
  'bind',
  'call',
  'apply',
]);

/** A v2 service class: `new AWS.S3(options)`; its `default` and namespace are the class itself (`aws-sdk/clients/s3`). */
export function v2Class(shape: V2Shape, global: ObjectValue): ExternalValue {
  const self: ExternalValue = external(
    shape.name,
    `class:v2:${shape.name}`,
    {
      get: (name) =>
        name === 'default'
          ? self
          : shape.statics && Object.hasOwn(shape.statics, name)
            ? shape.statics[name]
            : undefined,
      construct: (args, context) => v2Client(shape, global, args[0], context),
      call: (args, context) => v2Client(shape, global, args[0], context),
      extend: () => self,
    },
    CLIENT_CLASS,
  );
  return self;
}

function v2Client(
  shape: V2Shape,
  global: ObjectValue,
  options: Value | undefined,
  context: CallContext,
): ExternalValue {
  const service = memberOf(context, options, 'service');
  const inner = alternatives(service).flatMap((one) => clientFacts(one) ?? [])[0];
  const boundParams = memberOf(context, options, 'params') ?? inner?.boundParams;
  // `new DocumentClient({ service: new DynamoDB(…) })` uses that client's configuration.
  const config = { ...configOfV2(global, options, context), ...inner?.config };
  const facts: ClientFacts = { kind: 'client', client: shape.sdk.client, config, ...(boundParams && { boundParams }) };
  const key = `client:v2:${shape.name}:${JSON.stringify(config)}:${identityOf(context, boundParams)}`;
  return external(shape.name, key, { get: (name, at) => member(shape, facts, key, name, at) }, facts);
}

function member(
  shape: V2Shape,
  facts: ClientFacts,
  key: string,
  name: string,
  context: CallContext,
): Value | undefined {
  if (LANGUAGE_MEMBERS.has(name)) return undefined;
  if (QUIET_MEMBERS.has(name)) return unknownValue(`${name} of ${shape.name}`, context.at);
  const special = Object.hasOwn(shape.special, name) ? shape.special[name] : undefined;
  if (special) return externalFunction(`${key}.${name}`, (args, at) => special(facts, args, at));
  const operation = shape.operationOf(name);
  if (operation) return externalFunction(`${key}.${name}`, (args, at) => v2Call(facts, operation, args, at));
  // bluebird's `promisifyAll` gives every method a twin with this suffix.
  const plain = name.replace(/Async$/, '');
  if (plain !== name) return promising(`${key}.${name}`, member(shape, facts, key, plain, context));
  return externalFunction(`${key}.${name}`, (args, at) => {
    if (!QUIET_METHODS.has(name)) reportUnknownOperation(at, `.${name}(…)`, shape.name, name);
    const result = unknownValue(`the result of ${name}`, at.at);
    runCallbacks(args, result, at);
    return result;
  });
}

/** A method whose request is sent at once and answers with a promise. */
const promising = (key: string, method: Value | undefined): Value | undefined =>
  method &&
  externalFunction(key, (args, context) => {
    const request = context.invoke(method, UNDEFINED, args);
    return context.invoke(context.get(request, 'promise'), request, []);
  });
