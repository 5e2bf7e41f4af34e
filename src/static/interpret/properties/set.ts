import type { ts } from '../../parse/ast.js';
import { noteWrite } from '../branches.js';
import { alternativesOf, join, mergeInner, sameValue } from '../join.js';
import type { Machine } from '../machine.js';
import { UNDEFINED } from '../make.js';
import { literalText } from '../text.js';
import type { ArrayValue, ObjectValue, UnknownValue, Value } from '../value.js';

const MAX_FIELDS = 2000;

/** `object.property = value`. Replaces under the condition the object was made under, joins otherwise. */
export function setMember(m: Machine, object: Value, property: string, value: Value, site: ts.Node): void {
  switch (object.kind) {
    case 'object':
      if (!callSetter(object, property, value)) setField(m, object, property, value);
      return;
    case 'array':
      setElement(m, object, property, value);
      return;
    case 'function':
      setField(m, object.properties, property, value);
      return;
    case 'union':
      m.under(() => {
        for (const one of object.of) setMember(m, one, property, value, site);
      });
      return;
    case 'unknown':
      keepInside(m, object, property, value);
      return;
    default:
      return;
  }
}

/** `object[key] = value` with a key that is a value. */
export function setComputedMember(m: Machine, object: Value, key: Value, value: Value, site: ts.Node): void {
  const keys = alternativesOf(key);
  const write = () => {
    for (const one of keys) {
      const name =
        literalText(one) ??
        (one.kind === 'constant' ? String(one.value) : one.kind === 'external' ? one.key : undefined);
      if (name !== undefined) setMember(m, object, name, value, site);
      else for (const target of alternativesOf(object)) addComputed(m, target, one, value);
    }
  };
  if (keys.length > 1) m.under(write);
  else write();
}

function callSetter(object: ObjectValue, property: string, value: Value): boolean {
  for (let at: ObjectValue | undefined = object, depth = 0; at && depth < 32; at = at.proto, depth++) {
    if (at !== object && at.fields.has(property)) return false;
    const setter = at.setters?.get(property);
    if (setter) {
      setter(value, object);
      return true;
    }
    if (at.getters?.has(property)) return true;
  }
  return false;
}

export function setField(m: Machine, object: ObjectValue, property: string, value: Value): void {
  const old = object.fields.get(property);
  const conditional = object.allocation !== undefined && object.allocation.frame !== m.frame;
  // A member first set under a condition may also be absent: `if (index) params.IndexName = index`.
  const before = old ?? (conditional && isRecord(object) ? UNDEFINED : undefined);
  const next = before && conditional ? join(before, value) : value;
  if (conditional) noteWrite(m, object, object.allocation?.frame, property, value, old);
  if (old && sameValue(old, next)) return;
  if (!old && object.fields.size >= MAX_FIELDS) return;
  object.fields.set(property, next);
  m.heap.changed(object.allocation);
}

/** An object written as `{…}`: what stands in it is what a request says. */
const isRecord = (object: ObjectValue): boolean => !object.proto && !object.bases && !object.getters;

function setElement(m: Machine, array: ArrayValue, property: string, value: Value): void {
  if (property === 'length') return;
  const index = /^\d+$/.test(property) ? Number(property) : -1;
  if (index >= 0 && index <= array.items.length && !array.rest && array.allocation?.frame === m.frame) {
    array.items[index] = value;
    m.heap.changed(array.allocation);
  } else addRest(m, array, value);
}

/** Adds an element whose position and number are not known. */
export function addRest(m: Machine, array: ArrayValue, value: Value): void {
  const next = array.rest ? join(array.rest, value) : value;
  if (array.rest && sameValue(array.rest, next)) return;
  array.rest = next;
  m.heap.changed(array.allocation);
}

function addComputed(m: Machine, object: Value, key: Value, value: Value): void {
  if (object.kind === 'array') addRest(m, object, value);
  else if (object.kind === 'unknown') keepInside(m, object, '[]', value);
  else if (object.kind === 'object' || object.kind === 'function') {
    const target = object.kind === 'function' ? object.properties : object;
    const entries = target.computed ?? [];
    const known = entries.find((entry) => sameValue(entry.key, key));
    if (known) {
      const next = join(known.value, value);
      if (sameValue(next, known.value)) return;
      known.value = next;
    } else if (entries.length < 32) target.computed = [...entries, { key, value }];
    m.heap.changed(target.allocation);
  }
}

/** Code may hang its own members on a value it got from outside (`event.db = client`): they are kept inside the unknown value. */
function keepInside(m: Machine, object: UnknownValue, property: string, value: Value): void {
  const held = object.inner?.find((one): one is ObjectValue => one.kind === 'object' && one.id.startsWith('held#'));
  const holder = held ?? m.makeObject();
  if (!held) {
    holder.id = `held#${holder.id}`;
    object.inner = mergeInner(object.inner, [holder]);
    // The handler's own arguments live on between calls: a run that stores in one cannot be remembered.
    if (object.allocation) m.heap.changed(object.allocation);
  }
  setField(m, holder, property, value);
}
