import type { Catalog, Need } from '../catalog/types.js';
import { servicePrefixOf } from '../model/action.js';
import type { DeployedResource } from '../model/function.js';
import { concatTexts, type Text } from '../model/text.js';
import { textKey, withoutPrefix } from '../model/text-order.js';

/**
 * A resource that code names by a literal (or by the parameter that also names it) is the template's own resource when exactly one of
 * the right type declares that name: `table/orders` becomes `${Orders.Arn}`.
 */
export function bindByName(
  need: Need,
  resources: { readonly [target: string]: DeployedResource },
  catalog: Catalog,
): Text {
  const prefix = servicePrefixOf(need.action);
  const matches: { resource: DeployedResource; rest: Text }[] = [];
  for (const resource of Object.values(resources)) {
    if (!resource.declaredName) continue;
    const record = catalog.resourceOfCfn(resource.type, prefix);
    if (!record) continue;
    const arn = arnOfNamed(record.arn, resource.declaredName);
    const rest = arn && withoutPrefix(need.resource, arn);
    if (rest && startsNewSegment(rest)) matches.push({ resource, rest });
  }
  const [match, ...others] = matches;
  if (!match || others.length > 0) return need.resource;
  const { target, type } = match.resource;
  return concatTexts(
    [{ kind: 'reference', target, attribute: 'Arn', targetType: type, targetKind: 'resource' }],
    match.rest,
  );
}

/** The ARN of a resource with this declared name; undefined when its ARN holds more than the name, or no name at all. */
function arnOfNamed(format: string, name: Text): Text | undefined {
  const parts = format.split(/(\$\{\w+\})/).filter((part) => part !== '');
  let named = 0;
  const texts = parts.map((part): Text => {
    const pseudo = { '${Partition}': 'AWS::Partition', '${Region}': 'AWS::Region', '${Account}': 'AWS::AccountId' }[
      part
    ];
    if (pseudo) return [{ kind: 'reference', target: pseudo, targetKind: 'pseudo' }];
    if (!part.startsWith('${')) return [{ kind: 'literal', text: part }];
    named++;
    return name;
  });
  return named === 1 && textKey(name) !== '' ? concatTexts(...texts) : undefined;
}

/** `table/orders` must not match inside `table/orders-archive`. */
function startsNewSegment(rest: Text): boolean {
  const head = rest[0];
  return head === undefined || (head.kind === 'literal' && /^[/:]/.test(head.text));
}
