import type { ts } from '../../parse/ast.js';
import { locationOf } from '../../parse/location.js';
import { arrayMember } from '../builtins/array.js';
import { callableMember } from '../builtins/callable.js';
import { numberMember } from '../builtins/number.js';
import { promiseMember } from '../builtins/promise.js';
import { stringMember } from '../builtins/string.js';
import { prototypeOf } from '../calls/prototype.js';
import { alternativesOf, joinAll } from '../join.js';
import type { Machine } from '../machine.js';
import { isNullish, stringOf, UNDEFINED, unknown } from '../make.js';
import { exactText, literalText } from '../text.js';
import type { ExternalValue, FunctionValue, NativeValue, Value } from '../value.js';
import { arrayElement } from './elements.js';
import { memberOfObject } from './object-member.js';
import { memberOfUnknown } from './unknown-member.js';

/** The value of `object.property`. Alternatives that would throw (null, undefined) are left out when there are others. */
export function getMember(m: Machine, object: Value, property: string, site: ts.Node): Value {
  m.budget.spend();
  switch (object.kind) {
    case 'string':
      return stringMember(object, property) ?? promiseMember(object, property) ?? UNDEFINED;
    case 'constant':
      if (isNullish(object)) return unknown(`read of '${property}' from ${String(object.value)}`, locationOf(site));
      return numberMember(property) ?? promiseMember(object, property) ?? UNDEFINED;
    case 'object':
      return memberOfObject(m, object, property, object, site) ?? promiseMember(object, property) ?? UNDEFINED;
    case 'array':
      m.heap.read(object.allocation);
      return (
        arrayElement(object, property) ??
        arrayMember(m, object, property) ??
        promiseMember(object, property) ??
        UNDEFINED
      );
    case 'function':
      return memberOfFunction(m, object, property, site);
    case 'native':
      return memberOfNative(object, property) ?? unknown(`member '${property}' of ${object.name}`, locationOf(site));
    case 'external':
      return memberOfExternal(m, object, property, site);
    case 'union': {
      const able = object.of.filter((one) => !isNullish(one));
      return joinAll((able.length ? able : object.of).map((one) => getMember(m, one, property, site)));
    }
    case 'unknown':
      return memberOfUnknown(m, object, property, site);
  }
}

function memberOfFunction(m: Machine, fn: FunctionValue, property: string, site: ts.Node): Value {
  const own = memberOfObject(m, fn.properties, property, fn, site);
  if (own) return own;
  if (property === 'name') return stringOf(fn.name);
  // Arrows have none at run time, but compiled to ES5 they do: code that uses it was meant to.
  if (property === 'prototype') return prototypeOf(m, fn);
  return callableMember(m, fn, property) ?? promiseMember(fn, property) ?? UNDEFINED;
}

function memberOfNative(fn: NativeValue, property: string): Value | undefined {
  const own = fn.properties?.fields.get(property);
  if (own) return own;
  if (property === 'name') return stringOf(fn.name);
  return callableMember(undefined, fn, property) ?? promiseMember(fn, property);
}

function memberOfExternal(m: Machine, object: ExternalValue, property: string, site: ts.Node): Value {
  const own = object.model.get(object, property, m.contextAt(site));
  if (own) return own;
  const callable = object.model.call || object.model.construct ? callableMember(m, object, property) : undefined;
  return (
    callable ??
    promiseMember(object, property) ??
    unknown(`member '${property}' of ${object.model.name}`, locationOf(site))
  );
}

/** `object[key]` with a key that is a value: every member it can name, and every member at all when that cannot be told. */
export function getComputedMember(m: Machine, object: Value, key: Value, site: ts.Node): Value {
  return joinAll(alternativesOf(key).map((one) => memberByKey(m, object, one, site)));
}

function memberByKey(m: Machine, object: Value, key: Value, site: ts.Node): Value {
  const name = literalText(key) ?? exactText(key) ?? (key.kind === 'constant' ? String(key.value) : undefined);
  if (name !== undefined) return getMember(m, object, name, site);
  if (key.kind === 'external') return getMember(m, object, key.key, site);
  return joinAll(
    alternativesOf(object)
      .filter((one, _, all) => all.length === 1 || !isNullish(one))
      .map((one) => anyMember(m, one, key, site)),
  );
}

function anyMember(m: Machine, object: Value, key: Value, site: ts.Node): Value {
  const at = locationOf(site);
  switch (object.kind) {
    case 'object': {
      const names = [...object.fields.keys(), ...(object.getters?.keys() ?? [])].filter(
        (name) => !name.startsWith('[['),
      );
      const own = names.map((name) => getMember(m, object, name, site));
      const methods =
        object.proto && own.length === 0
          ? [...object.proto.fields.entries()].filter(([name]) => name !== 'constructor').map(([, value]) => value)
          : [];
      const computed = object.computed?.map((entry) => entry.value) ?? [];
      const bases = object.bases?.map((base) => anyMember(m, base, key, site)) ?? [];
      const found = [...own, ...methods, ...computed, ...bases, ...(object.open ? [object.open] : [])];
      return found.length ? joinAll(found) : unknown('a member whose name is not known', at);
    }
    case 'array':
      m.heap.read(object.allocation);
      return joinAll(
        [...object.items, ...(object.rest ? [object.rest] : [])].concat(
          object.items.length || object.rest ? [] : [UNDEFINED],
        ),
      );
    case 'function':
      return anyMember(m, object.properties, key, site);
    case 'external': {
      const context = m.contextAt(site);
      const told = object.model.getComputed?.(object, key, context);
      if (told) return told;
      const names = object.model.keys?.(object) ?? [];
      if (names.length > 0 && names.length <= 12)
        return joinAll(names.map((name) => object.model.get(object, name, context)));
      context.report({
        bucket: 'unresolved-operation',
        site: site.getText().slice(0, 80),
        reason: `the member of ${object.model.name} is chosen at run time`,
        advice: 'Give the name a literal union type, or choose between literal names in code.',
      });
      return unknown(`a member of ${object.model.name} chosen at run time`, at);
    }
    case 'unknown':
      return memberOfUnknown(m, object, '[]', site);
    default:
      return unknown('a member whose name is not known', at);
  }
}
