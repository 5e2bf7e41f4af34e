import type { JsonNode } from '../json/node.js';
import type { Elements, Entry } from './view.js';

/** Members of an object by name; none for another value. */
export const elementsOf = (node: JsonNode | undefined): Elements =>
  new Map(
    node?.kind === 'object'
      ? node.members.map((member) => [member.name, { key: member.key, value: member.value }])
      : [],
  );

/** Items of an array, or the one value. */
export const itemsOf = (node: JsonNode | undefined): JsonNode[] =>
  node === undefined ? [] : node.kind === 'array' ? node.items : [node];

/** The strings among the items. */
export const entriesOf = (node: JsonNode | undefined): Entry[] =>
  itemsOf(node).flatMap((item) => (item.kind === 'string' ? [{ text: String(item.value), node: item }] : []));
