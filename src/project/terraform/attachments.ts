import { listNode } from '../template/build.js';
import { child, itemsOf, type MapNode, scalarOf, type TemplateNode } from '../template/node.js';

/** Resources by address, as `synthesize` writes them. */
export type Resources = { [address: string]: MapNode };

/**
 * Resources that attach managed policies to roles (`Terraform::RoleAttachment`, with one role and policy or lists of them) → the
 * `ManagedPolicyArns` of the roles. Users and groups are left out.
 */
export function attachPolicies(resources: Resources): void {
  for (const attachment of Object.values(resources)) {
    if (scalarOf(child(attachment, 'Type')) !== 'Terraform::RoleAttachment') continue;
    const arns = itemsOf(child(attachment, 'Properties', 'PolicyArn'));
    for (const written of itemsOf(child(attachment, 'Properties', 'Role'))) {
      const role = roleOf(written, resources);
      const properties = child(role, 'Properties');
      const [first] = arns;
      if (!first || properties?.kind !== 'map') continue;
      const present = properties.entries.get('ManagedPolicyArns');
      properties.entries.set('ManagedPolicyArns', listNode(first, [...itemsOf(present), ...arns]));
    }
  }
}

/** The role that is referred to, or has this name. */
function roleOf(written: TemplateNode, resources: Resources): MapNode | undefined {
  const address = referredTo(written);
  if (address !== undefined) return resources[address];
  const name = shape(written);
  return Object.values(resources).find((resource) => {
    const own = child(resource, 'Properties', 'RoleName');
    return scalarOf(child(resource, 'Type')) === 'AWS::IAM::Role' && own !== undefined && shape(own) === name;
  });
}

/** Address a `Ref` or `Fn::GetAtt` names. */
export function referredTo(node: TemplateNode | undefined): string | undefined {
  if (node?.kind !== 'intrinsic' || (node.name !== 'Ref' && node.name !== 'Fn::GetAtt')) return undefined;
  return scalarOf(node.name === 'Ref' ? node.argument : itemsOf(node.argument)[0]);
}

/** A value without its places: what is written alike is alike. */
const shape = (node: TemplateNode): string =>
  JSON.stringify(node, (key, value: unknown) => (key === 'source' || key === 'offset' ? undefined : value));
