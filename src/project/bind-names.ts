import type { DeployedResource } from '../model/function.js';
import type { Text } from '../model/text.js';
import { textKey } from '../model/text-order.js';
import { NAME_ATTRIBUTE } from './cloudformation/types.js';
import type { FunctionSpec } from './spec.js';

/**
 * Binds by name: an environment variable whose text is the declared name of exactly one resource (`TABLE: orders` beside
 * `TableName: orders`, or both the same parameter or the same `Fn::Sub`) is that resource. Changes `spec.environment`.
 */
export function bindNames(spec: FunctionSpec, resources: { [target: string]: DeployedResource }): void {
  for (const [name, text] of Object.entries(spec.environment)) {
    const bound = resourceNamed(text, resources);
    if (bound) spec.environment[name] = bound;
  }
}

/** Reference to the one resource with this declared name; undefined when there is none, or more than one. */
function resourceNamed(text: Text, resources: { [target: string]: DeployedResource }): Text | undefined {
  // A hole matches anything, and a whole-resource reference is bound already.
  const [first] = text;
  if (!first || text.some((part) => part.kind === 'unknown')) return undefined;
  if (text.length === 1 && first.kind === 'reference' && first.targetKind === 'resource') return undefined;
  const key = textKey(text);
  const named = Object.values(resources).filter(
    (resource) => resource.declaredName && textKey(resource.declaredName) === key,
  );
  const [only] = named;
  if (!only || named.length !== 1) return undefined;
  const attribute = NAME_ATTRIBUTE[only.type];
  return [
    {
      kind: 'reference',
      target: only.target,
      targetKind: 'resource',
      targetType: only.type,
      ...(attribute && { attribute }),
    },
  ];
}
