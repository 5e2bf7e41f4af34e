import type { TemplateNode } from '../template/node.js';
import { entriesOf, itemsOf, scalarOf } from '../template/node.js';
import type { Scope, ScopedResource } from './scope.js';

const MAX_NODES = 500_000;

/** Reports resources that wait for each other: CloudFormation refuses such a template. One report for each cycle, at its first resource. */
export function reportCycles(scope: Scope): void {
  const edges = new Map([...scope.resources.values()].map((resource) => [resource.id, dependencies(resource, scope)]));
  const done = new Set<string>();
  for (const start of edges.keys()) {
    const cycle = done.has(start) ? undefined : findCycle(start, edges, done);
    if (!cycle) continue;
    const names = cycle.join(' → ');
    scope.report({
      ruleId: 'IT307',
      level: 'warning',
      args: { name: `${names} → ${cycle[0]}` },
      location: scope.resources.get(cycle[0]!)!.at,
    });
  }
}

/** Depth-first search with its own stack: templates may chain thousands of resources. */
function findCycle(start: string, edges: Map<string, string[]>, done: Set<string>): string[] | undefined {
  const path: string[] = [];
  const onPath = new Set<string>();
  const stack: { id: string; leave?: true }[] = [{ id: start }];
  let found: string[] | undefined;
  while (stack.length > 0) {
    const { id, leave } = stack.pop()!;
    if (leave) {
      onPath.delete(id);
      path.pop();
      done.add(id);
    } else if (onPath.has(id)) {
      found ??= path.slice(path.indexOf(id));
    } else if (!done.has(id)) {
      path.push(id);
      onPath.add(id);
      stack.push({ id, leave: true }, ...(edges.get(id) ?? []).map((next) => ({ id: next })));
    }
  }
  return found;
}

function dependencies(resource: ScopedResource, scope: Scope): string[] {
  const out = new Set<string>();
  for (const item of itemsOf(resource.node.entries.get('DependsOn'))) out.add(scalarOf(item) ?? '');
  // SAM turns a resource into several, so what its properties refer to need not hold the resource itself up.
  const pending = resource.writtenType === resource.type ? entriesOf(resource.properties).map(([, node]) => node) : [];
  for (let count = 0; pending.length > 0 && count < MAX_NODES; count += 1) {
    const node = pending.pop()!;
    if (node.kind === 'list') pending.push(...node.items);
    else if (node.kind === 'map') pending.push(...node.entries.values());
    else if (node.kind === 'intrinsic') {
      for (const name of namesIn(node.name, node.argument)) out.add(name);
      pending.push(node.argument);
    }
  }
  out.delete(resource.id);
  return [...out].filter((id) => scope.resources.has(id));
}

function namesIn(name: string, argument: TemplateNode): string[] {
  if (name === 'Ref') return [scalarOf(argument) ?? ''];
  if (name === 'Fn::GetAtt')
    return [argument.kind === 'list' ? (scalarOf(argument.items[0]) ?? '') : (scalarOf(argument) ?? '').split('.')[0]!];
  if (name !== 'Fn::Sub') return [];
  const text = scalarOf(argument.kind === 'list' ? argument.items[0] : argument) ?? '';
  return [...text.matchAll(/\$\{([^!${}.]+)[^${}]*\}/g)].map((match) => match[1]!.trim());
}
