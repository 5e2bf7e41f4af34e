import { isMap, isScalar, type Node, type Pair } from 'yaml';
import type { Splice } from '../splice.js';
import type { Fragments } from '../types.js';
import { columnOf, endOf, type FoundPair, isBlock, pairOf, type YamlFile } from '../yaml/document.js';
import { insertPair, removePair, replaceValue } from '../yaml/edit.js';

/** Resources beside a role: new ones after a resource, existing ones of ours replaced, and removed when nothing needs them any more. */
export function planApart(yaml: YamlFile, resource: FoundPair, apart: Fragments['apart'], ours: RegExp): Splice[] {
  const splices: Splice[] = [];
  for (const { id, value } of apart) {
    const existing = pairOf(resource.map, id);
    if (!existing)
      splices.push(...insertPair(yaml, resource, id, value, unitOf(yaml, resource), hasBlankAfter(yaml, resource)));
    else if (!sameValue(existing.value, value.data))
      splices.push(...replaceValue(yaml, existing, value, unitOf(yaml, resource)));
  }
  for (const { key } of resource.map.items as Pair<Node>[]) {
    const id = isScalar(key) ? String(key.value) : '';
    if (ours.test(id) && !apart.some((wanted) => wanted.id === id))
      splices.push(...removePair(yaml, pairOf(resource.map, id)!));
  }
  return splices;
}

/** Columns from one level of the template to the next. */
export function unitOf(yaml: YamlFile, { key, value }: FoundPair): number {
  const [first] = isMap(value) && isBlock(value) ? (value.items as Pair<Node>[]) : [];
  return first ? columnOf(yaml, first.key) - columnOf(yaml, key) : 2;
}

const hasBlankAfter = ({ text }: YamlFile, { value }: FoundPair): boolean =>
  value !== null && /^\r?\n/.test(text.slice(endOf(value)));

/** Whether a node says the same as some data: intrinsic functions in either form. */
export function sameValue(node: Node | null, data: unknown): boolean {
  return node !== null && JSON.stringify(plain(node)) === JSON.stringify(data);
}

function plain(node: unknown): unknown {
  if (isMap(node)) {
    return Object.fromEntries(
      (node.items as Pair<Node, Node | null>[]).map(({ key, value }) => [
        isScalar(key) ? String(key.value) : '',
        plain(value),
      ]),
    );
  }
  if (node === null || typeof node !== 'object') return node;
  const { tag, items } = node as { tag?: string; items?: unknown[] };
  const value = items ? items.map(plain) : isScalar(node) ? node.value : undefined;
  if (!tag?.startsWith('!') || tag.startsWith('!!')) return value;
  if (tag === '!Ref') return { Ref: value };
  if (tag === '!GetAtt' && typeof value === 'string') {
    const dot = value.indexOf('.');
    return { 'Fn::GetAtt': [value.slice(0, dot), value.slice(dot + 1)] };
  }
  return { [`Fn::${tag.slice(1)}`]: value };
}
