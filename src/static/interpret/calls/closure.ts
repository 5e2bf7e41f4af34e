import { ts } from '../../parse/ast.js';
import { locationOf } from '../../parse/location.js';
import { DEEP_CALLS, MAX_CALL_DEPTH, MAX_PRECISE_RUNS, MAX_RECURSION } from '../budget.js';
import { Completion } from '../completion.js';
import { joinAll } from '../join.js';
import type { Machine } from '../machine.js';
import { UNDEFINED, unknown } from '../make.js';
import { bundledModule } from '../modules/bundled.js';
import { type Activation, type Code, codeOf, Scope } from '../scope.js';
import type { FunctionValue, Value } from '../value.js';
import { isGenerator, yieldsOf } from './generators.js';
import { bundlerHelper } from './helpers.js';
import { keyOfCall, LARGE_KEY, memoOf, noteRepeat, recall, recallRepeat, remember } from './memo.js';
import { isStackOverflow, reportOverflow, STACK_RESCUE_DEPTH } from './overflow.js';
import { bindParameters } from './parameters.js';
import { countRun, runCountsOf } from './run-counts.js';
import { widenArguments } from './widen-arguments.js';

/** Runs the body of a function of the analysed code, or remembers what an equal call gave. Deep recursion ends in an unknown value. */
export function runClosure(
  m: Machine,
  fn: FunctionValue,
  thisValue: Value,
  args: Value[],
  site: ts.Node,
  newTarget?: Value,
): Value {
  const code = codeOf(fn);
  const special = newTarget ? undefined : bundlerHelper(m, fn, code, thisValue, args, site);
  const known = special ?? bundledModule(m, code, args, site);
  if (known) return known;
  const counts = runCountsOf(m);
  const open = counts.open.get(code.node) ?? 0;
  const tooDeep = () => unknown(`result of ${fn.name || 'a function'} called too deep`, locationOf(site));
  if (open >= (m.depth > DEEP_CALLS ? 1 : MAX_RECURSION) || m.depth >= MAX_CALL_DEPTH) return tooDeep();
  const runs = counts.runs.get(code.node) ?? 0;
  const given = runs < MAX_PRECISE_RUNS ? args : widenArguments(args);
  const memo = memoOf(m);
  const key = newTarget ? undefined : keyOfCall(m, fn, thisValue, given);
  m.budget.spendSize(key?.length ?? LARGE_KEY);
  const remembered = key === undefined ? undefined : (recall(m, memo, key) ?? recallRepeat(m, memo, key, runs));
  if (remembered) return remembered;
  if (key !== undefined && memo.running.has(key)) return tooDeep();
  if (!countRun(m, fn)) return unknown(`result of ${fn.name || 'a function'} called too often`, locationOf(site));
  counts.open.set(code.node, open + 1);
  if (key !== undefined) memo.running.add(key);
  const footprint = m.heap.begin();
  const found = m.charges.count + m.reports.size;
  try {
    const value = runBody(m, fn, code, thisValue, given, newTarget);
    if (key !== undefined) {
      remember(m, memo, key, value, footprint);
      noteRepeat(memo, key, value, m.charges.count + m.reports.size > found);
    }
    return value;
  } catch (error) {
    if (!isStackOverflow(error) || m.depth > STACK_RESCUE_DEPTH) throw error;
    reportOverflow(m, code.node);
    return unknown(`result of ${fn.name || 'a function'} nested too deep`, locationOf(site));
  } finally {
    m.heap.end(footprint);
    if (key !== undefined) memo.running.delete(key);
    counts.open.set(code.node, open);
  }
}

function runBody(m: Machine, fn: FunctionValue, code: Code, thisValue: Value, args: Value[], newTarget?: Value): Value {
  const outer = code.scope.activation;
  const activation: Activation = code.arrow
    ? { ...outer, returns: [], yields: [], frame: m.frame, function: fn }
    : {
        thisValue,
        args,
        returns: [],
        yields: [],
        frame: m.frame,
        function: fn,
        ...(code.home && { home: code.home }),
        ...(newTarget && { newTarget }),
      };
  const scope = new Scope(m.heap.tick(), code.scope, activation, code.scope.module);
  const named = fn.name !== '' && fn.name !== m.path.at(-1);
  const errorDepth = m.errorDepth;
  if (named) m.path.push(fn.name);
  m.depth++;
  try {
    return evaluateBody(m, code, scope, args);
  } finally {
    m.depth--;
    m.errorDepth = errorDepth;
    if (named) m.path.pop();
    if (code.arrow && outer.thisValue !== activation.thisValue) outer.thisValue = activation.thisValue;
  }
}

function evaluateBody(m: Machine, code: Code, scope: Scope, args: Value[]): Value {
  const { node } = code;
  const { activation } = scope;
  if (ts.isClassStaticBlockDeclaration(node)) {
    m.hoist(node.body.statements, scope);
    m.executeAll(node.body.statements, scope);
    return UNDEFINED;
  }
  if (ts.isClassLike(node)) return UNDEFINED;
  bindParameters(m, node, args, scope);
  const body = node.body;
  if (!body) return m.refine(unknown('a function without a body'), node.type, scope);
  if (!ts.isBlock(body)) return m.evaluate(body, scope);
  m.hoist(body.statements, scope);
  const ended = m.executeAll(body.statements, scope);
  if (isGenerator(node)) return yieldsOf(m, activation);
  // Who falls off the end returns nothing: `const bad = check(event); if (bad) return bad;` goes on behind the check.
  return joinAll(ended === Completion.Normal ? [...activation.returns, UNDEFINED] : activation.returns);
}
