import { intrinsicNode, listNode, scalarNode } from '../template/build.js';
import type { TemplateNode } from '../template/node.js';
import { isRecord } from './hcl.js';

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

/** `dynamic "environment" { content { … } }` stands for the blocks it makes. */
export function dynamicContent(value: { [key: string]: unknown }, key: string): unknown {
  const dynamic = value['dynamic'];
  const blocks = isRecord(dynamic) ? dynamic[key] : undefined;
  const [first] = Array.isArray(blocks) ? blocks : [];
  return isRecord(first) ? first['content'] : undefined;
}

export function walk(node: TemplateNode, path: string[]): TemplateNode | undefined {
  let current: TemplateNode | undefined = node;
  for (const key of path) current = current?.kind === 'map' ? current.entries.get(key) : undefined;
  return current;
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
