import type { SdkClient } from '../../../catalog/types.js';
import { reportOperation } from '../charge.js';
import { reportUnknownOperation } from '../command.js';
import { alternatives, literalString, unionOf, unknownValue } from '../values.js';
import type { SpecialMethod, V2Shape } from './client.js';
import { v2Call } from './request.js';

/** Methods that every v2 service client has and that name the operation by text. https://docs.aws.amazon.com/AWSJavaScriptSDK/latest/AWS/Service.html */
export function commonMethods(
  sdk: SdkClient,
  operationOf: V2Shape['operationOf'],
): { readonly [method: string]: SpecialMethod } {
  const byName = named('makeRequest', operationOf);
  return {
    makeRequest: byName,
    makeUnauthenticatedRequest: () => unknownValue('the response of a request that is not signed'),
    waitFor: named('waitFor', (state) => sdk.waiters[state.charAt(0).toUpperCase() + state.slice(1)]),
  };
}

/** A method whose first argument names the operation (or the state waited for); the rest is as in a plain method call. */
export function named(method: string, operationOf: (name: string) => string | undefined): SpecialMethod {
  return (facts, args, context) => {
    const results = alternatives(args[0]).map((given) => {
      const name = literalString(given);
      const operation = name === undefined ? undefined : operationOf(name);
      if (operation) return v2Call(facts, operation, args.slice(1), context);
      if (name === undefined)
        reportOperation(context, `.${method}(…)`, `the operation given to ${method} is not known`);
      else reportUnknownOperation(context, `.${method}('${name}')`, facts.client, name);
      return unknownValue(`the result of ${method}`, context.at);
    });
    return unionOf(results) ?? unknownValue(`the result of ${method}`, context.at);
  };
}
