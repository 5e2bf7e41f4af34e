import type { CallContext, ExternalValue, Value } from '../interpret/value.js';
import { clientFacts } from './client-facts.js';
import { CLIENT_CLASS } from './external.js';

/**
 * The value of something known only by its declared type: a client with nothing said about its configuration. Types that are no
 * clients (inputs, outputs, commands) give undefined: somebody else makes them.
 * @param typeName as written, dots included: `S3Client`, `DynamoDB.DocumentClient`, `AWS.S3` without the namespace
 */
export function instanceOfType(module: ExternalValue | undefined, typeName: string): Value | undefined {
  let found: Value | undefined = module;
  for (const name of typeName.split('.').filter((part) => part !== '')) {
    if (found?.kind !== 'external') return undefined;
    found = found.model.get(found, name, NOWHERE);
  }
  if (found?.kind !== 'external' || !found.model.construct || found.data !== CLIENT_CLASS) return undefined;
  const instance = found.model.construct(found, [], NOWHERE);
  return clientFacts(instance) ? instance : undefined;
}

/** A context for constructing clients without options: nothing is called, charged or reported. */
export const NOWHERE: CallContext = {
  at: { file: '', line: 0, column: 0 },
  path: [],
  inErrorPath: false,
  charge: () => undefined,
  markSent: () => undefined,
  invoke: () => ({ kind: 'unknown', reason: 'no code runs for a type' }),
  get: () => ({ kind: 'unknown', reason: 'no code runs for a type' }),
  toArgument: () => ({ kind: 'unknown', reason: 'no code runs for a type' }),
  report: () => undefined,
  declaredLiterals: () => undefined,
};
