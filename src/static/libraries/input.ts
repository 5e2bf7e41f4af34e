import type { CallContext, Value } from '../interpret/value.js';
import { literalString, objectValue, stringValue, unknownValue } from '../sdk/values.js';
import { type SelectorScope, select, selectOne } from './select.js';
import type { InputPart } from './summary.js';

/** Builds a request's input, or a member of it, from its description. `id` names the objects made. */
export function inputValue(part: InputPart, scope: SelectorScope, context: CallContext, id: string): Value | undefined {
  if (typeof part === 'string') return selectOne(part, scope, context);
  if ('const' in part)
    return typeof part.const === 'string' ? stringValue(part.const) : { kind: 'constant', value: part.const };
  if ('unknown' in part) return unknownValue(part.unknown, context.at);
  if ('list' in part) return { kind: 'array', id, items: select(part.list, scope, context) };
  if ('keyedBy' in part) return keyedBy(select(part.keyedBy, scope, context), id);
  if ('items' in part) {
    const items = part.items.flatMap((one, index) => inputValue(one, scope, context, `${id}[${index}]`) ?? []);
    return { kind: 'array', id, items };
  }
  const members = Object.entries(part.members).map(([name, inner]) => [
    name,
    inputValue(inner, scope, context, `${id}.${name}`),
  ]);
  return objectValue(id, Object.fromEntries(members) as { [name: string]: Value | undefined });
}

function keyedBy(keys: readonly Value[], id: string): Value {
  const object = objectValue(id, {});
  for (const key of keys) {
    const name = literalString(key);
    const value = objectValue(`${id}[key]`, {});
    if (name !== undefined) object.fields.set(name, value);
    else object.computed = [...(object.computed ?? []), { key, value }];
  }
  return object;
}
