import type { SourceLocation } from '../../../model/location.js';
import type { CallContext, ExternalValue, Value } from '../../interpret/value.js';
import { chargeWith, frozenInput, reportPart } from '../charge.js';
import type { ClientFacts } from '../client-facts.js';
import { external, externalFunction } from '../external.js';
import { outputOf, runCallbacks } from '../output.js';
import { identityOf, isFunction, objectValue, siteOf, unknownValue } from '../values.js';
import { withBoundParams } from './bound-params.js';

/** Members of `AWS.Request` that send it. https://docs.aws.amazon.com/AWSJavaScriptSDK/latest/AWS/Request.html */
const SENDING = new Set(['promise', 'send', 'runTo', 'createReadStream', 'eachPage', 'eachItem', 'presign']);
const LISTENING = new Set(['on', 'once', 'onAsync', 'addListener']);

/**
 * A v2 method call: `client.method(params, callback)`. It is sent at once when it has a callback, otherwise when its request is.
 * @param operation API operation, `GetObject`
 */
export function v2Call(facts: ClientFacts, operation: string, args: Value[], context: CallContext): ExternalValue {
  const params = withBoundParams(facts, args[0], context);
  const input = frozenInput(context, params);
  const sent = args.some(isFunction);
  chargeWith(context, facts, { operation, input, form: 'v2', charged: sent ? 'sent' : 'constructed' });
  const output = outputOf({ client: facts.client, operation, input, ...facts.config }, context);
  runCallbacks(args, output, context);
  return request(facts, operation, { params, constructed: input, at: context.at, output }, context);
}

interface Built {
  params: Value | undefined;
  constructed: ReturnType<typeof frozenInput>;
  at: SourceLocation;
  output: Value;
}

function request(facts: ClientFacts, operation: string, built: Built, context: CallContext): ExternalValue {
  const key = `request:${facts.client}:${operation}:${siteOf(built.at)}:${identityOf(context, built.params)}`;
  const self: ExternalValue = external('AWS.Request', key, {
    get: (property) => {
      if (SENDING.has(property))
        return externalFunction(`${key}.${property}`, (args, at) => sendRequest(facts, built, property, args, at));
      if (!LISTENING.has(property)) return undefined;
      return externalFunction(`${key}.${property}`, (args, at) => {
        runCallbacks(args, responseOf(built, at), at);
        return self;
      });
    },
  });
  return self;
}

function sendRequest(facts: ClientFacts, built: Built, how: string, args: Value[], context: CallContext): Value {
  const input = frozenInput(context, built.params);
  context.markSent(built.at, { constructed: built.constructed, input, ...facts.config });
  if (how === 'send') reportPart(context, '.send(…)', 'it sends a request that is charged where it is built');
  runCallbacks(args, built.output, context);
  return how === 'createReadStream' ? unknownValue('the body of a response', context.at) : built.output;
}

/** Listeners get an `AWS.Response` whose `data` is the output. */
const responseOf = (built: Built, context: CallContext): Value =>
  objectValue(`response@${siteOf(context.at)}`, {
    data: built.output,
    error: unknownValue('an error of the SDK', context.at),
  });
