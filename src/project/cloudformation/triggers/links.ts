import type { Trigger } from '../../../model/function.js';
import type { Text } from '../../../model/text.js';
import { child, locationOf, type TemplateNode } from '../../template/node.js';
import type { LoadedStack } from '../loader.js';
import type { ScopedResource } from '../scope.js';
import { patternSources } from './event-pattern.js';
import { functionsNamed } from './function-of.js';
import { LINKS, type Link } from './link-table.js';
import { nodesAt } from './walk.js';

/** One trigger of one function. */
export interface FoundTrigger {
  functionId: string;
  trigger: Trigger;
}

/** Triggers that other resources of the template declare by naming the function. */
export function linkedTriggers(stack: LoadedStack): FoundTrigger[] {
  const byType = new Map<string, Link[]>();
  for (const link of LINKS) byType.set(link.type, [...(byType.get(link.type) ?? []), link]);
  return [...stack.scope.resources.values()].flatMap((resource) => [
    ...(byType.get(resource.type) ?? []).flatMap((link) => triggersOf(resource, link, stack)),
    ...customResource(resource, stack),
  ]);
}

function triggersOf(resource: ScopedResource, link: Link, stack: LoadedStack): FoundTrigger[] {
  return nodesAt(resource.properties, link.target).flatMap((node) => {
    const ids = functionsNamed(
      stack.evaluator.text(node.kind === 'map' || node.kind === 'list' ? undefined : node),
      stack,
    );
    return ids.flatMap((functionId) =>
      sourcesOf(resource, link, stack).map((source) => ({
        functionId,
        trigger: { kind: kindOf(resource, link, source, stack), at: locationOf(node), ...(source && { source }) },
      })),
    );
  });
}

function sourcesOf(resource: ScopedResource, link: Link, stack: LoadedStack): (Text | undefined)[] {
  if (link.source === undefined) return [undefined];
  if (link.source === 'self') return [selfReference(resource)];
  const node = child(resource.properties, link.source);
  if (link.source === 'EventPattern') return orNone(patternSources(node, stack.evaluator));
  return [stack.evaluator.text(node)];
}

const orNone = (texts: Text[]): (Text | undefined)[] => (texts.length > 0 ? texts : [undefined]);

const selfReference = (resource: ScopedResource): Text => [
  { kind: 'reference', target: resource.id, targetKind: 'resource', targetType: resource.type },
];

/** An API is a WebSocket API by its protocol, a rule without a pattern a schedule. */
function kindOf(resource: ScopedResource, link: Link, source: Text | undefined, stack: LoadedStack): string {
  const [part] = source ?? [];
  const api = part?.kind === 'reference' ? stack.scope.resources.get(part.target) : undefined;
  if (link.kind === 'api' && api && isWebSocket(api)) return 'websocket';
  if (
    link.kind === 'event-rule' &&
    !child(resource.properties, 'EventPattern') &&
    child(resource.properties, 'ScheduleExpression')
  )
    return 'schedule';
  return link.kind;
}

function isWebSocket(api: ScopedResource): boolean {
  const protocol: TemplateNode | undefined = child(api.properties, 'ProtocolType');
  return (
    api.writtenType === 'AWS::Serverless::WebSocketApi' ||
    (protocol?.kind === 'scalar' && protocol.value === 'WEBSOCKET')
  );
}

function customResource(resource: ScopedResource, stack: LoadedStack): FoundTrigger[] {
  const token = child(resource.properties, 'ServiceToken');
  if (!token || !/^(Custom::|AWS::CloudFormation::CustomResource$)/.test(resource.type)) return [];
  return functionsNamed(stack.evaluator.text(token), stack).map((functionId) => ({
    functionId,
    trigger: { kind: 'custom-resource', at: resource.at },
  }));
}
