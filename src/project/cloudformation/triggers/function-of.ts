import { alternativesOf, literal, literalOf, type Text } from '../../../model/text.js';
import { textKey } from '../../../model/text-order.js';
import { child } from '../../template/node.js';
import type { LoadedStack } from '../loader.js';

const MAX_HOPS = 4;

/** Ids of the functions a text names: a reference to the function, to its alias or version, or its ARN or declared name as text. */
export function functionsNamed(text: Text | undefined, stack: LoadedStack, hops = 0): string[] {
  if (!text || hops > MAX_HOPS) return [];
  const ids = alternativesOf(text).flatMap((alternative) => [
    ...byReference(alternative, stack, hops),
    ...byName(alternative, stack),
  ]);
  return [...new Set(ids)];
}

function byReference(text: Text, stack: LoadedStack, hops: number): string[] {
  return text.flatMap((part) => {
    if (part.kind !== 'reference' || part.targetKind !== 'resource') return [];
    const resource = stack.scope.resources.get(part.target);
    if (resource?.type === 'AWS::Lambda::Function') return [part.target];
    if (resource?.type !== 'AWS::Lambda::Alias' && resource?.type !== 'AWS::Lambda::Version') return [];
    return functionsNamed(stack.evaluator.text(child(resource.properties, 'FunctionName')), stack, hops + 1);
  });
}

function byName(text: Text, stack: LoadedStack): string[] {
  if (text.length === 0) return [];
  const written = literalOf(text);
  const name = literal(/:function:([^:]+)/.exec(written ?? '')?.[1] ?? '');
  const key = textKey(name.length > 0 ? name : text);
  return [...stack.scope.resources.values()]
    .filter((resource) => resource.type === 'AWS::Lambda::Function')
    .filter((resource) => textKey(stack.evaluator.text(child(resource.properties, 'FunctionName')) ?? []) === key)
    .map((resource) => resource.id);
}
