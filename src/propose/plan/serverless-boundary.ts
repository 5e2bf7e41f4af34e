import { isMap, isScalar, type Node, type Pair } from 'yaml';
import type { Plan } from '../types.js';
import { type FoundPair, pairAt, pairOf, type YamlFile } from '../yaml/document.js';
import { insertPair, replaceValue, type YamlValue } from '../yaml/edit.js';
import { sameValue, unitOf } from './apart.js';
import { placeOf } from './sam.js';

/** A permissions boundary for a role that the Serverless Framework makes. */
export interface ServerlessBoundaryTarget {
  functionId: string;
  /** The function that has a role of its own; undefined for the role all share. */
  own: string | undefined;
  boundary: { id: string; value: YamlValue };
}

/** Where the boundary of the shared role may be written: https://www.serverless.com/framework/docs/providers/aws/guide/iam */
const SHARED = [
  ['provider', 'iam', 'role', 'permissionsBoundary'],
  ['provider', 'iam', 'role', 'permissionBoundary'],
  ['provider', 'rolePermissionsBoundary'],
];

/** Adds a managed policy to the service's own resources and makes it the boundary; one that somebody else has set stays. */
export function planServerlessBoundary(yaml: YamlFile, { own, boundary }: ServerlessBoundaryTarget): Plan {
  // The plugin that makes the role has a name of its own for it: https://github.com/functionalone/serverless-iam-roles-per-function
  const paths = own === undefined ? SHARED : [['functions', own, 'iamPermissionsBoundary']];
  const existing = paths.flatMap((path) => pairAt(yaml.root, path) ?? [])[0];
  if (existing && referenceIn(existing.value) !== boundary.id)
    return { refused: 'its role has a permissions boundary already', at: placeOf(yaml, existing) };
  const beside = planResource(yaml, boundary);
  if ('refused' in beside || existing) return beside;
  const reference: YamlValue = { block: `!Ref ${boundary.id}`, data: { Ref: boundary.id }, inline: true };
  const added = insertAt(yaml, paths[0]!, reference);
  return added
    ? { splices: [...added, ...beside.splices] }
    : {
        refused:
          own === undefined ? 'the provider section is not a plain map' : 'the function is not written in this file',
      };
}

function planResource(yaml: YamlFile, { id, value }: ServerlessBoundaryTarget['boundary']): Plan {
  const resources = pairAt(yaml.root, ['resources', 'Resources']);
  const last = resources && lastOf(resources);
  if (last) {
    const known = pairOf(resources.value, id);
    if (!known) return { splices: insertPair(yaml, last, id, value, unitOf(yaml, last)) };
    return { splices: sameValue(known.value, value.data) ? [] : replaceValue(yaml, known, value, unitOf(yaml, known)) };
  }
  if (pairAt(yaml.root, ['resources'])) return { refused: 'the resources of the service are written elsewhere' };
  const end = lastOf({ map: yaml.root, key: yaml.root, value: yaml.root });
  const nested = {
    block: `Resources:\n  ${id}:\n${value.block.replace(/^(?=.)/gm, '    ')}`,
    data: { Resources: { [id]: value.data } },
  };
  return end ? { splices: insertPair(yaml, end, 'resources', nested, 2, true) } : { refused: 'the file is empty' };
}

/** A value below the nearest part of its path that is written. */
function insertAt(yaml: YamlFile, path: readonly string[], value: YamlValue) {
  for (let length = path.length - 1; length > 0; length -= 1) {
    const found = pairAt(yaml.root, path.slice(0, length));
    const after = found && lastOf(found);
    if (!after) continue;
    const [name = '', ...missing] = path.slice(length);
    return insertPair(yaml, after, name, nest(missing, value), 2);
  }
  return undefined;
}

const nest = (keys: readonly string[], value: YamlValue): YamlValue =>
  keys.reduceRight(
    (inner, key) => ({
      block: inner.inline ? `${key}: ${inner.block}` : `${key}:\n${inner.block.replace(/^(?=.)/gm, '  ')}`,
      data: { [key]: inner.data },
    }),
    value,
  );

function lastOf({ value }: FoundPair): FoundPair | undefined {
  const last = isMap(value) ? (value.items as Pair<Node, Node | null>[]).at(-1) : undefined;
  return last && isMap(value) ? { map: value, key: last.key, value: last.value } : undefined;
}

function referenceIn(node: Node | null): string | undefined {
  if (isScalar(node)) return node.tag === '!Ref' ? String(node.value) : undefined;
  const long = pairOf(node, 'Ref')?.value;
  return isScalar(long) ? String(long.value) : undefined;
}
