import type { SdkClient } from '../../catalog/types.js';
import type { CallContext, ExternalValue, Value } from '../interpret/value.js';
import { chargeWith, frozenInput, reportOperation } from './charge.js';
import type { ClientConfig, ClientFacts } from './client-facts.js';
import { reportUnknownOperation, sendCommands } from './command.js';
import { external, externalFunction } from './external.js';
import { outputOf, runCallbacks } from './output.js';
import { unknownValue } from './values.js';

/** How a client's methods are written. */
export interface ClientShape {
  /** Class name for people. */
  name: string;
  /** Package suffix. */
  client: string;
  /** The catalog's record; undefined for a package the catalog does not know. */
  sdk: SdkClient | undefined;
  /** Operation of a method, or undefined for clients that only have `send`. */
  operationOf?(method: string): string | undefined;
  /** Form of its method calls, as `SdkCall.form`. */
  form: string;
  /** `paginateX` and `waitUntilX` as methods. */
  helper?(method: string, client: ClientFacts): Value | undefined;
}

/** Members every client has that make no request. */
const QUIET_MEMBERS = new Set(['config', 'middlewareStack', 'destroy', 'initConfig', 'handlers']);
/** Members the language asks for when a value is awaited, printed or called through. */
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

/** A v3 client, aggregated client or document client with the configuration it was given. */
export function clientValue(shape: ClientShape, config: ClientConfig): ExternalValue {
  const facts: ClientFacts = { kind: 'client', client: shape.client, config };
  const key = `client:${shape.name}:${JSON.stringify(config)}`;
  return external(shape.name, key, { get: (property, context) => member(shape, facts, key, property, context) }, facts);
}

function member(
  shape: ClientShape,
  facts: ClientFacts,
  key: string,
  property: string,
  context: CallContext,
): Value | undefined {
  if (LANGUAGE_MEMBERS.has(property)) return undefined;
  if (property === 'send') return externalFunction(`${key}.send`, (args, at) => send(facts, args, at));
  if (QUIET_MEMBERS.has(property)) return unknownValue(`${property} of ${shape.name}`, context.at);
  const helper = shape.helper?.(property, facts);
  if (helper) return helper;
  const operation = shape.operationOf?.(property);
  if (operation)
    return externalFunction(`${key}.${property}`, (args, at) => callOperation(facts, operation, shape.form, args, at));
  return externalFunction(`${key}.${property}`, (args, at) => unknownMethod(shape, property, args, at));
}

function send(facts: ClientFacts, args: Value[], context: CallContext): Value {
  const output = sendCommands(context, args[0], facts.config, '.send(…)');
  runCallbacks(args.slice(1), output, context);
  return output;
}

/** Charges a method call with its input and runs the callbacks it was given. */
export function callOperation(
  facts: ClientFacts,
  operation: string,
  form: string,
  args: Value[],
  context: CallContext,
): Value {
  const [first] = args;
  const input = frozenInput(context, first?.kind === 'function' ? undefined : first);
  chargeWith(context, facts, { operation, input, form });
  const output = outputOf({ client: facts.client, operation, input, ...facts.config }, context);
  runCallbacks(args, output, context);
  return output;
}

function unknownMethod(shape: ClientShape, method: string, args: Value[], context: CallContext): Value {
  const operation = method.charAt(0).toUpperCase() + method.slice(1);
  if (shape.operationOf) reportUnknownOperation(context, `.${method}(…)`, shape.client, operation);
  else reportOperation(context, `.${method}(…)`, `${shape.name} has no method ${method}; its calls go through send`);
  const output = unknownValue(`the result of ${method}`, context.at);
  runCallbacks(args, output, context);
  return output;
}
