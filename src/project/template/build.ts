import type { IntrinsicNode, ListNode, MapNode, ScalarNode, TemplateNode, TemplateSource } from './node.js';

/** Anything with a place: new nodes say they stand where an old one does. */
interface Placed {
  source: TemplateSource;
  offset: number;
}

export const scalarNode = (like: Placed, value: string | boolean | null): ScalarNode => ({
  kind: 'scalar',
  value,
  source: like.source,
  offset: like.offset,
});

export const listNode = (like: Placed, items: TemplateNode[]): ListNode => ({
  kind: 'list',
  items,
  source: like.source,
  offset: like.offset,
});

export const intrinsicNode = (like: Placed, name: string, argument: TemplateNode): IntrinsicNode => ({
  kind: 'intrinsic',
  name,
  argument,
  source: like.source,
  offset: like.offset,
});

/** Map of the members that are there; each key stands where its value does. */
export function mapNode(like: Placed, members: { [key: string]: TemplateNode | undefined }): MapNode {
  const present = Object.entries(members).filter((entry): entry is [string, TemplateNode] => entry[1] !== undefined);
  return {
    kind: 'map',
    entries: new Map(present),
    keyOffsets: new Map(present.map(([key, value]) => [key, value.offset])),
    source: like.source,
    offset: like.offset,
  };
}

/** Members of both; those of `over` win, and maps are merged. */
export function mergeMaps(base: TemplateNode | undefined, over: TemplateNode | undefined): TemplateNode | undefined {
  if (base?.kind !== 'map') return over ?? base;
  if (over?.kind !== 'map') return over ?? base;
  const out: MapNode = { ...over, entries: new Map(base.entries), keyOffsets: new Map(base.keyOffsets) };
  for (const [key, value] of over.entries) {
    out.entries.set(key, mergeMaps(base.entries.get(key), value)!);
    out.keyOffsets.set(key, over.keyOffsets.get(key) ?? over.offset);
  }
  return out;
}
