import type { Finding } from '../../model/finding.js';
import { child, itemsOf, locationOf, scalarOf, type TemplateNode } from '../template/node.js';

/** CloudFormation's own limits are lower; this only stops a template that loops over loops. */
const MAX_COPIES = 2000;

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-foreach.html */
export const isLoop = (key: string): boolean => key.startsWith('Fn::ForEach::');

/**
 * Unrolls `Fn::ForEach::Name: [variable, list, { key: body }]`. Lists are literal, or a parameter with a default.
 * Returns undefined, and reports why, when the list is known only when deployed.
 */
export function expandLoop(
  loop: TemplateNode,
  root: TemplateNode,
  report: (finding: Finding) => void,
): [string, TemplateNode][] | undefined {
  const [variable, collection, body] = itemsOf(loop);
  const name = scalarOf(variable);
  const values = collection && collectionOf(collection, root);
  if (name === undefined || !values || body?.kind !== 'map') {
    report({ ruleId: 'IT313', level: 'warning', args: { name: name ?? '?' }, location: locationOf(loop) });
    return undefined;
  }
  const out: [string, TemplateNode][] = [];
  for (const value of values) {
    for (const [key, node] of body.entries) {
      if (out.length >= MAX_COPIES) {
        report({
          ruleId: 'IT309',
          level: 'warning',
          args: { what: 'Fn::ForEach', limit: `${MAX_COPIES} copies` },
          location: locationOf(loop),
        });
        return out;
      }
      out.push([fill(key, name, value), substitute(node, name, value)]);
    }
  }
  return out;
}

function collectionOf(node: TemplateNode, root: TemplateNode): string[] | undefined {
  if (node.kind === 'list') return node.items.flatMap((item) => scalarOf(item) ?? []);
  if (node.kind !== 'intrinsic' || node.name !== 'Ref') return undefined;
  const fallback = scalarOf(child(root, 'Parameters', scalarOf(node.argument) ?? '', 'Default'));
  return fallback?.split(',').map((item) => item.trim());
}

/** `${X}` and `&{X}` (which drops characters that ids do not allow). */
const fill = (text: string, name: string, value: string): string =>
  text.replaceAll(`\${${name}}`, value).replaceAll(`&{${name}}`, value.replace(/[^A-Za-z0-9]/g, ''));

function substitute(node: TemplateNode, name: string, value: string): TemplateNode {
  switch (node.kind) {
    case 'scalar':
      return typeof node.value === 'string' ? { ...node, value: fill(node.value, name, value) } : node;
    case 'list':
      return { ...node, items: node.items.map((item) => substitute(item, name, value)) };
    case 'map':
      return {
        ...node,
        entries: new Map(
          [...node.entries].map(([key, item]) => [fill(key, name, value), substitute(item, name, value)]),
        ),
        keyOffsets: new Map([...node.keyOffsets].map(([key, offset]) => [fill(key, name, value), offset])),
      };
    case 'intrinsic':
      // `Ref` of the loop's variable is the value itself.
      if (node.name === 'Ref' && scalarOf(node.argument) === name)
        return { kind: 'scalar', value, source: node.source, offset: node.offset };
      return { ...node, argument: substitute(node.argument, name, value) };
  }
}
