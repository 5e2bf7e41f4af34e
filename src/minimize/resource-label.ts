import type { Catalog, ServiceRecord } from '../catalog/types.js';
import { servicePrefixOf } from '../model/action.js';
import { camelCase } from './words.js';

/** What people call a resource type when its own name reads badly in a Sid; all others are the type in camel case. */
const NOUNS: { readonly [type: string]: string } = {
  object: 'Bucket',
  index: 'Table',
  alias: 'Alias',
  'log-stream': 'LogGroup',
};

/**
 * A short name for a resource of an action: `OrdersTable` for `${Orders.Arn}` or `…:table/orders`, `AnyTable` for `…:table/*`, the
 * service for `*`. Made from the printed text only, so that a policy read back gets the same names.
 */
export function resourceLabel(printed: string, action: string, catalog: Catalog): string {
  // Where a resource lies is no part of its name, whether it is printed as `*` or as a pseudo parameter, nor is how a name is cut out.
  const resource = printed.replace(/\$\{AWS::\w+\}/g, '*').replace(/\.split\('[^']*'\)\[\d+\]\}/g, '}');
  const prefix = servicePrefixOf(action);
  if (resource === '*') return camelCase(prefix);
  const type = typeOf(resource, action, catalog);
  const noun = type === undefined ? '' : (NOUNS[type.type] ?? camelCase(type.type));
  const name = camelCase(nameIn(resource, type?.value));
  if (name === '') return noun === '' ? camelCase(prefix) : `Any${noun}`;
  return name.toLowerCase().endsWith(noun.toLowerCase()) ? name : `${name}${noun}`;
}

/** The name in a reference (`${Orders.Arn}` → `Orders`) or in the first placeholder of the ARN. */
function nameIn(resource: string, value: string | undefined): string {
  const whole = /^\$\{(?:env:)?([^}]*?)(?:\.[^}.]*)?\}/.exec(resource);
  const text = whole?.[1] ?? value ?? resource.split(':').slice(5).join(':');
  return text.replace(/-\?{6}$/, '').replace(/\$\{(?:env:)?([^}]*?)(?:\.[^}.]*)?\}/g, ' $1 ');
}

interface MatchedType {
  type: string;
  /** Text of the ARN's first placeholder; absent for a reference. */
  value?: string;
}

/** The resource type of the action that the ARN is written like. A reference has its first type. */
function typeOf(resource: string, action: string, catalog: Catalog): MatchedType | undefined {
  const types = catalog.action(action)?.resourceTypes ?? [];
  const service = catalog.service(servicePrefixOf(action));
  if (!resource.startsWith('arn:')) {
    const required = types.filter((type) => type.required);
    // Of several types the one with the shortest ARN is the one people mean: an object, not an object behind an access point.
    const arnLength = ({ type }: { type: string }): number => service?.resourceTypes[type]?.arn.length ?? 0;
    const first = (required.length > 0 ? required : types).toSorted((a, b) => arnLength(a) - arnLength(b))[0];
    return first && { type: first.type };
  }
  const tail = resource.split(':').slice(5).join(':');
  // A pattern like `log-group:NAME:*` is written like none of the action's own types: then any type of the service names it.
  const own = matchTypes(
    types.map(({ type }) => type),
    tail,
    service,
  );
  return own ?? matchTypes(Object.keys(service?.resourceTypes ?? {}), tail, service);
}

/** The type whose template the text is written like; the one with most literal text wins. */
function matchTypes(
  types: readonly string[],
  tail: string,
  service: ServiceRecord | undefined,
): MatchedType | undefined {
  const matches = types.flatMap((type) => {
    const template = service?.resourceTypes[type]?.arn.split(':').slice(5).join(':') ?? '';
    const match = template === '' ? null : new RegExp(`^${templatePattern(template)}$`).exec(tail);
    return match ? [{ type, value: match[1] ?? '', literal: template.replace(/\$\{[^}]*\}/g, '').length }] : [];
  });
  return matches.sort((a, b) => b.literal - a.literal || (a.type < b.type ? -1 : 1))[0];
}

const templatePattern = (template: string): string =>
  template
    .split(/\$\{[^}]*\}/)
    .map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('(.+?)');
