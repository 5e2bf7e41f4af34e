import { readCatalogFile } from '../../../catalog/read-json.js';
import type { DeclaredDocument } from '../../../model/function.js';
import type { SourceLocation } from '../../../model/location.js';
import { literal, type Text } from '../../../model/text.js';
import { child, entriesOf, itemsOf, locationOfKey, mapOf, scalarOf, type TemplateNode } from '../../template/node.js';
import type { LoadedStack } from '../loader.js';
import { SAM_TYPES } from '../types.js';
import type { DocumentContext } from './document.js';
import { expandDefinition } from './sam-templates.js';

interface StoredConnector {
  from: string;
  to: string;
  /** Whose role the statements are added to. */
  role: 'from' | 'to';
  access: { [permission: string]: unknown[] };
}

/** One end of a connector. */
interface End {
  id?: string;
  type: string;
  arn: Text;
  name?: Text;
  qualifier?: Text;
  resourceId?: Text;
}

interface Connector {
  source: End;
  destination: End;
  permissions: string[];
  at: SourceLocation;
}

let stored: StoredConnector[] | undefined;
const profiles = (): StoredConnector[] => {
  stored ??= readCatalogFile<{ connectors: StoredConnector[] }>('sam/', 'connectors')!.connectors;
  return stored;
};

/** Types whose `Ref` is the ARN, as SAM's own table has it. */
const REF_IS_ARN = new Set(['AWS::SNS::Topic', 'AWS::StepFunctions::StateMachine', 'AWS::AppSync::GraphQLApi']);

/**
 * Documents that SAM connectors add to functions' roles, by function id.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/managing-permissions-connectors.html
 */
export function connectorDocuments(stack: LoadedStack, use: DocumentContext): Map<string, DeclaredDocument[]> {
  const out = new Map<string, DeclaredDocument[]>();
  for (const { source, destination, permissions, at } of connectorsOf(stack)) {
    const profile = profiles().find(({ from, to }) => from === source.type && to === destination.type);
    const owner = profile && (profile.role === 'from' ? source : destination).id;
    if (!profile || owner === undefined) continue;
    const values = new Map<string, Text>();
    for (const [prefix, end] of [
      ['Source', source],
      ['Destination', destination],
    ] as const) {
      values.set(`${prefix}Arn`, end.arn);
      values.set(`${prefix}Name`, end.name ?? literal('*'));
      values.set(`${prefix}Qualifier`, end.qualifier ?? literal('*'));
      values.set(`${prefix}ResourceId`, end.resourceId ?? literal('*'));
    }
    const statement = permissions.flatMap((permission) => profile.access[permission] ?? []).map(placeholders);
    const document = { Version: '2012-10-17', Statement: expandDefinition(statement, values, use) };
    out.set(owner, [...(out.get(owner) ?? []), { origin: 'connector', document, at }]);
  }
  return out;
}

/** `%{Destination.Arn}/*` → `{ "Fn::Sub": "${DestinationArn}/*" }`. */
function placeholders(value: unknown): unknown {
  if (typeof value === 'string')
    return value.includes('{') ? { 'Fn::Sub': value.replace(/%\{(\w+)\.(\w+)\}/g, '${$1$2}') } : value;
  if (Array.isArray(value)) return value.map(placeholders);
  if (typeof value === 'object' && value !== null)
    return isIntrinsic(value)
      ? { 'Fn::Sub': (value as { 'Fn::Sub': string })['Fn::Sub'].replace(/%\{(\w+)\.(\w+)\}/g, '${$1$2}') }
      : Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, placeholders(inner)]));
  return value;
}

const isIntrinsic = (value: object): boolean =>
  'Fn::Sub' in value && typeof (value as { 'Fn::Sub': unknown })['Fn::Sub'] === 'string';

/** Connectors as resources of their own, and those embedded in their source. */
function connectorsOf(stack: LoadedStack): Connector[] {
  return [...stack.scope.resources.values()].flatMap((resource) => {
    if (resource.writtenType === 'AWS::Serverless::Connector')
      return connector(child(resource.properties, 'Source'), resource.properties, resource.at, stack);
    const embedded = mapOf(child(resource.node, 'Connectors'));
    const self = endOf(undefined, stack, resource.id);
    return entriesOf(embedded).flatMap(([name, node]) =>
      connector(
        child(node, 'SourceReference') ?? undefined,
        child(node, 'Properties'),
        locationOfKey(embedded!, name),
        stack,
        self,
      ),
    );
  });
}

function connector(
  sourceNode: TemplateNode | undefined,
  properties: TemplateNode | undefined,
  at: SourceLocation,
  stack: LoadedStack,
  self?: End,
): Connector[] {
  const own = sourceNode ? endOf(sourceNode, stack, scalarOf(child(sourceNode, 'Id')) ?? self?.id) : self;
  const source = own && { ...own, ...(sourceNode && optionalText('qualifier', child(sourceNode, 'Qualifier'), stack)) };
  const permissions = itemsOf(child(properties, 'Permissions')).flatMap((item) => scalarOf(item) ?? []);
  return itemsOf(child(properties, 'Destination')).flatMap((node) => {
    const destination = endOf(node, stack, scalarOf(child(node, 'Id')));
    return source && destination ? [{ source, destination, permissions, at }] : [];
  });
}

/** An end is a resource of the template by `Id`, or one elsewhere by `Type` and `Arn`. */
function endOf(node: TemplateNode | undefined, stack: LoadedStack, id: string | undefined): End | undefined {
  const resource = id === undefined ? undefined : stack.scope.resources.get(id);
  if (resource) {
    const reference = (attribute?: string): Text => [
      {
        kind: 'reference',
        target: resource.id,
        targetKind: 'resource',
        targetType: resource.type,
        ...(attribute && { attribute }),
      },
    ];
    return {
      id: resource.id,
      type: resource.type,
      arn: reference(REF_IS_ARN.has(resource.type) ? undefined : 'Arn'),
      name: reference('Name'),
      resourceId: reference(),
    };
  }
  const type = scalarOf(child(node, 'Type'));
  const arn = stack.evaluator.text(child(node, 'Arn'));
  if (type === undefined || !arn) return undefined;
  return {
    type: SAM_TYPES[type] ?? type,
    arn,
    ...optionalText('name', child(node, 'Name'), stack),
    ...optionalText('resourceId', child(node, 'ResourceId'), stack),
  };
}

function optionalText<K extends string>(
  key: K,
  node: TemplateNode | undefined,
  stack: LoadedStack,
): { [name in K]?: Text } {
  const text = stack.evaluator.text(node);
  return (text ? { [key]: text } : {}) as { [name in K]?: Text };
}
