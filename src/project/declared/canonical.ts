import type { Catalog } from '../../catalog/types.js';
import type { DeployedResource } from '../../model/function.js';
import { concatTexts, literal, type Text } from '../../model/text.js';
import { withoutPrefix } from '../../model/text-order.js';

/** Turns a resource of a declared policy into the words of our own output. */
export type Canonical = (text: Text) => Text;

/**
 * Writes an ARN that is spelled around a resource's name as the reference to the resource's ARN: `arn:aws:s3:::${Uploads}/*` →
 * `${Uploads.Arn}/*`. The name may be a reference, or the name the template declares. Both mean the same resource, and only the
 * second is what our own output says. The Region and account of the spelling are not compared: a name belongs to one stack, and what
 * is written there is that or wider.
 */
export function canonicalArns(resources: readonly DeployedResource[], catalog: Catalog | undefined): Canonical {
  if (!catalog) return (text) => text;
  const known = new Map<string, Spelling[]>();
  const spellings = (service: string) => {
    if (!known.has(service))
      known.set(
        service,
        resources.flatMap((resource) => spellingsOf(resource, service, catalog)),
      );
    return known.get(service)!;
  };
  return (text) => {
    const tail = resourceField(text);
    if (!tail) return text;
    for (const { prefix, name, arn } of spellings(tail.service)) {
      const rest = withoutPrefix(tail.text, [...literal(prefix), ...name]);
      if (rest && isWhole(rest)) return concatTexts(arn, rest);
    }
    return text;
  };
}

/** One way to spell a resource's ARN: what stands before its name in the sixth field, and the name. */
interface Spelling {
  prefix: string;
  name: Text;
  arn: Text;
}

function spellingsOf(resource: DeployedResource, service: string, catalog: Catalog): Spelling[] {
  const record = catalog.resourceOfCfn(resource.type, service);
  const format = record?.arn.split(':').slice(5).join(':');
  // Only formats that end in the name: `table/${TableName}`.
  const prefix = /^([^$]*)\$\{[^}]*\}$/.exec(format ?? '')?.[1];
  if (!record || !format || prefix === undefined) return [];
  const reference = {
    kind: 'reference',
    target: resource.target,
    targetKind: 'resource',
    targetType: resource.type,
  } as const;
  const arn: Text = [{ ...reference, ...(record.ref !== 'arn' && { attribute: 'Arn' }) }];
  const names: Text[] = [
    ...(record.ref === 'name' ? [[reference]] : []),
    ...nameAttributes(resource.type).map((attribute) => [{ ...reference, attribute }]),
    ...(resource.declaredName && resource.declaredName.length > 0 ? [resource.declaredName] : []),
  ];
  // A parameter's name may bring its slash: `parameter${Name}`.
  const prefixes = format.includes('WithoutLeadingSlash') ? [prefix, prefix.replace(/\/$/, '')] : [prefix];
  return prefixes.flatMap((one) => names.map((name) => ({ prefix: one, name, arn })));
}

/** CloudFormation calls the attribute that is a resource's name `Name` or, for a queue, `QueueName`. */
const nameAttributes = (type: string): string[] => ['Name', `${type.split('::').at(-1)}Name`];

/** The sixth field of an ARN, and its service; undefined for text that is not an ARN. */
function resourceField(text: Text): { service: string; text: Text } | undefined {
  const [first] = text;
  if (first?.kind !== 'literal' || !first.text.startsWith('arn:')) return undefined;
  let colons = 0;
  let head = '';
  for (const [index, part] of text.entries()) {
    if (part.kind !== 'literal') {
      head += '*';
      continue;
    }
    for (let at = 0; at < part.text.length; at += 1) {
      if (part.text[at] === ':') colons += 1;
      if (colons === 5)
        return {
          service: `${head}${part.text.slice(0, at)}`.split(':')[2] ?? '',
          text: [...literal(part.text.slice(at + 1)), ...text.slice(index + 1)],
        };
    }
    head += part.text;
  }
  return undefined;
}

/** The name must end where the spelling does: `orders-archive` is not `orders`. */
const isWhole = (rest: Text): boolean => {
  const [first] = rest;
  return !first || (first.kind === 'literal' && /^[/:]/.test(first.text));
};
