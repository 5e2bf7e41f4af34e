import type { SourceLocation } from '../../model/location.js';
import type { CallContext, Value } from '../interpret/value.js';
import { type ClientConfig, clientFacts, inspectConfig } from '../sdk/client-facts.js';
import { otherCredentials } from '../sdk/credentials.js';
import { alternativesWithin, siteOf } from '../sdk/values.js';
import { inputValue } from './input.js';
import { type SelectorScope, select, selectOne } from './select.js';
import type { Call } from './summary.js';

/** Charges the requests a package makes at one use. `via` is the package, `created` where the used value was made. */
export function performCalls(
  calls: readonly Call[],
  via: string,
  scope: SelectorScope,
  created: SourceLocation,
  context: CallContext,
): void {
  for (const call of calls) {
    for (const inner of scopesOf(call, scope, context)) {
      if (applies(call, inner, context)) charge(call, via, inner, call.atCreation ? created : undefined, context);
    }
  }
}

function applies(call: Call, scope: SelectorScope, context: CallContext): boolean {
  const set = (selector: string): boolean => select(selector, scope, context).some((one) => !isFalse(one));
  if (call.when !== undefined && !set(call.when)) return false;
  if (call.unless !== undefined && set(call.unless)) return false;
  const off = (selector: string): boolean => {
    const values = select(selector, scope, context);
    return values.length > 0 && values.every(isFalse);
  };
  return call.unlessAllFalse === undefined || !call.unlessAllFalse.every(off);
}

const isFalse = (value: Value): boolean => value.kind === 'constant' && value.value === false;

/** One scope for each request of a call. */
function scopesOf(call: Call, scope: SelectorScope, context: CallContext): SelectorScope[] {
  if (call.each === undefined) return [scope];
  const keys = call.each.endsWith('.*') ? select(`${call.each.slice(0, -1)}#`, scope, context) : [];
  const items = select(call.each, scope, context).map((item, index) => ({ item, key: keys[index] }));
  const { itemEnds } = call;
  return items
    .filter(({ item }) => itemEnds === undefined || endsWith(item, itemEnds.text) === itemEnds.is)
    .map(({ item, key }) => ({ ...scope, bound: { ...scope.bound, item, ...(key && { key }) } }));
}

function endsWith(value: Value, end: string): boolean {
  const last = value.kind === 'string' ? value.text.at(-1) : undefined;
  return last?.kind === 'literal' && last.text.endsWith(end);
}

function charge(
  call: Call,
  via: string,
  scope: SelectorScope,
  location: SourceLocation | undefined,
  context: CallContext,
): void {
  const input = inputValue({ members: call.input }, scope, context, `input@${siteOf(context.at)}:${call.operation}`);
  context.charge({
    client: call.client,
    operation: call.operation,
    input: input ? context.toArgument(input) : { kind: 'object', members: {} },
    form: 'library',
    charged: 'sent',
    via,
    ...configOf(call, scope, context),
    ...(location && { location }),
  });
}

function configOf(call: Call, scope: SelectorScope, context: CallContext): ClientConfig {
  const value = call.config === undefined ? undefined : selectOne(call.config, scope, context);
  const client = alternativesWithin(value).flatMap((one) => clientFacts(one) ?? [])[0];
  const config = client?.config ?? (value ? inspectConfig(context, value) : {});
  const assumed = call.asOther !== undefined && select(call.asOther, scope, context).length > 0;
  return assumed
    ? { ...config, otherCredentials: otherCredentials('the package is told to use an assumed role', context.at) }
    : config;
}
