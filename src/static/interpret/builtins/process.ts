import type { Text } from '../../../model/text.js';
import { native, stringOf, textValue, UNDEFINED, unknown } from '../make.js';
import type { ExternalModel, ExternalValue, ObjectValue, Value } from '../value.js';
import { machineOf } from './machine-of.js';

/** One environment variable, with the value the deployment sets when it is known. */
export function environmentVariable(name: string, environment: { readonly [name: string]: Text }): Value {
  const value = Object.hasOwn(environment, name) ? environment[name] : undefined;
  return textValue([{ kind: 'env', name, ...(value && { value }) }]);
}

/** `process.env`: every name is a variable. Hidden in an unknown value (`schema.parse(process.env)`) it answers for variable-like names. */
export function environmentValue(environment: { readonly [name: string]: Text }): ExternalValue {
  const model: ExternalModel = {
    name: 'process.env',
    get: (_self, property) =>
      property.startsWith('[Symbol') || property === 'hasOwnProperty' || property === 'then'
        ? undefined
        : environmentVariable(property, environment),
    claims: (_self, property) => Object.hasOwn(environment, property) || /^[A-Z][A-Z0-9_]*$/.test(property),
    getComputed: (_self, key, context) => {
      const source = key.kind === 'unknown' ? key.source : undefined;
      return unknown('an environment variable chosen at run time', context.at, source);
    },
  };
  return { kind: 'external', model, key: 'process.env', data: undefined };
}

export function processGlobal(environment: { readonly [name: string]: Text }): ObjectValue {
  const listen = native('process.on', (context, self, args) => {
    const { m, site } = machineOf(context);
    m.escape(args, site);
    return self;
  });
  const names = (...list: string[]): [string, Value][] => list.map((name) => [name, listen]);
  return {
    kind: 'object',
    id: 'process',
    fields: new Map<string, Value>([
      ['env', environmentValue(environment)],
      ['cwd', native('process.cwd', () => stringOf('/var/task'))],
      ['platform', stringOf('linux')],
      ['exit', native('process.exit', () => UNDEFINED)],
      ['nextTick', listen],
      ...names('on', 'once', 'addListener', 'emit'),
    ]),
    open: unknown('a member of process'),
  };
}
