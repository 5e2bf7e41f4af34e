import type { SdkClient } from '../../catalog/types.js';
import type { CallContext, Value } from '../interpret/value.js';
import { chargeWith, frozenInput, reportOperation } from './charge.js';
import { type ClientFacts, clientFacts } from './client-facts.js';
import { externalFunction } from './external.js';
import { alternativesWithin, memberOf, unknownValue } from './values.js';

const PAGINATOR = /^paginate([A-Z]\w*)$/;
const WAITER = /^wait(?:Until|For)([A-Z]\w*)$/;

/** The operation behind `paginateX` or `waitUntilX` of a package; `undefined` as operation when the catalog does not know it. */
export function helperOperation(
  sdk: SdkClient | undefined,
  name: string,
): { form: string; operation: string | undefined } | undefined {
  const page = PAGINATOR.exec(name)?.[1];
  if (page) return { form: 'paginator', operation: sdk?.hasOperation(page) ? page : undefined };
  const waiter = WAITER.exec(name)?.[1];
  return waiter ? { form: 'waiter', operation: sdk?.waiters[waiter] } : undefined;
}

/** `paginateX({ client }, input)` and `waitUntilX({ client, maxWaitTime }, input)` as a package exports them. */
export function helperFunction(client: string, sdk: SdkClient | undefined, name: string): Value | undefined {
  const helper = helperOperation(sdk, name);
  if (!helper) return undefined;
  return externalFunction(`helper:${client}.${name}`, (args, context) => {
    const clients = alternativesWithin(memberOf(context, args[0], 'client') ?? args[0]).flatMap(
      (one) => clientFacts(one) ?? [],
    );
    return runHelper(client, name, helper, clients, args[1], context);
  });
}

/** The same as methods of an aggregated client: the client is the receiver, the input comes first. */
export function helperMethod(sdk: SdkClient | undefined, name: string, client: ClientFacts): Value | undefined {
  const helper = helperOperation(sdk, name);
  if (!helper) return undefined;
  const key = `helper:${client.client}:${JSON.stringify(client.config)}.${name}`;
  return externalFunction(key, (args, context) => runHelper(client.client, name, helper, [client], args[0], context));
}

function runHelper(
  client: string,
  name: string,
  helper: { form: string; operation: string | undefined },
  clients: readonly ClientFacts[],
  input: Value | undefined,
  context: CallContext,
): Value {
  const { form, operation } = helper;
  if (operation === undefined) {
    reportOperation(context, `${name}(…)`, `${name} is no ${form} of ${client} that the catalog knows`);
    return unknownValue(`the result of ${name}`, context.at);
  }
  const configs = clients.length > 0 ? clients.map((one) => one.config) : [{}];
  for (const config of configs)
    chargeWith(context, { client, config }, { operation, input: frozenInput(context, input), form });
  return unknownValue(`it comes from the response of ${client}:${operation}`, context.at, `${operation}()`);
}
