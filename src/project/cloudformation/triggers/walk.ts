import type { TemplateNode } from '../../template/node.js';

/**
 * Nodes at a dotted path; `*` stands for every item of a list and every value of a map, `**` for any depth. Both branches of an
 * `Fn::If` are followed.
 */
export function nodesAt(node: TemplateNode | undefined, path: string): TemplateNode[] {
  if (!node) return [];
  if (path === '') return [node];
  if (node.kind === 'intrinsic')
    return node.name === 'Fn::If' && node.argument.kind === 'list'
      ? node.argument.items.slice(1).flatMap((branch) => nodesAt(branch, path))
      : [];
  const dot = path.indexOf('.');
  const [key, rest] = dot < 0 ? [path, ''] : [path.slice(0, dot), path.slice(dot + 1)];
  if (key === '**') return descendants(node);
  if (key === '*') return values(node).flatMap((value) => nodesAt(value, rest));
  // A single value where a list is expected counts as a list of one.
  return node.kind === 'map' ? nodesAt(node.entries.get(key), rest) : [];
}

const values = (node: TemplateNode): TemplateNode[] =>
  node.kind === 'list' ? node.items : node.kind === 'map' ? [...node.entries.values()] : [];

const MAX_DESCENDANTS = 20_000;

function descendants(node: TemplateNode): TemplateNode[] {
  const out: TemplateNode[] = [];
  const pending = [node];
  while (pending.length > 0 && out.length < MAX_DESCENDANTS) {
    const next = pending.pop()!;
    if (next.kind === 'intrinsic') out.push(next);
    else pending.push(...values(next));
  }
  return out;
}
