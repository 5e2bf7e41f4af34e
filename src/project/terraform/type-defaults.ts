import { listNode } from '../template/build.js';
import { type MapNode, scalarOf, type TemplateNode } from '../template/node.js';
import type { Expression } from './syntax.js';

/**
 * A variable's value with the defaults that its type gives to members left out: `object({ effect = optional(string, "Allow") })`.
 * https://developer.hashicorp.com/terraform/language/expressions/type-constraints#optional-object-type-attributes
 */
export function withDefaults(
  node: TemplateNode,
  type: Expression,
  value: (expression: Expression) => TemplateNode,
): TemplateNode {
  if (type.kind !== 'call') return node;
  const [inner] = type.args;
  if (inner === undefined) return node;
  const ofItem = (item: TemplateNode) => withDefaults(item, inner, value);
  switch (type.name) {
    case 'list':
    case 'set':
      return node.kind === 'list' ? listNode(node, node.items.map(ofItem)) : node;
    case 'map':
      return node.kind === 'map'
        ? changed(
            node,
            [...node.entries].map(([key, item]) => [key, ofItem(item)]),
          )
        : node;
    case 'object':
      return node.kind === 'map' && inner.kind === 'object' ? object(node, inner, value) : node;
    default:
      return node;
  }
}

function object(
  node: MapNode,
  type: Extract<Expression, { kind: 'object' }>,
  value: (expression: Expression) => TemplateNode,
): MapNode {
  const entries = new Map(node.entries);
  for (const [keyExpression, written] of type.entries) {
    const key = keyExpression.kind === 'literal' ? String(keyExpression.value) : keyExpression.text;
    const isOptional = written.kind === 'call' && written.name === 'optional';
    const [inner, fallback] = isOptional ? written.args : [written];
    const given = entries.get(key);
    const isThere = given !== undefined && (given.kind !== 'scalar' || scalarOf(given) !== undefined);
    if (isThere && inner) entries.set(key, withDefaults(given, inner, value));
    else if (fallback && inner) entries.set(key, withDefaults(value(fallback), inner, value));
  }
  return changed(node, [...entries]);
}

const changed = (node: MapNode, entries: [string, TemplateNode][]): MapNode => ({ ...node, entries: new Map(entries) });
