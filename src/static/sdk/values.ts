import type { SourceLocation } from '../../model/location.js';
import { literal, literalOf } from '../../model/text.js';
import type { CallContext, ObjectValue, StringValue, UnknownValue, Value } from '../interpret/value.js';

export const UNDEFINED: Value = { kind: 'constant', value: undefined };

export const stringValue = (text: string): StringValue => ({ kind: 'string', text: literal(text) });

export function unknownValue(reason: string, at?: SourceLocation, source?: string, inner?: Value[]): UnknownValue {
  return { kind: 'unknown', reason, ...(at && { at }), ...(source && { source }), ...(inner?.length && { inner }) };
}

/** The single values a value can be. An unknown value is one of its own; `alternativesWithin` also looks at what hides inside it. */
export const alternatives = (value: Value | undefined): readonly Value[] =>
  value === undefined ? [] : value.kind === 'union' ? value.of.flatMap(alternatives) : [value];

/**
 * Alternatives, with the values hidden in unknown ones (a client given to an unknown package) and the modelled parents of instances
 * (`class Store extends S3Client`) in their place.
 */
export function alternativesWithin(value: Value | undefined): readonly Value[] {
  return alternatives(value).flatMap((one) => {
    if (one.kind === 'unknown' && one.inner) return one.inner.flatMap(alternativesWithin);
    return one.kind === 'object' && one.bases ? [...one.bases.filter((base) => base.kind === 'external'), one] : [one];
  });
}

export const isUndefined = (value: Value | undefined): boolean =>
  value === undefined || (value.kind === 'constant' && (value.value === undefined || value.value === null));

export const literalString = (value: Value | undefined): string | undefined =>
  value?.kind === 'string' ? literalOf(value.text) : undefined;

/** True for values that code can call, so that an argument list can be told from a trailing callback. */
export const isFunction = (value: Value | undefined): boolean =>
  alternatives(value).some(
    (one) =>
      one.kind === 'function' || one.kind === 'native' || (one.kind === 'external' && one.model.call !== undefined),
  );

/**
 * A member of a known object or model, also from its prototypes, or undefined when it does not list it. Never invents members of
 * unknown objects: an unknown configuration says nothing.
 */
export function memberOf(context: CallContext, value: Value | undefined, name: string): Value | undefined {
  const found = alternatives(value).flatMap((one) => {
    if (one.kind === 'external') return one.model.get(one, name, context) ?? [];
    return one.kind === 'object' && lists(one, name) ? context.get(one, name) : [];
  });
  return unionOf(found);
}

function lists(object: ObjectValue, name: string): boolean {
  return (
    object.fields.has(name) ||
    object.getters?.has(name) === true ||
    (object.proto !== undefined && lists(object.proto, name))
  );
}

/** One value for many; undefined for none. Equal external values are joined by key. */
export function unionOf(values: readonly Value[]): Value | undefined {
  const flat: Value[] = [];
  for (const value of values.flatMap(alternatives)) if (!flat.some((seen) => same(seen, value))) flat.push(value);
  if (flat.length <= 1) return flat[0];
  return flat.length <= 12
    ? { kind: 'union', of: flat }
    : unknownValue('more than twelve values', undefined, undefined, flat);
}

function same(a: Value, b: Value): boolean {
  if (a === b) return true;
  if (a.kind === 'external' && b.kind === 'external') return a.key === b.key;
  if (a.kind === 'constant' && b.kind === 'constant') return a.value === b.value;
  if ((a.kind === 'object' || a.kind === 'array' || a.kind === 'function') && a.kind === b.kind) return a.id === b.id;
  return (
    a.kind === 'string' &&
    b.kind === 'string' &&
    literalOf(a.text) !== undefined &&
    literalOf(a.text) === literalOf(b.text)
  );
}

/** An object the model hands to code or freezes into an input. `id` names the site, so that runs agree. */
export function objectValue(id: string, fields: { [name: string]: Value | undefined }): ObjectValue {
  const known = Object.entries(fields).filter((entry): entry is [string, Value] => entry[1] !== undefined);
  return { kind: 'object', id, fields: new Map(known) };
}

export const siteOf = (at: SourceLocation): string => `${at.file}:${at.line}:${at.column}`;

/** Text that stands for a value in keys: equal values have equal text. */
export function identityOf(context: CallContext, value: Value | undefined): string {
  if (value === undefined) return '';
  if (value.kind === 'external') return value.key;
  if (value.kind === 'object' || value.kind === 'array' || value.kind === 'function') return value.id;
  if (value.kind === 'union') return value.of.map((one) => identityOf(context, one)).join('|');
  return JSON.stringify(context.toArgument(value));
}
