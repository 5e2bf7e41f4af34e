import { intrinsicNode, scalarNode } from '../template/build.js';
import { child, itemsOf, scalarOf, type TemplateNode } from '../template/node.js';

const PLUGIN = 'serverless-pseudo-parameters';
const WRITTEN = /#\{([A-Za-z][\w:.]*)\}/g;

/**
 * A service with `#{AWS::Region}` and `#{Orders.Arn}` as `Fn::Sub`, which is what the plugin makes of them; as it is without the plugin.
 * https://www.npmjs.com/package/serverless-pseudo-parameters
 */
export function withPseudoParameters(service: TemplateNode): TemplateNode {
  const plugins = child(service, 'plugins');
  const names = itemsOf(child(plugins, 'modules') ?? plugins).map(scalarOf);
  return names.includes(PLUGIN) ? replaced(service, false) : service;
}

function replaced(node: TemplateNode, inSub: boolean): TemplateNode {
  switch (node.kind) {
    case 'scalar': {
      if (typeof node.value !== 'string') return node;
      const text = node.value.replace(WRITTEN, '${$1}');
      if (text === node.value) return node;
      return inSub ? scalarNode(node, text) : intrinsicNode(node, 'Fn::Sub', scalarNode(node, text));
    }
    case 'list':
      return { ...node, items: node.items.map((item) => replaced(item, inSub)) };
    case 'intrinsic':
      return { ...node, argument: replaced(node.argument, node.name === 'Fn::Sub') };
    case 'map':
      return { ...node, entries: new Map([...node.entries].map(([key, value]) => [key, replaced(value, false)])) };
  }
}
