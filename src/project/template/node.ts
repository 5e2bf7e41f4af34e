import type { SourceLocation } from '../../model/location.js';

/**
 * A template as a tree that no longer knows whether it was written as YAML or JSON, in short or long form: `!Ref A`,
 * `{ "Ref": "A" }` and `Ref: A` are one node. Every node knows its place in the file it came from.
 */
export type TemplateNode = ScalarNode | ListNode | MapNode | IntrinsicNode;

/** One file: turns offsets into lines and columns only when somebody asks. */
export interface TemplateSource {
  file: string;
  locate(offset: number): { line: number; column: number };
}

interface NodeBase {
  source: TemplateSource;
  offset: number;
}

export interface ScalarNode extends NodeBase {
  kind: 'scalar';
  /** Numbers are kept as they were written, so that account `012345678901` stays one. */
  value: string | boolean | null;
}

export interface ListNode extends NodeBase {
  kind: 'list';
  items: TemplateNode[];
}

export interface MapNode extends NodeBase {
  kind: 'map';
  entries: Map<string, TemplateNode>;
  /** Where each key stands: a resource's line is its key's, not its value's. */
  keyOffsets: Map<string, number>;
}

export interface IntrinsicNode extends NodeBase {
  kind: 'intrinsic';
  /** `Ref`, `Condition` or `Fn::…` in the long form. */
  name: string;
  argument: TemplateNode;
  /** The expression by which a module reads the value, when it comes from another module (Terraform). */
  via?: { expression: string; module: string };
}

export const locationOf = (node: NodeBase): SourceLocation => ({
  file: node.source.file,
  ...node.source.locate(node.offset),
});

/** Place of a key of a map; of the map itself when there is no such key. */
export function locationOfKey(node: MapNode, key: string): SourceLocation {
  const offset = node.keyOffsets.get(key) ?? node.offset;
  return { file: node.source.file, ...node.source.locate(offset) };
}

/** Child of a map by key; undefined for other nodes. */
export function child(node: TemplateNode | undefined, ...keys: string[]): TemplateNode | undefined {
  let current = node;
  for (const key of keys) {
    if (current?.kind !== 'map') return undefined;
    current = current.entries.get(key);
  }
  return current;
}

export const mapOf = (node: TemplateNode | undefined): MapNode | undefined => (node?.kind === 'map' ? node : undefined);

/** Plain text of a scalar; undefined for null and for anything that is not a scalar. */
export function scalarOf(node: TemplateNode | undefined): string | undefined {
  if (node?.kind !== 'scalar' || node.value === null) return undefined;
  return String(node.value);
}

/** Items of a list; a single value counts as a list of one, as CloudFormation and SAM accept in many places. */
export function itemsOf(node: TemplateNode | undefined): TemplateNode[] {
  if (!node || (node.kind === 'scalar' && node.value === null)) return [];
  return node.kind === 'list' ? node.items : [node];
}

export const entriesOf = (node: TemplateNode | undefined): [string, TemplateNode][] =>
  node?.kind === 'map' ? [...node.entries] : [];
