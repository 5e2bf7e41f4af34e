import type { JsonNode } from './node.js';

/** Path of a node from the document, as people write it: `Statement[2].Condition.StringLike`. Empty for the document itself. */
export function pathTo(root: JsonNode, target: JsonNode): string {
  return find(root, target, '')?.replace(/^\./, '') ?? '';
}

function find(node: JsonNode, target: JsonNode, path: string): string | undefined {
  if (node === target) return path;
  // A node spans its children, so only one branch can hold the target.
  if (target.start < node.start || target.end > node.end) return undefined;
  if (node.kind === 'array') {
    for (const [index, item] of node.items.entries()) {
      const found = find(item, target, `${path}[${index}]`);
      if (found !== undefined) return found;
    }
  } else if (node.kind === 'object') {
    for (const { name, key, value } of node.members) {
      const own = `${path}.${name}`;
      const found = key === target ? own : find(value, target, own);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}
