import { alternativesOf, literal, literalOf, type Text } from '../../model/text.js';
import type { ProjectFiles } from '../files.js';
import type { FunctionSpec, LocatedText } from '../spec.js';
import { child, entriesOf, locationOf, locationOfKey, mapOf, scalarOf, type TemplateNode } from '../template/node.js';
import { codeOf, insideFolder } from './code.js';
import { at as nodeAt } from './deployed-resource.js';
import type { Evaluator } from './evaluate.js';
import type { LoadedStack } from './loader.js';
import type { ScopedResource } from './scope.js';

/** Reads what a function resource says about itself. Triggers, roles and policies are added by their own readers. */
export function functionSpec(resource: ScopedResource, stack: LoadedStack, files: ProjectFiles): FunctionSpec {
  const { evaluator, scope } = stack;
  const { properties } = resource;
  const first = (...paths: string[]) =>
    paths.map((path) => nodeAt(properties, path)).find((node) => node !== undefined);
  const located = (...paths: string[]): LocatedText | undefined => locatedText(first(...paths), evaluator);
  const handler = first('Handler');
  const environment = environmentOf(properties, evaluator);
  const spec: FunctionSpec = {
    id: resource.id,
    at: resource.at,
    nameTarget: resource.id,
    runtimes: alternativesOf(evaluator.text(first('Runtime')) ?? []).flatMap(
      (text) => literalOf(text) ?? parameterDefault(text, stack) ?? [],
    ),
    code: codeOf(resource, evaluator, (file) => insideFolder(files, scope.file, file)),
    ...environment,
    triggers: [],
    eventSources: [],
    logging: { groupDeclared: false, at: resource.at },
    fileSystems: listOf(first('FileSystemConfigs')).flatMap((item) => locatedText(child(item, 'Arn'), evaluator) ?? []),
    layers: listOf(first('Layers')).flatMap((item) =>
      evaluator.list(item).map((text) => ({ text: withDefault(text, stack), at: locationOf(item) })),
    ),
    destinations: ['OnFailure', 'OnSuccess'].flatMap((kind) => {
      const base = `EventInvokeConfig.DestinationConfig.${kind}`;
      return withService(located(`${base}.Destination`), first(`${base}.Type`));
    }),
    invokePermissions: [],
  };
  const text =
    handler && (literalOf(evaluator.text(handler) ?? []) ?? parameterDefault(evaluator.text(handler) ?? [], stack));
  if (handler && text !== undefined) spec.handler = { text, at: locationOf(handler) };
  const name = evaluator.text(first('FunctionName'));
  if (name) spec.functionName = name;
  const group = located('LoggingConfig.LogGroup');
  if (group) spec.logging = { group: group.text, groupDeclared: false, at: group.at };
  const tracing = located('Tracing', 'TracingConfig.Mode');
  if (
    tracing &&
    alternativesOf(tracing.text).some((mode) => literalOf(mode) !== 'PassThrough' && literalOf(mode) !== 'Disabled')
  )
    spec.tracing = tracing;
  const network = first('VpcConfig');
  if (network && isSet(network, evaluator)) spec.network = { at: locationOfKey(mapOf(properties)!, 'VpcConfig') };
  const key = located('KmsKeyArn');
  if (key) spec.environmentKey = key;
  const deadLetter = located('DeadLetterQueue.TargetArn', 'DeadLetterConfig.TargetArn');
  if (deadLetter) spec.deadLetter = withService(deadLetter, first('DeadLetterQueue.Type'))[0]!;
  const signing = first('CodeSigningConfigArn');
  if (signing) spec.codeSigning = { at: locationOf(signing) };
  const durable = first('DurableConfig');
  if (durable) spec.durable = { at: locationOfKey(mapOf(properties)!, 'DurableConfig') };
  return spec;
}

/** SAM says the kind of a target beside it. */
function withService(target: LocatedText | undefined, type: TemplateNode | undefined): LocatedText[] {
  const service = SERVICES[scalarOf(type) ?? ''];
  return target ? [{ ...target, ...(service && { service }) }] : [];
}

const SERVICES: { readonly [type: string]: string } = {
  SQS: 'sqs',
  SNS: 'sns',
  Lambda: 'lambda',
  EventBridge: 'events',
  S3Bucket: 's3',
};

function locatedText(node: TemplateNode | undefined, evaluator: Evaluator): LocatedText | undefined {
  const text = node && evaluator.text(node);
  return text && { text, at: locationOf(node) };
}

function environmentOf(
  properties: TemplateNode | undefined,
  evaluator: Evaluator,
): Pick<FunctionSpec, 'environment' | 'environmentAt'> {
  const environment: FunctionSpec['environment'] = {};
  const environmentAt: FunctionSpec['environmentAt'] = {};
  const variables = nodeAt(properties, 'Environment.Variables');
  for (const map of mapsOf(variables)) {
    for (const [name, node] of entriesOf(map)) {
      const text = evaluator.oneOf(node, 'depends on a condition', [environment[name], evaluator.text(node)]);
      if (!text) continue;
      environment[name] = text;
      environmentAt[name] = locationOf(node);
    }
  }
  return { environment, environmentAt };
}

/** `Variables: !If [c, {…}, {…}]`: the variables of both maps. */
const mapsOf = (node: TemplateNode | undefined): TemplateNode[] =>
  node?.kind === 'intrinsic' && node.name === 'Fn::If' ? listOf(node.argument).slice(1) : node ? [node] : [];

/** Items of a list as written, of both branches of an `Fn::If`. */
export function listOf(node: TemplateNode | undefined): TemplateNode[] {
  if (!node || (node.kind === 'scalar' && node.value === null)) return [];
  if (node.kind === 'list') return node.items.flatMap((item) => (item.kind === 'intrinsic' ? listOf(item) : [item]));
  if (node.kind === 'intrinsic' && node.name === 'Fn::If') return listOf(node.argument).slice(1).flatMap(listOf);
  return [node];
}

/** False for a map without subnets and for `AWS::NoValue`. */
function isSet(node: TemplateNode, evaluator: Evaluator): boolean {
  if (node.kind === 'map') {
    return [...node.entries.values()].some(
      (value) => value.kind === 'intrinsic' || (value.kind === 'list' && value.items.length > 0),
    );
  }
  return node.kind !== 'intrinsic' || node.name !== 'Ref' || evaluator.text(node) !== undefined;
}

/** A layer given by a parameter is the parameter's default as far as anybody can tell. */
function withDefault(text: Text, stack: LoadedStack): Text {
  const fallback = parameterDefault(text, stack);
  return fallback === undefined ? text : literal(fallback);
}

/** A handler or a runtime given by a parameter: its default is what most deployments use. */
function parameterDefault(text: Text, stack: LoadedStack): string | undefined {
  const [part] = text;
  return text.length === 1 && part?.kind === 'reference' && part.targetKind === 'parameter'
    ? stack.scope.parameters.get(part.target)?.default
    : undefined;
}
