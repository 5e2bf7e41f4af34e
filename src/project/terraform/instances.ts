import { mapNode, scalarNode } from '../template/build.js';
import { itemsOf, scalarOf, type TemplateNode } from '../template/node.js';
import type { HclBlock, Instance } from './hcl.js';
import { type Place, unknown } from './values.js';

/** More instances than anybody writes by hand are one that stands for all. */
const MAX_INSTANCES = 100;

/**
 * The instances that `for_each` or `count` makes of a block: one each as far as the module says how many there are, else one whose key is
 * not known. `count = var.on ? 1 : 0` counts as 1: what may be there counts. Undefined for a block without either.
 * https://developer.hashicorp.com/terraform/language/meta-arguments
 */
export function instancesOf(block: HclBlock, value: (argument: unknown) => TemplateNode): Instance[] | undefined {
  const { for_each: forEach, count } = block.body;
  const at = { source: block.source, offset: block.offset };
  if (forEach !== undefined) return eachOf(value(forEach), at);
  return count === undefined ? undefined : countedOf(value(count), at);
}

function eachOf(node: TemplateNode, at: Place): Instance[] {
  const elements = elementsOf(node);
  if (elements === undefined || elements.size > MAX_INSTANCES)
    return [{ suffix: '[each.key]', bindings: eachBindings(unknown('each.key', at), unknown('each.value', at), at) }];
  return [...elements].map(([key, element]) => ({
    suffix: `[${JSON.stringify(key)}]`,
    key,
    bindings: eachBindings(scalarNode(at, key), element, at),
  }));
}

const eachBindings = (key: TemplateNode, value: TemplateNode, at: Place): Instance['bindings'] =>
  new Map([['each', mapNode(at, { key, value })]]);

/** The elements of a map or set by key, of all branches of a condition; undefined when they are not known. */
function elementsOf(node: TemplateNode): Map<string, TemplateNode> | undefined {
  if (node.kind === 'map') return new Map(node.entries);
  if (node.kind === 'list') {
    const keys = node.items.map(scalarOf);
    return keys.some((key) => key === undefined)
      ? undefined
      : new Map(node.items.map((item, index) => [keys[index]!, item]));
  }
  const branches = branchesOf(node)?.map(elementsOf);
  if (branches === undefined || branches.some((branch) => branch === undefined)) return undefined;
  return new Map(branches.flatMap((branch) => [...branch!]));
}

function countedOf(node: TemplateNode, at: Place): Instance[] {
  const count = largest(node);
  if (count === undefined || count > MAX_INSTANCES)
    return [{ suffix: '[count.index]', bindings: countBindings(unknown('count.index', at), at) }];
  return Array.from({ length: count }, (_, index) => ({
    suffix: `[${index}]`,
    key: String(index),
    bindings: countBindings(scalarNode(at, String(index)), at),
  }));
}

const countBindings = (index: TemplateNode, at: Place): Instance['bindings'] =>
  new Map([['count', mapNode(at, { index })]]);

function largest(node: TemplateNode): number | undefined {
  const branches = branchesOf(node)?.map(largest);
  if (branches)
    return branches.some((branch) => branch === undefined) ? undefined : Math.max(...branches.map((branch) => branch!));
  const count = Number(scalarOf(node) ?? Number.NaN);
  return Number.isInteger(count) && count >= 0 ? count : undefined;
}

/** What a condition chooses from. */
const branchesOf = (node: TemplateNode): TemplateNode[] | undefined =>
  node.kind === 'intrinsic' && node.name === 'Fn::If' ? itemsOf(node.argument).slice(1) : undefined;
