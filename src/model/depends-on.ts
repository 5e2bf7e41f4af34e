import type { DeployedResource, LambdaFunction } from './function.js';
import type { Text } from './text.js';

/** Resource → what its deployment waits for, by the names of one template. */
export type Dependencies = Map<string, Set<string>>;

/** Events that SAM writes into the source's own resource, so that the source waits for the function. */
const SOURCE_WAITS = new Set(['s3', 'api', 'websocket', 'cognito']);

/**
 * Who waits for whom in a template: by the references in the properties, and by SAM's events, which make a bucket or an API wait for
 * the function they call. A function waits for its role;
 * the one SAM makes is called `<id>Role`.
 */
export function dependenciesOf(
  resources: { readonly [target: string]: DeployedResource },
  functions: readonly LambdaFunction[],
): Dependencies {
  const out: Dependencies = new Map();
  for (const { target, properties } of Object.values(resources))
    for (const text of Object.values(properties)) addReferences(out, target, text);
  for (const { id: unique, triggers, declared } of functions) {
    const id = unique.replace(/^.*\//, '').replace(/#\d+$/, '');
    add(out, id, declared?.role ?? `${id}Role`);
    for (const { kind, source } of triggers)
      if (SOURCE_WAITS.has(kind)) for (const target of targetsOf(source ?? [])) add(out, target, id);
  }
  return out;
}

/** Adds that `waiting` waits for everything a text refers to. */
export function addReferences(dependencies: Dependencies, waiting: string, text: Text): void {
  for (const target of targetsOf(text)) add(dependencies, waiting, target);
}

/** True when `waiting` waits for `target`, directly or through others; also when they are one. */
export function waitsFor(dependencies: Dependencies, waiting: string, target: string): boolean {
  const seen = new Set<string>();
  const open = [waiting];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next === target) return true;
    if (seen.has(next)) continue;
    seen.add(next);
    open.push(...(dependencies.get(next) ?? []));
  }
  return false;
}

/** Names a text refers to: what CloudFormation has to deploy before it knows the text. */
export const targetsOf = (text: Text): string[] =>
  text.flatMap((part) => (part.kind === 'reference' && part.targetKind === 'resource' ? [part.target] : []));

function add(dependencies: Dependencies, waiting: string, target: string): void {
  const known = dependencies.get(waiting);
  if (known) known.add(target);
  else dependencies.set(waiting, new Set([target]));
}
