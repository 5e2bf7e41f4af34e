import type { PermissionCondition } from '../../model/permission.js';
import { concatTexts, literal, literalOf, type Text } from '../../model/text.js';
import type { GrantRule, ValueRule } from '../rules.js';
import { attributesOf } from './attributes.js';
import type { RuleContext } from './context.js';
import { type Found, lookUp, type Scope, textOf } from './look-up.js';
import { resourcesOf } from './resources.js';

/**
 * The grant's conditions with their values filled; those under `narrow` only when the user asks for them. `own` is what the resource
 * itself asks for. Undefined when there is none.
 */
export function conditionOf(
  grant: GrantRule,
  scope: Scope,
  context: RuleContext,
  own: PermissionCondition | undefined,
): PermissionCondition | undefined {
  const out: PermissionCondition = {};
  const set = (operator: string, key: string, texts: Text[]) => {
    out[operator] = { ...out[operator], [key]: texts };
  };
  // What a grant is bound to stays in place with a hole in it; rendering makes it a pattern, because leaving it out would widen the grant.
  for (const [operator, key, values] of entriesOf(grant.condition ?? {}))
    set(
      operator,
      key,
      values.flatMap((value) => textsOf(value, scope, context, grant)),
    );
  if (context.call.conditions) {
    for (const [operator, key, values] of entriesOf(grant.narrow ?? {})) {
      if (key.endsWith('{}')) {
        for (const [name, text] of entriesOfMap(values, scope)) set(operator, key.replace('{}', name), [text]);
        continue;
      }
      const texts = values.flatMap((value) => textsOf(value, scope, context, grant));
      // A value that can't be seen would be a wildcard: then the key narrows nothing and is left out.
      if (texts.length > 0 && texts.every((text) => text.every((part) => part.kind !== 'unknown')))
        set(operator, key, texts);
    }
  }
  for (const [operator, key, texts] of entriesOf(own ?? {})) set(operator, key, texts);
  return Object.keys(out).length > 0 ? out : undefined;
}

const entriesOf = <T>(rules: { [operator: string]: { [key: string]: T } }): [string, string, T][] =>
  Object.entries(rules).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, value]): [string, string, T] => [operator, key, value]),
  );

function textsOf(value: string | ValueRule, scope: Scope, context: RuleContext, grant: GrantRule): Text[] {
  if (typeof value === 'string') return [pattern(value, context)];
  if (value.resource)
    return resourcesOf({ ...grant, on: [value.resource] }, scope, context).map((named) => named.resource);
  const { from = '' } = value;
  const found = lookUp(from, scope).filter((one) => one.state !== 'absent');
  if (found.length === 0) return [];
  if (value.as === 'attributes') return (attributesOf([from, ...(value.and ?? [])], scope) ?? []).map(literal);
  if (value.as !== 'sole') return found.map((one) => textOf(one, from));
  return found.length === 1 ? [attributeText(found[0]!, from)] : [];
}

/** A DynamoDB attribute: `{ S: 'a' }` as the low-level client writes it, or the bare value of the document client. */
function attributeText(found: Found, name: string): Text {
  if (found.state !== 'set' || found.value.kind !== 'object') return textOf(found, name);
  const inner = Object.entries(found.value.members).filter(([type]) => type === 'S' || type === 'N');
  return textOf(
    inner.length === 1
      ? { state: 'set', value: inner[0]![1] }
      : { state: 'unknown', reason: `${name} is not a string` },
    name,
  );
}

/** Entries of a map whose key and value are known: `EncryptionContext: { tenant: 'a' }`. */
function entriesOfMap(values: (string | ValueRule)[], scope: Scope): [string, Text][] {
  return values.flatMap((value) =>
    lookUp(typeof value === 'string' ? value : (value.from ?? ''), scope).flatMap((found): [string, Text][] => {
      const name = found.state === 'set' && found.key ? literalOf(found.key) : undefined;
      const text = name === undefined ? [] : textOf(found, name);
      return name === undefined || text.some((part) => part.kind === 'unknown') ? [] : [[name, text]];
    }),
  );
}

/** `sqs.${Region}.${UrlSuffix}`: China and the isolated partitions have domains of their own. */
function pattern(value: string, context: RuleContext): Text {
  const pieces = value.split(/(\$\{\w+\})/).map((token): Text => {
    const name = /^\$\{(\w+)\}$/.exec(token)?.[1];
    if (name === undefined) return literal(token);
    if (name === 'UrlSuffix') return [{ kind: 'reference', target: 'AWS::URLSuffix', targetKind: 'pseudo' }];
    return context.fields[name] ?? literal(token);
  });
  return concatTexts(...pieces);
}
