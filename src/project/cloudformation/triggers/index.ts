import type { FunctionSpec } from '../../spec.js';
import { child, locationOf, locationOfKey, mapOf, scalarOf } from '../../template/node.js';
import type { LoadedStack } from '../loader.js';
import type { ScopedResource } from '../scope.js';
import { eventSourcesOf } from './event-source.js';
import { functionsNamed } from './function-of.js';
import { KIND_OF_PRINCIPAL } from './link-table.js';
import { linkedTriggers } from './links.js';
import { TRIGGER_OF_SOURCE } from './sam-event-table.js';
import { addSamEvents } from './sam-events.js';

/** Adds to every function what invokes it, what Lambda polls for it, and who may invoke it. Changes the specs. */
export function addTriggers(specs: Map<string, FunctionSpec>, stack: LoadedStack): void {
  for (const [id, spec] of specs) addSamEvents(spec, stack.scope.resources.get(id)?.properties, stack.evaluator);
  for (const { functionId, trigger } of linkedTriggers(stack)) specs.get(functionId)?.triggers.push(trigger);
  for (const resource of stack.scope.resources.values()) READERS[resource.type]?.(resource, specs, stack);
}

type Reader = (resource: ScopedResource, specs: Map<string, FunctionSpec>, stack: LoadedStack) => void;

const READERS: { readonly [type: string]: Reader } = {
  'AWS::Lambda::EventSourceMapping': readMapping,
  'AWS::Lambda::Permission': readPermission,
  'AWS::Lambda::EventInvokeConfig': readInvokeConfig,
  'AWS::Logs::LogGroup': readLogGroup,
};

const named = (resource: ScopedResource, specs: Map<string, FunctionSpec>, stack: LoadedStack): FunctionSpec[] =>
  functionsNamed(stack.evaluator.text(child(resource.properties, 'FunctionName')), stack).flatMap(
    (id) => specs.get(id) ?? [],
  );

function readMapping(resource: ScopedResource, specs: Map<string, FunctionSpec>, stack: LoadedStack): void {
  const arn = stack.evaluator.text(child(resource.properties, 'EventSourceArn'));
  const sources = eventSourcesOf(resource.properties, arn, undefined, stack.evaluator, resource.at);
  for (const spec of named(resource, specs, stack)) {
    for (const source of sources) {
      spec.eventSources.push(source);
      spec.triggers.push({
        kind: TRIGGER_OF_SOURCE[source.kind] ?? source.kind,
        at: resource.at,
        ...(source.source.length > 0 && { source: source.source }),
      });
    }
  }
}

function readPermission(
  { properties, at, ...resource }: ScopedResource,
  specs: Map<string, FunctionSpec>,
  stack: LoadedStack,
): void {
  const { evaluator } = stack;
  const principal = scalarOf(child(properties, 'Principal')) ?? '';
  const sourceArn = evaluator.text(child(properties, 'SourceArn'));
  const sourceAccount = evaluator.text(child(properties, 'SourceAccount'));
  const bounded =
    ['PrincipalOrgID', 'EventSourceToken'].some((property) => child(properties, property) !== undefined) ||
    scalarOf(child(properties, 'FunctionUrlAuthType')) === 'AWS_IAM';
  for (const spec of named({ properties, at, ...resource }, specs, stack)) {
    spec.invokePermissions.push({
      principal,
      at,
      ...(sourceArn && { sourceArn }),
      ...(sourceAccount && { sourceAccount }),
      ...(bounded && { bounded }),
    });
    const kind = KIND_OF_PRINCIPAL[principal];
    if (kind && !spec.triggers.some((trigger) => sameKind(trigger.kind, kind)))
      spec.triggers.push({ kind, at, ...(sourceArn && { source: sourceArn }) });
  }
}

/** The permission beside a declared API, rule or schedule says the same as it. */
const sameKind = (a: string, b: string): boolean =>
  a === b ||
  [a, b].every((kind) => ['api', 'websocket', 'api-authorizer'].includes(kind)) ||
  [a, b].every((kind) => ['event-rule', 'schedule'].includes(kind));

function readInvokeConfig(resource: ScopedResource, specs: Map<string, FunctionSpec>, stack: LoadedStack): void {
  for (const kind of ['OnFailure', 'OnSuccess']) {
    const node = child(resource.properties, 'DestinationConfig', kind, 'Destination');
    const text = stack.evaluator.text(node);
    if (node && text)
      for (const spec of named(resource, specs, stack)) spec.destinations.push({ text, at: locationOf(node) });
  }
}

/** A log group named after the function, or for it, is made by the deployment: the function need not create it. */
function readLogGroup(resource: ScopedResource, specs: Map<string, FunctionSpec>, stack: LoadedStack): void {
  const name = stack.evaluator.text(child(resource.properties, 'LogGroupName'));
  for (const [id, spec] of specs) {
    const honoured = spec.logging.group?.some((part) => part.kind === 'reference' && part.target === resource.id);
    const own =
      name?.[0]?.kind === 'literal' &&
      name[0].text.startsWith('/aws/lambda/') &&
      functionsNamed(afterPrefix(name), stack).includes(id);
    if (!honoured && !own) continue;
    const at = name ? locationOfKey(mapOf(resource.properties)!, 'LogGroupName') : resource.at;
    spec.logging = { ...spec.logging, groupDeclared: true, at: spec.logging.group ? spec.logging.at : at };
  }
}

function afterPrefix(name: NonNullable<ReturnType<LoadedStack['evaluator']['text']>>) {
  const [first, ...rest] = name;
  const tail = first?.kind === 'literal' ? first.text.slice('/aws/lambda/'.length) : '';
  return tail === '' ? rest : [{ kind: 'literal' as const, text: tail }, ...rest];
}
