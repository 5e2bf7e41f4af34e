import type { DeployedResource } from '../model/function.js';
import type { Text } from '../model/text.js';
import { textKey } from '../model/text-order.js';
import { NAME_ATTRIBUTE } from './cloudformation/types.js';
import type { FunctionSpec } from './spec.js';

/** Resources by the key of their declared name; `undefined` when two have the same. */
export type NameIndex = ReadonlyMap<string, DeployedResource | undefined>;

export function nameIndex(resources: readonly DeployedResource[]): NameIndex {
  const out = new Map<string, DeployedResource | undefined>();
  for (const resource of resources) {
    const name = resource.declaredName;
    if (!name || name.length === 0 || name.some((part) => part.kind === 'unknown')) continue;
    const key = textKey(name);
    out.set(key, out.has(key) ? undefined : resource);
  }
  return out;
}

/**
 * Binds by name: an environment variable whose text is the declared name of exactly one resource (`TABLE: orders` beside
 * `TableName: orders`, or both the same parameter or the same `Fn::Sub`) is that resource. Changes `spec.environment`.
 */
export function bindNames(spec: FunctionSpec, names: NameIndex): void {
  for (const [name, text] of Object.entries(spec.environment)) {
    const bound = resourceNamed(text, names);
    if (bound) spec.environment[name] = bound;
  }
}

/** Reference to the one resource with this declared name; undefined when there is none, or more than one. */
function resourceNamed(text: Text, names: NameIndex): Text | undefined {
  const [first] = text;
  // A hole matches anything, and a whole-resource reference is bound already.
  if (!first || text.some((part) => part.kind === 'unknown')) return undefined;
  if (text.length === 1 && first.kind === 'reference' && first.targetKind === 'resource') return undefined;
  const only = names.get(textKey(text));
  if (!only) return undefined;
  const attribute = NAME_ATTRIBUTE[only.type];
  const reference = { kind: 'reference', target: only.target, targetKind: 'resource', targetType: only.type } as const;
  return [{ ...reference, ...(attribute && { attribute }) }];
}
