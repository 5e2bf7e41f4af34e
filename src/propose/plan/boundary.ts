import { isMap, isScalar, type Node, type Pair } from 'yaml';
import type { Plan } from '../types.js';
import { pairAt, pairOf, type YamlFile } from '../yaml/document.js';
import { insertPair, type YamlValue } from '../yaml/edit.js';
import { planApart, unitOf } from './apart.js';
import { placeOf } from './sam.js';

/** A permissions boundary for one role of a template. */
export interface BoundaryTarget {
  functionId: string;
  /** Resource that has the property `PermissionsBoundary`: a role, or a SAM function whose role is made for it. */
  owner: string;
  boundary: { id: string; value: YamlValue };
}

/**
 * Adds a managed policy as the boundary of a role, or brings the one of a former run up to date. A boundary somebody else has set stays.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-role.html#cfn-iam-role-permissionsboundary
 */
export function planBoundary(yaml: YamlFile, { owner, boundary }: BoundaryTarget): Plan {
  const resource = pairAt(yaml.root, ['Resources', owner]);
  const properties = resource && pairOf(resource.value, 'Properties');
  const last = isMap(properties?.value) ? (properties.value.items as Pair<Node, Node | null>[]).at(-1) : undefined;
  if (!resource || !properties || !isMap(properties.value) || !last)
    return { refused: `the properties of ${owner} are not written in the template itself` };
  const existing = pairOf(properties.value, 'PermissionsBoundary');
  if (existing && referenceIn(existing.value) !== boundary.id)
    return { refused: `${owner} has a permissions boundary already`, at: placeOf(yaml, existing) };
  const beside = planApart(yaml, resource, [boundary], /^$/);
  if (existing) return { splices: beside };
  const reference: YamlValue = { block: `!Ref ${boundary.id}`, data: { Ref: boundary.id }, inline: true };
  const after = { map: properties.value, key: last.key, value: last.value };
  return {
    splices: [...insertPair(yaml, after, 'PermissionsBoundary', reference, unitOf(yaml, properties)), ...beside],
  };
}

function referenceIn(node: Node | null): string | undefined {
  if (isScalar(node)) return node.tag === '!Ref' ? String(node.value) : undefined;
  const long = pairOf(node, 'Ref')?.value;
  return isScalar(long) ? String(long.value) : undefined;
}
