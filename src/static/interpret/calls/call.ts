import type { ts } from '../../parse/ast.js';
import { locationOf } from '../../parse/location.js';
import { joinAll, mergeInner } from '../join.js';
import type { Machine } from '../machine.js';
import { isNullish, unknown } from '../make.js';
import { codeOf } from '../scope.js';
import type { NativeValue, UnknownValue, Value } from '../value.js';
import { hides } from './escape.js';
import { reportEscapes } from './report-escapes.js';

/** Calls a value. Whatever it is, functions given to it are run: known callees run them, unknown ones may. */
export function callValue(m: Machine, callee: Value, thisValue: Value, args: Value[], site: ts.Node): Value {
  m.budget.spend();
  switch (callee.kind) {
    case 'function': {
      const bound = callee.boundArguments ? [...callee.boundArguments, ...args] : args;
      if (codeOf(callee).isClass) return unknown('a class called without new', locationOf(site));
      return m.runClosure(callee, callee.boundThis ?? thisValue, bound, site);
    }
    case 'native':
      return callNative(m, callee, thisValue, args, site);
    case 'external':
      if (callee.model.call) return callee.model.call(callee, thisValue, args, m.contextAt(site));
      return callOutside(m, unknown(`call of ${callee.model.name}`, locationOf(site)), args, site);
    case 'union': {
      const able = callee.of.filter((one) => !isNullish(one));
      if (able.length === 1) return callValue(m, able[0]!, thisValue, args, site);
      return joinAll(able.map((one) => m.under(() => callValue(m, one, thisValue, args, site))));
    }
    case 'unknown':
      return callUnknown(m, callee, thisValue, args, site);
    default:
      return callOutside(m, unknown('call of a value that is no function', locationOf(site)), args, site);
  }
}

/** A built-in method on what may be one of several lists or collections works on each: `list.push(x)` changes all it may mean. */
function callNative(m: Machine, callee: NativeValue, thisValue: Value, args: Value[], site: ts.Node): Value {
  const context = m.contextAt(site);
  if (thisValue.kind !== 'union') return callee.call(context, thisValue, args);
  const there = thisValue.of.filter((one) => !isNullish(one));
  const held = there.filter((one) => one.kind === 'array' || one.kind === 'object');
  if (held.length === 0) return callee.call(context, thisValue, args);
  const others = there.filter((one) => one.kind !== 'array' && one.kind !== 'object');
  const receivers = others.length ? [...held, joinAll(others)] : held;
  if (receivers.length === 1) return callee.call(context, receivers[0]!, args);
  return joinAll(receivers.map((one) => m.under(() => callee.call(context, one, args))));
}

/** Calls what hides inside an unknown callee with the arguments; everything given to it escapes. */
function callUnknown(m: Machine, callee: UnknownValue, thisValue: Value, args: Value[], site: ts.Node): Value {
  const results: Value[] = [];
  if (!callee.derived) {
    const callable = (callee.inner ?? []).filter((one) => isCallable(one));
    for (const one of callable) {
      if (one.kind === 'function') m.charges.noteCalledThrough(one.id);
      results.push(m.under(() => m.call(one, thisValue, args, site)));
    }
  } else if (callee.inner && thisValue.kind === 'object' && callee.inner.includes(thisValue))
    m.escape([thisValue], site);
  const outside = callOutside(m, callee, args, site);
  return results.length ? joinAll([...results, outside]) : outside;
}

function isCallable(value: Value): boolean {
  if (value.kind === 'function') return !codeOf(value).isClass;
  if (value.kind === 'external') return value.model.call !== undefined;
  return value.kind === 'native';
}

/** What a call outside the analysed code returns: anything, and perhaps one of the values that went in. */
function callOutside(m: Machine, callee: UnknownValue, args: readonly Value[], site: ts.Node): Value {
  m.escape(args, site);
  reportEscapes(m, callee.reason, args, site);
  const inner = mergeInner(callee.inner, args.flatMap(hides));
  const at = callee.at ?? locationOf(site);
  const instances = inner.flatMap((one) =>
    one.kind === 'function' && codeOf(one).isClass ? [m.instanceOf(one, site)] : [],
  );
  return unknown(
    callee.reason,
    at,
    callee.source && `${callee.source}()`.replace(/\(\)\(\)$/, '()'),
    mergeInner(instances, inner),
  );
}
