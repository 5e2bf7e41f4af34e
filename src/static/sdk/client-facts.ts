import type { Argument } from '../../model/argument.js';
import type { SdkCall } from '../../model/sdk-call.js';
import type { TextPart } from '../../model/text.js';
import type { CallContext, Value } from '../interpret/value.js';
import { inspectCredentials, whoseKeysAreLiteral } from './credentials.js';
import { alternatives, isFunction, isUndefined, memberOf, UNDEFINED } from './values.js';

/** What a client adds to every call made with it. */
export type ClientConfig = Pick<SdkCall, 'region' | 'endpoint' | 'otherCredentials'>;

/** A client value's payload: `model.get` reads it through closures, other models (presigners, document clients) through `data`. */
export interface ClientFacts {
  kind: 'client';
  /** Package suffix. */
  client: string;
  config: ClientConfig;
  /** Parameters bound to the client that are merged into every input (v2 `params`). */
  boundParams?: Value;
}

/** The function's own region: naming it says nothing. https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html */
const OWN_REGION = new Set(['AWS_REGION', 'AWS_DEFAULT_REGION']);

/** Endpoints of emulators, which take no part in the deployed function. */
const LOCAL_ENDPOINT =
  /^https?:\/\/(localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1\]|host\.docker\.internal|localstack|dynamodb-local|minio)\b/;

/** Reads a client's options object: region, endpoint and credentials as far as they differ from the function's own. */
export function inspectConfig(context: CallContext, options: Value | undefined): ClientConfig {
  const endpoint = settled(context, memberOf(context, options, 'endpoint'));
  const credentials = memberOf(context, options, 'credentials') ?? options;
  // Fake keys beside an emulator's endpoint: written under a condition that is false once deployed.
  if (isLocal(endpoint) && whoseKeysAreLiteral(context, credentials)) return {};
  const region = realRegion(settled(context, memberOf(context, options, 'region')));
  const other = inspectCredentials(context, credentials);
  return {
    ...(region && !isOwnRegion(region) && { region }),
    ...(endpoint && !isLocal(endpoint) && { endpoint }),
    ...(other && { otherCredentials: other }),
  };
}

/** An option's value frozen; options may be functions that return it. Undefined when it is not set. */
function settled(context: CallContext, value: Value | undefined): Argument | undefined {
  const set = alternatives(value).filter((one) => !isUndefined(one));
  if (set.length === 0) return undefined;
  const [first] = set;
  if (set.length === 1 && first && first.kind === 'function' && isFunction(first)) {
    return context.toArgument(context.invoke(first, UNDEFINED, []));
  }
  return context.toArgument(set.length === 1 && first ? first : { kind: 'union', of: set });
}

/** `localhost` and `local` are told to emulators; in the deployed function the condition they stand under is false. */
function realRegion(region: Argument | undefined): Argument | undefined {
  if (region?.kind === 'choice') {
    const real = region.of.flatMap((one) => realRegion(one) ?? []);
    return real.length > 1 ? { kind: 'choice', of: real } : real[0];
  }
  const only = region?.kind === 'text' && region.text.length === 1 ? region.text[0] : undefined;
  return only?.kind === 'literal' && !/-\d+$/.test(only.text) ? undefined : region;
}

const isOwnRegion = (region: Argument): boolean =>
  (region.kind === 'text' && region.text.every((part: TextPart) => part.kind === 'env' && OWN_REGION.has(part.name))) ||
  (region.kind === 'choice' && region.of.every(isOwnRegion));

const isLocal = (endpoint: Argument | undefined): boolean => {
  const first = endpoint?.kind === 'text' ? endpoint.text[0] : undefined;
  return first?.kind === 'literal' && LOCAL_ENDPOINT.test(first.text);
};

/** The payload of a client value, or undefined when the value is no client. */
export function clientFacts(value: Value): ClientFacts | undefined {
  if (value.kind !== 'external') return undefined;
  const facts = value.data as ClientFacts | undefined;
  return facts?.kind === 'client' ? facts : undefined;
}
