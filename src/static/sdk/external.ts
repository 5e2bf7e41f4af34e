import type { CallContext, ExternalModel, ExternalValue, Value } from '../interpret/value.js';

/** What a modelled value does when code uses it. Absent members mean the value cannot be used that way. */
export interface Behaviour {
  get?(property: string, context: CallContext): Value | undefined;
  call?(args: Value[], context: CallContext, thisValue: Value): Value;
  construct?(args: Value[], context: CallContext): Value;
  extend?(context: CallContext): Value;
  keys?(): readonly string[];
  givenAway?(context: CallContext): void;
}

/**
 * Makes a value whose meaning is `behaviour`.
 * @param name what it is, for people: `S3Client`, `send`
 * @param key identity: values with one key are the same value
 * @param facts payload that other models look at (`{ kind: 'client', … }`)
 */
export function external(name: string, key: string, behaviour: Behaviour, facts?: unknown): ExternalValue {
  const { get, call, construct, extend, keys, givenAway } = behaviour;
  const model: ExternalModel = {
    name,
    get: (_self, property, context) => get?.(property, context),
    ...(call && { call: (_self, thisValue, args, context) => call(args, context, thisValue) }),
    ...(construct && { construct: (_self, args, context) => construct(args, context) }),
    ...(extend && { extend: (_self, context) => extend(context) }),
    ...(keys && { keys: () => keys() }),
    ...(givenAway && { givenAway: (_self, context) => givenAway(context) }),
    ...(isClient(facts) && { escapes: true }),
  };
  return { kind: 'external', model, key, data: facts };
}

/** A modelled function: `external` that can only be called. */
export function externalFunction(key: string, call: (args: Value[], context: CallContext) => Value): ExternalValue {
  return external(key.slice(key.lastIndexOf('.') + 1), key, { call });
}

/** Payload of a class whose instances are clients: it can be constructed from its type alone. */
export const CLIENT_CLASS = { kind: 'client class' } as const;

const isClient = (facts: unknown): boolean =>
  typeof facts === 'object' && facts !== null && 'kind' in facts && facts.kind === 'client';
