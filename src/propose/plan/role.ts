import { isMap, isScalar, isSeq, type Node, type Pair } from 'yaml';
import type { Splice } from '../splice.js';
import type { Plan, Target } from '../types.js';
import { type FoundPair, pairAt, pairOf, sharedAnchor, type YamlFile } from '../yaml/document.js';
import { insertPair, removePair, replaceValue } from '../yaml/edit.js';
import { planApart, sameValue } from './apart.js';
import { listIndent, listIndentOfFile, placeOf } from './sam.js';

const ATTACHED = new Set(['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy', 'AWS::IAM::RolePolicy']);

/**
 * Edits the policies of an `AWS::IAM::Role`. Where a policy resource is attached to the role, its document becomes the policy, since it
 * may name what waits for the role; else the role's own `Policies` do. Managed policies go: what is needed of them is in the policy.
 */
export function planRole(yaml: YamlFile, { functionId, role = '', fragments }: Target): Plan {
  const resource = pairAt(yaml.root, ['Resources', role]);
  const properties = resource && pairOf(resource.value, 'Properties');
  if (!resource || !properties || !isMap(properties.value))
    return { refused: `the role ${role} is not written in the template itself` };
  const attached = attachedTo(yaml, role);
  if (attached.length > 1)
    return { refused: `${attached.length} policy resources are attached to its role`, at: placeOf(yaml, resource) };
  const [home] = attached;
  if (home && rolesOf(home).length > 1)
    return { refused: 'its policy resource is attached to several roles', at: placeOf(yaml, home) };
  const parts = ['Policies', 'ManagedPolicyArns'].flatMap((name) => pairOf(properties.value, name) ?? []);
  for (const { value } of [...parts, ...(home ? [home] : [])]) {
    const anchor = value && sharedAnchor(yaml, value);
    if (anchor)
      return {
        refused: `its policies carry the anchor &${anchor}, which is used elsewhere`,
        at: placeOf(yaml, resource),
      };
  }
  return {
    splices: home
      ? editHome(yaml, home, properties, fragments)
      : editOwn(yaml, resource, properties, functionId, fragments),
  };
}

/** The document of the policy resource; the role's own policies are removed. */
function editHome(yaml: YamlFile, home: FoundPair, properties: FoundPair, { document }: Target['fragments']): Splice[] {
  const pair = pairOf(pairOf(home.value, 'Properties')?.value, 'PolicyDocument')!;
  const kept = sameValue(pair.value, document.data) ? [] : replaceValue(yaml, pair, document, 2);
  const own = ['Policies', 'ManagedPolicyArns'].flatMap((name) => pairOf(properties.value, name) ?? []);
  return [...kept, ...own.flatMap((part) => removePair(yaml, part))];
}

function editOwn(
  yaml: YamlFile,
  resource: FoundPair,
  properties: FoundPair,
  functionId: string,
  { named, apart }: Target['fragments'],
): Splice[] {
  const beside = planApart(yaml, resource, apart, new RegExp(`^${functionId}ApartPolicy$`));
  const managed = pairOf(properties.value, 'ManagedPolicyArns');
  const removal = managed ? removePair(yaml, managed) : [];
  const policies = pairOf(properties.value, 'Policies');
  if (policies) {
    if (sameValue(policies.value, named.data)) return [...removal, ...beside];
    return [...replaceValue(yaml, policies, named, listIndent(yaml, policies)), ...removal, ...beside];
  }
  if (Array.isArray(named.data) && named.data.length === 0) return [...removal, ...beside];
  if (managed && !managed.map.flow) {
    // One hunk: the statements stand where the managed policies stood.
    const [first] = removal;
    const [added] = insertPair(yaml, managed, 'Policies', named, listIndent(yaml, managed));
    return [{ ...first!, text: `${first!.text}${added!.text}` }, ...beside];
  }
  const last = (properties.value as { items?: Pair<Node, Node | null>[] }).items!.at(-1)!;
  const after = { map: properties.map, ...last, ...(isMap(properties.value) && { map: properties.value }) };
  return [...insertPair(yaml, after, 'Policies', named, listIndentOfFile(yaml)), ...removal, ...beside];
}

/** Policy resources whose `Roles` name the role. */
function attachedTo(yaml: YamlFile, role: string): FoundPair[] {
  const resources = pairOf(yaml.root, 'Resources');
  if (!isMap(resources?.value)) return [];
  const map = resources.value;
  return (map.items as Pair<Node, Node | null>[])
    .map(({ key, value }) => ({ map, key, value }))
    .filter(({ key, value }) => {
      const type = pairOf(value, 'Type')?.value;
      const id = isScalar(key) ? String(key.value) : '';
      return (
        isScalar(type) &&
        ATTACHED.has(String(type.value)) &&
        !/ApartPolicy$/.test(id) &&
        rolesOf({ map, key, value }).includes(role)
      );
    });
}

function rolesOf({ value }: FoundPair): string[] {
  const properties = pairOf(value, 'Properties')?.value;
  const roles = pairOf(properties, 'Roles')?.value ?? pairOf(properties, 'RoleName')?.value;
  const items = isSeq(roles) ? (roles.items as Node[]) : roles ? [roles] : [];
  return items.flatMap((item) => {
    if (isScalar(item)) return [String(item.value)];
    const long = pairOf(item, 'Ref')?.value;
    return isScalar(long) ? [String(long.value)] : [];
  });
}
