import type { CallContext, Value } from '../../interpret/value.js';
import type { ClientFacts } from '../client-facts.js';
import { alternatives, isFunction, objectValue, siteOf } from '../values.js';

/**
 * The parameters of a call over those bound to its client (`new S3({ params: { Bucket } })`). The SDK merges them into every request, signed
 * URLs and uploads included. https://docs.aws.amazon.com/sdk-for-javascript/v2/developer-guide/the-request-object.html
 * @param given the call's first argument; a callback in its place counts as no parameters
 */
export function withBoundParams(
  facts: Pick<ClientFacts, 'boundParams'>,
  given: Value | undefined,
  context: CallContext,
): Value | undefined {
  const params = given && !isFunction(given) ? given : undefined;
  const base = alternatives(facts.boundParams).find((one) => one.kind === 'object');
  if (base?.kind !== 'object') return params;
  const over = params === undefined ? [objectValue(`params@${siteOf(context.at)}`, {})] : alternatives(params);
  const merged = over.map((one) =>
    one.kind === 'object' ? { ...one, id: `${one.id}+bound`, fields: new Map([...base.fields, ...one.fields]) } : one,
  );
  return merged.length === 1 ? merged[0] : { kind: 'union', of: merged };
}
