import type { ts } from '../../parse/ast.js';
import { joinAll } from '../join.js';
import type { Machine } from '../machine.js';
import { isNullish, stringOf, UNDEFINED } from '../make.js';
import { exactText } from '../text.js';
import type { ArrayValue, ObjectValue, Value } from '../value.js';
import { plainMember } from './plain-member.js';

export interface Elements {
  items: Value[];
  rest?: Value;
}

/** Hidden field that holds the entries of a Map or the items of a Set. */
export const CONTENTS = '[[entries]]';

/** The element of an array by literal index or `length`; undefined when the name means neither. */
export function arrayElement(array: ArrayValue, property: string): Value | undefined {
  if (property === 'length') return array.rest ? undefined : { kind: 'constant', value: array.items.length };
  // The list a tag function gets; on other lists nobody reads it.
  if (property === 'raw') return array;
  if (!/^\d+$/.test(property)) return undefined;
  const item = array.items[Number(property)];
  if (item) return item;
  return array.rest ?? UNDEFINED;
}

/** What `for (const x of value)` and spread give. Alternatives are walked one after the other. */
export function elementsOf(m: Machine, value: Value, site: ts.Node): Elements {
  if (value.kind === 'union') {
    const parts = value.of.filter((one) => !isNullish(one)).map((one) => elementsOf(m, one, site));
    if (parts.length === 1) return parts[0]!;
    const all = parts.flatMap((part) => [...part.items, part.rest]).filter((one) => one !== undefined);
    return all.length ? { items: [], rest: joinAll(all) } : { items: [] };
  }
  switch (value.kind) {
    case 'array':
      m.heap.read(value.allocation);
      return { items: value.items, ...(value.rest && { rest: value.rest }) };
    case 'string': {
      const exact = exactText(value);
      return exact !== undefined && exact.length <= 16
        ? { items: [...exact].map(stringOf) }
        : { items: [], rest: { kind: 'unknown', reason: 'a character' } };
    }
    case 'constant':
      return { items: [] };
    case 'object':
      return elementsOfObject(m, value, site);
    case 'unknown': {
      const inner = (value.inner ?? []).filter(
        (one) => one.kind === 'array' || (one.kind === 'object' && one.fields.has(CONTENTS)),
      );
      const found = inner.map((one) => elementsOf(m, one, site)).flatMap((one) => [...one.items, one.rest]);
      return { items: [], rest: joinAll([...found, plainMember(value, '[]')]) };
    }
    case 'external': {
      const iterate = value.model.get(value, '[Symbol.iterator]', m.contextAt(site));
      if (iterate) return elementsOf(m, m.call(iterate, value, [], site), site);
      return { items: [], rest: m.get(value, 'value', site) };
    }
    default:
      return { items: [] };
  }
}

function elementsOfObject(m: Machine, object: ObjectValue, site: ts.Node): Elements {
  m.heap.read(object.allocation);
  const contents = object.fields.get(CONTENTS);
  if (contents) return elementsOf(m, contents, site);
  for (const name of ['[Symbol.iterator]', '[Symbol.asyncIterator]']) {
    const iterate = m.get(object, name, site);
    if (iterate.kind === 'function' || iterate.kind === 'native') {
      const iterator = m.call(iterate, object, [], site);
      if (iterator !== object) return elementsOf(m, iterator, site);
    }
  }
  const next = m.get(object, 'next', site);
  if (next.kind === 'function' || next.kind === 'native') {
    return { items: [], rest: m.get(m.call(next, object, [], site), 'value', site) };
  }
  return object.open ? { items: [], rest: plainMember(object.open, '[]') } : { items: [] };
}

/** Every element as one value; undefined when there is none. */
export function anyElement(elements: Elements): Value | undefined {
  const all = elements.rest ? [...elements.items, elements.rest] : elements.items;
  return all.length ? joinAll(all) : undefined;
}
