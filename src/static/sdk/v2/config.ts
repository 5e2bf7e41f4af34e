import type { CallContext, ObjectValue, Value } from '../../interpret/value.js';
import { type ClientConfig, inspectConfig } from '../client-facts.js';
import { externalFunction } from '../external.js';
import { alternatives, objectValue, UNDEFINED, unknownValue } from '../values.js';

/** `AWS.config`: a plain object, so that code can assign to it, with the methods the SDK gives it. One per trace. */
export function globalConfig(): ObjectValue {
  const config = objectValue('aws-sdk.config', {});
  config.fields.set(
    'update',
    externalFunction('aws-sdk.config.update', (args, context) => {
      for (const one of alternatives(args[0])) {
        if (one.kind === 'object')
          for (const name of one.fields.keys()) config.fields.set(name, context.get(one, name));
      }
      return UNDEFINED;
    }),
  );
  for (const name of ['getCredentials', 'loadFromPath', 'setPromisesDependency', 'getPromisesDependency']) {
    config.fields.set(
      name,
      externalFunction(`aws-sdk.config.${name}`, (args, context) => {
        for (const arg of args)
          if (arg.kind === 'function')
            context.invoke(arg, UNDEFINED, [unknownValue('an error of the SDK', context.at)]);
        return UNDEFINED;
      }),
    );
  }
  return config;
}

/** Configuration of a v2 client: its own options, then `AWS.config`. */
export function configOfV2(global: ObjectValue, options: Value | undefined, context: CallContext): ClientConfig {
  return { ...inspectConfig(context, global), ...inspectConfig(context, options) };
}
