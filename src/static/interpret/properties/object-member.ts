import type { ts } from '../../parse/ast.js';
import { locationOf } from '../../parse/location.js';
import { objectMethod } from '../builtins/object-methods.js';
import { joinAll } from '../join.js';
import type { Machine } from '../machine.js';
import { unknown } from '../make.js';
import type { ObjectValue, Value } from '../value.js';

/**
 * A member of an object, its prototypes and bases; undefined when it surely has none. Objects with members of unknown name may mean
 * those by any name.
 */
export function memberOfObject(
  m: Machine,
  object: ObjectValue,
  property: string,
  receiver: Value,
  site: ts.Node,
): Value | undefined {
  const found = lookUp(m, object, property, receiver);
  if (object.computed?.length)
    return joinAll([found, ...object.computed.map((entry) => entry.value)].filter((one) => one !== undefined));
  if (found) return found;
  const inherited = fromBases(m, object, property, site);
  if (inherited) return inherited;
  if (object.open) return openMember(object, property);
  return objectMethod(property);
}

function lookUp(m: Machine, object: ObjectValue, property: string, receiver: Value): Value | undefined {
  for (let at: ObjectValue | undefined = object, depth = 0; at && depth < 32; at = at.proto, depth++) {
    m.heap.read(at.allocation);
    const field = at.fields.get(property);
    if (field) return field;
    const getter = at.getters?.get(property);
    if (getter) return getter(receiver);
  }
  return undefined;
}

function fromBases(m: Machine, object: ObjectValue, property: string, site: ts.Node): Value | undefined {
  for (let at: ObjectValue | undefined = object, depth = 0; at && depth < 32; at = at.proto, depth++) {
    for (const base of at.bases ?? []) {
      if (base.kind === 'external') {
        const value = base.model.get(base, property, m.contextAt(site));
        if (value) return value;
      } else if (base.kind === 'object') {
        const value = memberOfObject(m, base, property, base, site);
        if (value) return value;
      } else if (base.kind !== 'constant') return inheritedUnknown(base, object, property, site);
    }
  }
  return undefined;
}

/** A method that a class inherits from code we do not read may call every method the class itself has: it keeps the object inside. */
function inheritedUnknown(base: Value, object: ObjectValue, property: string, site: ts.Node): Value {
  const reason = base.kind === 'unknown' ? base.reason : 'inherited from a value that is not known';
  const value = unknown(`'${property}' ${reason}`, locationOf(site), undefined, [object]);
  value.derived = true;
  return value;
}

function openMember(object: ObjectValue, property: string): Value {
  const { open } = object;
  if (!open) return unknown(`member '${property}'`);
  const hinted = open.hint?.(property);
  if (hinted) return hinted;
  return unknown(open.reason, open.at, open.source && `${open.source}.${property}`);
}

/** True when an object, a prototype or a modelled base lists the name. Unknown values that hold each other are looked into once. */
export function hasMember(
  m: Machine,
  value: Value,
  property: string,
  site: ts.Node,
  seen: Set<Value> = new Set(),
): boolean {
  switch (value.kind) {
    case 'object': {
      for (let at: ObjectValue | undefined = value, depth = 0; at && depth < 32; at = at.proto, depth++) {
        if (at.fields.has(property) || at.getters?.has(property)) return true;
        if (at.bases?.some((base) => hasMember(m, base, property, site, seen))) return true;
      }
      return false;
    }
    case 'function':
      return hasMember(m, value.properties, property, site, seen);
    case 'external':
      return value.model.claims?.(value, property) ?? value.model.get(value, property, m.contextAt(site)) !== undefined;
    case 'union':
      return value.of.some((one) => hasMember(m, one, property, site, seen));
    case 'unknown':
      if (!value.inner || seen.has(value)) return false;
      seen.add(value);
      m.budget.spend();
      return value.inner.some((one) => hasMember(m, one, property, site, seen));
    default:
      return false;
  }
}
