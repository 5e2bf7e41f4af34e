import { intrinsicNode, listNode, scalarNode } from '../template/build.js';
import { scalarOf, type TemplateNode } from '../template/node.js';

/** Where a new node stands. */
export interface Place {
  source: TemplateNode['source'];
  offset: number;
}

/** Data sources that say where the caller is. */
export const PSEUDO: { readonly [attribute: string]: string } = {
  'aws_caller_identity.account_id': 'AWS::AccountId',
  'aws_caller_identity.id': 'AWS::AccountId',
  'aws_region.name': 'AWS::Region',
  'aws_region.id': 'AWS::Region',
  'aws_region.region': 'AWS::Region',
  'aws_partition.partition': 'AWS::Partition',
  'aws_partition.id': 'AWS::Partition',
  'aws_partition.dns_suffix': 'AWS::URLSuffix',
};

/** Member of a map by name, of a list by number, and a piece of a text that `split` cuts. */
export function pick(node: TemplateNode, key: string): TemplateNode | undefined {
  if (node.kind === 'map') return node.entries.get(key);
  if (!/^\d+$/.test(key)) return undefined;
  if (node.kind === 'list') return node.items[Number(key)];
  return node.kind === 'intrinsic' && node.name === 'Fn::Split'
    ? intrinsicNode(node, 'Fn::Select', listNode(node, [scalarNode(node, key), node]))
    : undefined;
}

/** Members of a map or list with their keys; undefined for anything else. */
export function entriesWithKeys(node: TemplateNode): [key: string, node: TemplateNode][] | undefined {
  if (node.kind === 'map') return [...node.entries];
  return node.kind === 'list' ? node.items.map((item, index) => [String(index), item]) : undefined;
}

const SIZES = new WeakMap<TemplateNode, number>();

/** Number of nodes of a value when it is walked as a tree: parts that are shared count each time. */
export function sizeOf(node: TemplateNode): number {
  const known = SIZES.get(node);
  if (known !== undefined) return known;
  const parts = node.kind === 'intrinsic' ? [node.argument] : (entriesWithKeys(node)?.map(([, item]) => item) ?? []);
  const size = parts.reduce((sum, part) => sum + sizeOf(part), 1);
  SIZES.set(node, size);
  return size;
}

/** A condition that is known before applying. */
export function truthOf(node: TemplateNode): boolean | undefined {
  const value = scalarOf(node);
  return value === 'true' ? true : value === 'false' ? false : undefined;
}

/** `null` and the empty text: they stand for a resource that is not there. */
export const isMissing = (node: TemplateNode): boolean =>
  node.kind === 'scalar' && (node.value === null || node.value === '');

/** A value that is one of several; undefined of none. */
export function alternatives(nodes: readonly TemplateNode[], why: string, at: Place): TemplateNode | undefined {
  const [first, ...more] = nodes;
  if (first === undefined) return undefined;
  const rest = more.filter((node) => scalarOf(node) === undefined || scalarOf(node) !== scalarOf(first));
  const others = alternatives(rest, why, at);
  return others === undefined
    ? first
    : intrinsicNode(at, 'Fn::If', listNode(at, [scalarNode(at, why.slice(0, 100)), first, others]));
}

export function join(parts: TemplateNode[], separator: string, at: Place): TemplateNode {
  if (parts.every((part) => part.kind === 'scalar'))
    return scalarNode(at, parts.map((part) => String(part.value ?? '')).join(separator));
  return intrinsicNode(at, 'Fn::Join', listNode(at, [scalarNode(at, separator), listNode(at, parts)]));
}

/** `format("%s-%d", a, b)`. */
export function formatted(template: string, values: TemplateNode[], at: Place): TemplateNode {
  const pieces = template.split(/%[-+0-9.]*[a-z]/);
  return join(
    pieces.flatMap((piece, index) =>
      index === 0
        ? [scalarNode(at, piece)]
        : [values[index - 1] ?? unknown('a missing argument of format', at), scalarNode(at, piece)],
    ),
    '',
    at,
  );
}

export function parameter(
  parameters: Map<string, string | undefined>,
  name: string,
  fallback: string | undefined,
  at: Place,
): TemplateNode {
  if (!parameters.has(name)) parameters.set(name, fallback);
  return intrinsicNode(at, 'Ref', scalarNode(at, name));
}

export const unknown = (expression: string, at: Place): TemplateNode =>
  intrinsicNode(at, 'Deploy::Unknown', scalarNode(at, expression.slice(0, 100)));

/** Values larger than this are not renamed member by member. */
const MAX_RENAMED = 500;

/** A value of another module as this one reads it: `module.orders.queue_url`, `var.tables["a"]`. */
export function readAs(node: TemplateNode, expression: string, module: string): TemplateNode {
  return sizeOf(node) > MAX_RENAMED ? node : renamed(node, expression, module);
}

function renamed(node: TemplateNode, expression: string, module: string): TemplateNode {
  switch (node.kind) {
    case 'scalar':
      return node;
    case 'intrinsic':
      return { ...node, via: { expression, module } };
    case 'list':
      return listNode(
        node,
        node.items.map((item, index) => renamed(item, `${expression}[${index}]`, module)),
      );
    case 'map': {
      const entries = [...node.entries].map(([key, item]): [string, TemplateNode] => [
        key,
        renamed(
          item,
          /^[a-z_][\w-]*$/i.test(key) ? `${expression}.${key}` : `${expression}[${JSON.stringify(key)}]`,
          module,
        ),
      ]);
      return { ...node, entries: new Map(entries) };
    }
  }
}
