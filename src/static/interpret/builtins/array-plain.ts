import type { ts } from '../../parse/ast.js';
import { locationOf } from '../../parse/location.js';
import { alternativesOf, joinAll } from '../join.js';
import type { Machine } from '../machine.js';
import { constant, FALSE, stringOf, TRUE, UNDEFINED, unknown } from '../make.js';
import { addRest } from '../properties/set.js';
import { concatValues } from '../text.js';
import { equalityOf } from '../truth.js';
import type { ArrayValue, Value } from '../value.js';
import { type ArrayMethod, flatten } from './array-callbacks.js';
import { numberArgument } from './numbers.js';

/** Adds at a known place when the list is still at hand under the same condition, else in unknown number. */
function add(m: Machine, self: ArrayValue, values: readonly Value[], front: boolean): Value {
  const straight = self.allocation?.frame === m.frame && !self.rest && self.items.length < 500;
  for (const value of values) {
    if (!straight) addRest(m, self, value);
    else if (front) self.items.unshift(value);
    else self.items.push(value);
  }
  if (straight && values.length) m.heap.changed(self.allocation);
  return unknown('the length of a list');
}

const all = (self: ArrayValue): Value =>
  self.items.length || self.rest ? joinAll([...self.items, self.rest]) : UNDEFINED;

/** The same elements in an order or number that is not known. */
const shuffled = (m: Machine, self: ArrayValue): ArrayValue =>
  self.items.length + (self.rest ? 1 : 0) <= 1 ? m.makeArray([...self.items], self.rest) : m.makeArray([], all(self));

function slice(m: Machine, self: ArrayValue, from: Value | undefined, to: Value | undefined): Value {
  const start = from === undefined ? 0 : numberArgument(from);
  const end = to === undefined ? undefined : numberArgument(to);
  const known = start !== undefined && (to === undefined || end !== undefined || isUndefined(to));
  if (!known) return self.items.length || self.rest ? m.makeArray([], all(self)) : m.makeArray([]);
  if (!self.rest) return m.makeArray(self.items.slice(start, end));
  return start >= 0 && end === undefined ? m.makeArray(self.items.slice(start), self.rest) : m.makeArray([], all(self));
}

const isUndefined = (value: Value): boolean => value.kind === 'constant' && value.value === undefined;

function first(m: Machine, self: ArrayValue, last: boolean): Value {
  if (self.rest || self.allocation?.frame !== m.frame) return all(self);
  const value = last ? self.items.pop() : self.items.shift();
  if (value) m.heap.changed(self.allocation);
  return value ?? UNDEFINED;
}

function concat(m: Machine, self: ArrayValue, args: readonly Value[], site: ts.Node): Value {
  const items = [...self.items];
  const rest: Value[] = self.rest ? [self.rest] : [];
  for (const arg of args) {
    for (const one of alternativesOf(arg)) {
      const spread = one.kind === 'array' || one.kind === 'unknown' ? m.elementsOf(one, site) : { items: [one] };
      if (alternativesOf(arg).length > 1) rest.push(...spread.items);
      else items.push(...spread.items);
      if (spread.rest) rest.push(spread.rest);
    }
  }
  return rest.length ? m.makeArray(items, joinAll(rest)) : m.makeArray(items);
}

function includes(self: ArrayValue, wanted: Value, site: ts.Node): Value {
  const answers = self.items.map((item) => equalityOf(item, wanted, false));
  if (answers.includes(true)) return TRUE;
  return self.rest || answers.includes(undefined) ? unknown('a condition', locationOf(site)) : FALSE;
}

export const PLAIN_METHODS: { readonly [name: string]: ArrayMethod } = {
  push: (m, self, args) => add(m, self, args, false),
  unshift: (m, self, args) => add(m, self, args, true),
  pop: (m, self) => first(m, self, true),
  shift: (m, self) => first(m, self, false),
  slice: (m, self, [from, to]) => slice(m, self, from, to),
  splice: (m, self, [, , ...added]) => {
    for (const value of added) addRest(m, self, value);
    return self.items.length || self.rest ? m.makeArray([], all(self)) : m.makeArray([]);
  },
  concat,
  join: (_m, self, [separator], site) => {
    if (self.rest) return unknown('a text joined from a list of unknown length', locationOf(site));
    const between = separator && !isUndefined(separator) ? separator : stringOf(',');
    return concatValues(
      self.items.flatMap((item, index) => (index ? [between, item] : [item])),
      locationOf(site),
    );
  },
  reverse: (m, self) => (self.rest ? shuffled(m, self) : m.makeArray([...self.items].reverse())),
  toReversed: (m, self) => (self.rest ? shuffled(m, self) : m.makeArray([...self.items].reverse())),
  toSorted: shuffled,
  flat: (m, self, _args, site) => flatten(m, self, site),
  at: (_m, self, [index]) => {
    const at = numberArgument(index);
    return at !== undefined && !self.rest ? (self.items.at(at) ?? UNDEFINED) : all(self);
  },
  includes: (_m, self, [wanted = UNDEFINED], site) => includes(self, wanted, site),
  indexOf: (_m, _self, _args, site) => unknown('an index', locationOf(site)),
  lastIndexOf: (_m, _self, _args, site) => unknown('an index', locationOf(site)),
  entries: (m, self, _args, site) => {
    const pair = (index: Value, value: Value) => m.makeArray([index, value]);
    const items = self.items.map((item, index) => pair(constant(index), item));
    return m.makeArray(items, self.rest && pair(unknown('an index', locationOf(site)), self.rest));
  },
  values: (_m, self) => self,
  keys: (m, self, _args, site) =>
    self.rest
      ? m.makeArray([], unknown('an index', locationOf(site)))
      : m.makeArray(self.items.map((_, index) => constant(index))),
  stringify: (_m, self, _args, site) => concatValues([self], locationOf(site)),
  fill: (m, self, [value = UNDEFINED]) => {
    addRest(m, self, value);
    return self;
  },
  next: (m, self) =>
    m.makeObject([
      ['value', all(self)],
      ['done', unknown('whether an iteration is done')],
    ]),
  return: (m, self) =>
    m.makeObject([
      ['value', all(self)],
      ['done', TRUE],
    ]),
};
