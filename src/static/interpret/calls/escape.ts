import { ts } from '../../parse/ast.js';
import { locationOf } from '../../parse/location.js';
import type { Machine } from '../machine.js';
import { unknown } from '../make.js';
import { type Code, codeOf } from '../scope.js';
import type { FunctionValue, ObjectValue, Value } from '../value.js';

const MAX_DEPTH = 4;

/** Values worth remembering when they vanish into code we do not read: functions, modelled values, and objects that hold such. */
export function hides(value: Value): Value[] {
  return worth(value, 0)
    ? value.kind === 'union'
      ? value.of.flatMap(hides)
      : value.kind === 'unknown'
        ? (value.inner ?? [])
        : [value]
    : [];
}

function worth(value: Value, depth: number): boolean {
  switch (value.kind) {
    case 'function':
    case 'external':
      return true;
    case 'native':
      return true;
    case 'union':
      return value.of.some((one) => worth(one, depth));
    case 'unknown':
      return value.inner !== undefined;
    case 'array':
      return (
        depth < MAX_DEPTH &&
        [...value.items.slice(0, 50), value.rest].some((one) => one !== undefined && worth(one, depth + 1))
      );
    case 'object':
      if (value.proto || value.bases || value.getters) return true;
      return depth < MAX_DEPTH && [...value.fields.values()].some((one) => worth(one, depth + 1));
    default:
      return false;
  }
}

/**
 * Gives values to code that is not analysed. It may call every function among them, so each is run once with unknown arguments, under a
 * condition. Methods of class instances are run only for instances given directly: an instance inside a record is mostly data.
 */
export function escapeValues(m: Machine, values: readonly Value[], site: ts.Node): void {
  const seen = new Set<Value>();
  m.under(() => {
    for (const value of values) escapeOne(m, value, site, 0, seen);
  });
}

function escapeOne(m: Machine, value: Value, site: ts.Node, depth: number, seen: Set<Value>): void {
  if (seen.has(value) || depth > MAX_DEPTH) return;
  seen.add(value);
  switch (value.kind) {
    case 'function':
      escapeFunction(m, value, site, depth, seen);
      return;
    case 'union':
      for (const one of value.of) escapeOne(m, one, site, depth, seen);
      return;
    case 'array':
      for (const one of value.items.slice(0, 50)) escapeOne(m, one, site, depth + 1, seen);
      if (value.rest) escapeOne(m, value.rest, site, depth + 1, seen);
      return;
    case 'object':
      escapeObject(m, value, site, depth, seen);
      return;
    case 'external':
      value.model.givenAway?.(value, m.contextAt(site));
      return;
    default:
      return;
  }
}

function escapeObject(m: Machine, value: ObjectValue, site: ts.Node, depth: number, seen: Set<Value>): void {
  for (const field of [...value.fields.values()]) escapeOne(m, field, site, depth + 1, seen);
  for (const entry of value.computed ?? []) escapeOne(m, entry.value, site, depth + 1, seen);
  if (depth > 0 || !value.proto) return;
  for (let proto: ObjectValue | undefined = value.proto, level = 0; proto && level < 8; proto = proto.proto, level++) {
    for (const [name, method] of proto.fields) {
      if (name === 'constructor' || name.startsWith('#') || method.kind !== 'function') continue;
      once(m, `${value.id}.${name}`, () => m.call(method, value, unknownArguments(method), site));
    }
  }
}

/** What a callback returns is in the hands of the unknown code too: `metricScope((metrics) => async (event) => …)` calls it. */
function escapeFunction(m: Machine, fn: FunctionValue, site: ts.Node, depth: number, seen: Set<Value>): void {
  if (codeOf(fn).isClass) return;
  once(m, fn.boundThis || fn.boundArguments ? `${fn.id}@${locationOf(site).line}` : fn.id, () => {
    const callee = fn.boundThis ?? unknown('this of a callback', locationOf(site));
    const returned = m.call(fn, callee, unknownArguments(fn), site);
    for (const one of functionsIn(returned)) escapeOne(m, one, site, depth + 1, seen);
  });
}

const functionsIn = (value: Value): Value[] =>
  value.kind === 'union' ? value.of.flatMap(functionsIn) : value.kind === 'function' ? [value] : [];

/** Escaped functions run again only when the state they see has changed: the memo decides. A function that is running is not entered. */
function once(m: Machine, key: string, run: () => void): void {
  const running = m.stores.get('escaping') as Set<string> | undefined;
  const open = running ?? new Set<string>();
  if (!running) m.stores.set('escaping', open);
  if (open.has(key)) return;
  open.add(key);
  try {
    run();
  } finally {
    open.delete(key);
  }
}

/** The functions that run only because unknown code holds them, outermost first; empty when the handler itself leads here. */
export const escaping = (m: Machine): readonly string[] => [
  ...((m.stores.get('escaping') as Set<string> | undefined) ?? []),
];

/** One unknown argument per parameter, named after it. Only the handler's own arguments may be called the event and the context. */
export function unknownArguments(fn: FunctionValue): Value[] {
  const { node } = fn.code as Code;
  if (!ts.isFunctionLike(node)) return [];
  return node.parameters
    .slice(fn.boundArguments?.length ?? 0)
    .filter((one) => !one.dotDotDotToken)
    .map((parameter) => {
      const name = ts.isIdentifier(parameter.name) ? parameter.name.text : undefined;
      const source = name === 'event' || name === 'context' ? undefined : name;
      return unknown('an argument given by code that is not analysed', locationOf(parameter), source);
    });
}
