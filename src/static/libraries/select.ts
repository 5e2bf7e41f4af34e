import type { CallContext, ExternalValue, Value } from '../interpret/value.js';
import {
  alternatives,
  isUndefined,
  literalString,
  memberOf,
  stringValue,
  UNDEFINED,
  unionOf,
  unknownValue,
} from '../sdk/values.js';
import type { Selector } from './summary.js';

/** What a selector can name at one place. */
export interface SelectorScope {
  args: readonly Value[];
  bound: { readonly [name: string]: Value };
  self?: ExternalValue;
}

/** The values a selector names, without absent ones. Empty when there are none. */
export function select(selector: Selector, scope: SelectorScope, context: CallContext): Value[] {
  if (selector.includes(' + ')) return joined(selector.split(' + '), scope, context);
  for (const choice of selector.split(' | ')) {
    const found = walk(choice.trim(), scope, context).filter((one) => !isUndefined(one));
    if (found.length > 0) return found;
  }
  return [];
}

/** The pieces that are there as one text. */
function joined(pieces: readonly Selector[], scope: SelectorScope, context: CallContext): Value[] {
  const there = pieces.flatMap((one) => selectOne(one, scope, context) ?? []);
  if (there.length <= 1) return there;
  const empty = stringValue('');
  return [...alternatives(context.invoke(context.get(empty, 'concat'), empty, there))];
}

/** The same as one value, or undefined. */
export const selectOne = (selector: Selector, scope: SelectorScope, context: CallContext): Value | undefined =>
  unionOf(select(selector, scope, context));

function walk(selector: Selector, scope: SelectorScope, context: CallContext): Value[] {
  if (selector.startsWith('=')) return [stringValue(selector.slice(1))];
  const [root = '', ...steps] = selector.split('.');
  let values = root === '#env' ? environmentOf(context) : rootOf(root, scope);
  for (const step of steps) {
    const name = step.startsWith('@') ? literalString(named(step.slice(1), scope)) : step;
    if (name === undefined) return [];
    const into = (value: Value): Value[] => {
      const found = stepInto(value, name, context);
      if (found.length > 0 || step === name || !name.includes('.')) return found;
      return name
        .split('.')
        .reduce<Value[]>((held, one) => held.flatMap((each) => stepInto(each, one, context)), [value]);
    };
    values = values.flatMap(alternatives).flatMap(into);
  }
  return values.flatMap(alternatives);
}

const environmentOf = ({ environment }: CallContext): Value[] => (environment ? [environment] : []);

const named = (name: string, scope: SelectorScope): Value | undefined =>
  /^\d+$/.test(name) ? scope.args[Number(name)] : scope.bound[name];

function rootOf(root: string, scope: SelectorScope): Value[] {
  if (root === '#self') return scope.self ? [scope.self] : [];
  const value = root.startsWith('@') ? scope.bound[root.slice(1)] : scope.args[Number(root.slice(1))];
  return value ? [value] : [];
}

function stepInto(value: Value, step: string, context: CallContext): Value[] {
  if (step === '()') return value.kind === 'function' ? [context.invoke(value, UNDEFINED, [])] : [value];
  if (step === '#') return keysOf(value);
  if (step === '*') return valuesOf(value, context);
  if (step === '[]') return value.kind === 'array' ? valuesOf(value, context) : [];
  const member = memberOf(context, value, step);
  if (member) return [member];
  // A member of something unknown is unknown, and says where it comes from.
  return value.kind === 'unknown' ? [context.get(value, step)] : [];
}

/** Literal names first, then those made of more than literals (`[`/${stage}/key`]: {}`). */
function keysOf(value: Value): Value[] {
  if (value.kind === 'unknown') return [unknownValue(value.reason, value.at)];
  if (value.kind !== 'object') return [];
  const computed = (value.computed ?? []).map(({ key }) => key);
  const further = value.open ? [unknownValue(value.open.reason, value.open.at)] : [];
  return [...[...value.fields.keys()].map(stringValue), ...computed, ...further];
}

function valuesOf(value: Value, context: CallContext): Value[] {
  if (value.kind === 'array') return [...value.items, ...(value.rest ? [value.rest] : [])];
  if (value.kind === 'unknown') return [unknownValue(value.reason, value.at, value.source && `${value.source}[]`)];
  if (value.kind !== 'object') return [];
  const named = [...value.fields.keys()].map((key) => context.get(value, key));
  return [...named, ...(value.computed ?? []).map((one) => one.value)];
}
