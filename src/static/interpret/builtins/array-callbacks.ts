import type { ts } from '../../parse/ast.js';
import { locationOf } from '../../parse/location.js';
import { alternativesOf, join, joinAll, textsApart } from '../join.js';
import type { Machine } from '../machine.js';
import { constant, TRUE, UNDEFINED, unknown } from '../make.js';
import { truthOf } from '../truth.js';
import type { ArrayValue, Value } from '../value.js';

export type ArrayMethod = (m: Machine, self: ArrayValue, args: Value[], site: ts.Node) => Value;

/** Longer lists are given to callbacks as one joined element. */
const MAX_CALLS = 40;

/** Calls back for every element: known ones in order, unknown ones under a condition. */
function each(
  m: Machine,
  self: ArrayValue,
  callback: Value,
  site: ts.Node,
): { items: Value[]; rest?: Value; answers: { of: Value; answer: Value }[]; input: ArrayValue } {
  const input = self.items.length > MAX_CALLS ? m.makeArray([], joinAll([...self.items, self.rest])) : self;
  const items = input.items.map((item, index) => m.call(callback, UNDEFINED, [item, constant(index), self], site));
  if (!input.rest) return { items, answers: [], input };
  const at = unknown('an index', locationOf(site));
  const answers = textsApart(input.rest).map((of) => ({
    of,
    answer: m.under(() => m.call(callback, UNDEFINED, [of, at, self], site), true),
  }));
  return { items, rest: joinAll(answers.map((one) => one.answer)), answers, input };
}

/** Elements that a test does not surely reject: those it surely keeps, those it may keep, and what may follow them. */
function passing(m: Machine, self: ArrayValue, test: Value, site: ts.Node) {
  const { items, answers, input } = each(m, self, test, site);
  const sure: Value[] = [];
  const maybe: Value[] = [];
  const after = answers.filter(({ answer }) => truthOf(answer) !== false).map(({ of }) => of);
  items.forEach((answer, index) => {
    const truth = truthOf(answer);
    if (truth === true) sure.push(input.items[index]!);
    else if (truth === undefined) maybe.push(input.items[index]!);
  });
  return { items: sure, maybe, after };
}

const filter: ArrayMethod = (m, self, [test = UNDEFINED], site) => {
  const { items, maybe, after } = passing(m, self, test, site);
  if (maybe.length) return m.makeArray([], joinAll([...items, ...maybe, ...after]));
  return after.length ? m.makeArray(items, joinAll(after)) : m.makeArray(items);
};

const find: ArrayMethod = (m, self, [test = UNDEFINED], site) => {
  const { items, maybe, after } = passing(m, self, test, site);
  const found = [...maybe, ...items.slice(0, 1), ...(items.length ? [] : after)];
  return found.length ? joinAll(items.length ? found : [...found, UNDEFINED]) : UNDEFINED;
};

const reduce: ArrayMethod = (m, self, args, site) => {
  const [callback = UNDEFINED] = args;
  let result: Value | undefined = args[1];
  const step = (item: Value) => {
    result = result
      ? m.call(callback, UNDEFINED, [result, item, unknown('an index', locationOf(site)), self], site)
      : item;
  };
  for (const item of self.items.slice(0, MAX_CALLS)) step(item);
  const { rest } = self;
  if (rest) {
    m.under(() => {
      for (let round = 0; round < 2; round++) {
        const before: Value = result ?? UNDEFINED;
        step(rest);
        result = join(before, result ?? UNDEFINED);
      }
    }, true);
  }
  return result ?? UNDEFINED;
};

export const CALLBACK_METHODS: { readonly [name: string]: ArrayMethod } = {
  map: (m, self, [callback = UNDEFINED], site) => {
    const { items, rest } = each(m, self, callback, site);
    return m.makeArray(items, rest);
  },
  forEach: (m, self, [callback = UNDEFINED], site) => {
    each(m, self, callback, site);
    return UNDEFINED;
  },
  flatMap: (m, self, [callback = UNDEFINED], site) => {
    const { items, rest } = each(m, self, callback, site);
    return flatten(m, m.makeArray(items, rest), site);
  },
  filter,
  find,
  findLast: find,
  findIndex: (m, self, [test = UNDEFINED], site) => {
    each(m, self, test, site);
    return unknown('an index', locationOf(site));
  },
  some: (m, self, [test = UNDEFINED], site) => {
    const { items, rest } = each(m, self, test, site);
    const answers = items.map(truthOf);
    if (answers.includes(true)) return TRUE;
    return rest || answers.includes(undefined)
      ? unknown('a condition', locationOf(site))
      : { kind: 'constant', value: false };
  },
  every: (m, self, [test = UNDEFINED], site) => {
    const { items, rest } = each(m, self, test, site);
    const answers = items.map(truthOf);
    if (answers.includes(false)) return { kind: 'constant', value: false };
    return rest || answers.includes(undefined) ? unknown('a condition', locationOf(site)) : TRUE;
  },
  reduce,
  reduceRight: reduce,
  sort: (m, self, [order], site) => {
    if (order) m.escape([order], site);
    return self.items.length > 1 ? m.makeArray([], joinAll([...self.items, self.rest])) : self;
  },
};

/** One level of nesting taken away. */
export function flatten(m: Machine, self: ArrayValue, site: ts.Node): Value {
  const items: Value[] = [];
  const rest: Value[] = [];
  for (const item of self.items) {
    if (item.kind === 'array') {
      items.push(...item.items);
      if (item.rest) rest.push(item.rest);
    } else if (item.kind === 'union' || item.kind === 'unknown') {
      for (const one of alternativesOf(item)) {
        if (one.kind !== 'array' && one.kind !== 'unknown') rest.push(one);
        else {
          const inner = m.elementsOf(one, site);
          rest.push(...inner.items, ...(inner.rest ? [inner.rest] : []));
        }
      }
    } else items.push(item);
  }
  if (self.rest) {
    const inner = alternativesOf(self.rest).map((one) =>
      one.kind === 'array' || one.kind === 'unknown' ? m.elementsOf(one, site) : { items: [one], rest: undefined },
    );
    rest.push(...inner.flatMap((one) => [...one.items, ...(one.rest ? [one.rest] : [])]));
  }
  return rest.length ? m.makeArray(items, joinAll(rest)) : m.makeArray(items);
}
