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
    const index = indexAt(node.items, target.start);
    const item = node.items[index];
    return item && find(item, target, `${path}[${index}]`);
  } else if (node.kind === 'object') {
    for (const { name, key, value } of node.members) {
      const own = `${path}.${name}`;
      const found = key === target ? own : find(value, target, own);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

/** The last item that starts at or before an offset: items stand in the order of the text. */
function indexAt(items: readonly JsonNode[], offset: number): number {
  let [low, high] = [0, items.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (items[middle]!.start <= offset) low = middle;
    else high = middle;
  }
  return low;
}
