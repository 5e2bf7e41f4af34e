import type { DeployedResource } from '../../model/function.js';
import type { Text } from '../../model/text.js';
import { child, type TemplateNode } from '../template/node.js';
import type { Expressions } from './expressions.js';
import type { ScopedResource } from './scope.js';
import { COMMON_KEY_PROPERTIES, KEY_PROPERTIES, namePropertiesOf } from './types.js';

const MAX_PROPERTIES = 200;
const MAX_DEPTH = 6;
/** Long texts are definitions (state machines, OpenAPI, inline code), not something a rule compares. */
const MAX_LENGTH = 1024;

/** What the rest of the tool may know of a resource: its type, its name, its key and its plain properties. */
export function deployedResource(resource: ScopedResource, evaluator: Expressions): DeployedResource {
  const out: DeployedResource = { target: resource.id, type: resource.type, at: resource.at, properties: {} };
  collect(resource.properties, '', 0, evaluator, out.properties);
  const name = namePropertiesOf(resource.type)
    .map((property) => out.properties[property])
    .find((text) => text !== undefined);
  if (name) out.declaredName = name;
  const key = encryptionKeyOf(resource, evaluator);
  if (key) out.encryptionKey = key;
  return out;
}

function encryptionKeyOf(resource: ScopedResource, evaluator: Expressions): Text | undefined {
  for (const path of KEY_PROPERTIES[resource.type] ?? COMMON_KEY_PROPERTIES) {
    const text = evaluator.text(at(resource.properties, path));
    if (text) return text;
  }
  return undefined;
}

/** Follows a dotted path; numbers index lists, and an `Fn::If` on the way is entered by its first branch that leads on. */
export function at(node: TemplateNode | undefined, path: string): TemplateNode | undefined {
  if (path === '' || !node) return node;
  const [key = '', ...rest] = path.split('.');
  if (node.kind === 'intrinsic' && node.name === 'Fn::If' && node.argument.kind === 'list') {
    return at(node.argument.items[1], path) ?? at(node.argument.items[2], path);
  }
  const next = node.kind === 'list' ? node.items[Number(key)] : child(node, key);
  return at(next, rest.join('.'));
}

function collect(
  node: TemplateNode | undefined,
  path: string,
  depth: number,
  evaluator: Expressions,
  out: { [path: string]: Text },
): void {
  if (!node || depth > MAX_DEPTH || Object.keys(out).length >= MAX_PROPERTIES) return;
  if (node.kind === 'map')
    for (const [key, value] of node.entries)
      collect(value, path === '' ? key : `${path}.${key}`, depth + 1, evaluator, out);
  else if (node.kind === 'list')
    for (const [index, item] of node.items.entries()) collect(item, `${path}.${index}`, depth + 1, evaluator, out);
  else if (node.kind !== 'scalar' || String(node.value).length <= MAX_LENGTH) {
    const text = evaluator.text(node);
    if (text) out[path] = text;
  }
}
