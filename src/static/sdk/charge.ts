import type { Argument } from '../../model/argument.js';
import type { SdkCall } from '../../model/sdk-call.js';
import type { CallContext, Value } from '../interpret/value.js';
import type { ClientFacts } from './client-facts.js';
import { isUndefined } from './values.js';

/** Freezes the input of a request. A missing input is an empty one. */
export function frozenInput(context: CallContext, input: Value | undefined): Argument {
  return input === undefined || isUndefined(input) ? { kind: 'object', members: {} } : context.toArgument(input);
}

/** Charges one operation made with a known client, at the place of the current call. */
export function chargeWith(
  context: CallContext,
  client: Pick<ClientFacts, 'client' | 'config'>,
  call: Pick<SdkCall, 'operation' | 'input' | 'form'> & { charged?: SdkCall['charged']; via?: string },
): void {
  context.charge({ client: client.client, charged: 'sent', ...client.config, ...call });
}

/** Says in the ledger that an operation could not be told. Nothing is granted for it. */
export function reportOperation(context: CallContext, site: string, reason: string, advice?: string): void {
  context.report({ bucket: 'unresolved-operation', site, reason, ...(advice && { advice }) });
}

/** Says in the ledger that the current call belongs to calls that are charged where their command is built. */
export function reportPart(context: CallContext, site: string, reason: string): void {
  context.report({ bucket: 'granted', site, reason });
}
