import { ts } from '../../parse/ast.js';
import { locationOf } from '../../parse/location.js';
import { MAX_CALL_DEPTH, MAX_RECURSION, MAX_RUNS_PER_FUNCTION } from '../budget.js';
import { Completion } from '../completion.js';
import { joinAll } from '../join.js';
import type { Machine } from '../machine.js';
import { UNDEFINED, unknown } from '../make.js';
import { bundledModule } from '../modules/bundled.js';
import { type Activation, type Code, codeOf, Scope } from '../scope.js';
import type { FunctionValue, Value } from '../value.js';
import { isGenerator, yieldsOf } from './generators.js';
import { bundlerHelper } from './helpers.js';
import { memoOf, recall, remember } from './memo.js';
import { isStackOverflow, reportOverflow, STACK_RESCUE_DEPTH } from './overflow.js';
import { bindParameters } from './parameters.js';

interface Running {
  open: Map<ts.Node, number>;
  runs: Map<ts.Node, number>;
}

const runningOf = (m: Machine): Running => {
  const known = m.stores.get('running') as Running | undefined;
  if (known) return known;
  const fresh: Running = { open: new Map(), runs: new Map() };
  m.stores.set('running', fresh);
  return fresh;
};

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
  const helper = newTarget ? undefined : bundlerHelper(m, fn, code, thisValue, args, site);
  if (helper) return helper;
  const bundled = bundledModule(m, code.node, args, site);
  if (bundled) return bundled;
  const running = runningOf(m);
  const open = running.open.get(code.node) ?? 0;
  if (open >= MAX_RECURSION || m.depth >= MAX_CALL_DEPTH)
    return unknown(`result of ${fn.name || 'a function'} called too deep`, locationOf(site));
  const memo = memoOf(m);
  const key = newTarget ? undefined : memo.key(m, fn, thisValue, args);
  const known = key === undefined ? undefined : recall(m, memo, key);
  if (known) return known;
  const runs = (running.runs.get(code.node) ?? 0) + 1;
  running.runs.set(code.node, runs);
  if (runs > MAX_RUNS_PER_FUNCTION) return tooManyRuns(m, fn, site);
  running.open.set(code.node, open + 1);
  const started = m.heap.tick();
  try {
    const value = runBody(m, fn, code, thisValue, args, newTarget);
    if (key !== undefined) remember(m, memo, key, value, started);
    return value;
  } catch (error) {
    if (!isStackOverflow(error) || m.depth > STACK_RESCUE_DEPTH) throw error;
    reportOverflow(m, code.node);
    return unknown(`result of ${fn.name || 'a function'} nested too deep`, locationOf(site));
  } finally {
    running.open.set(code.node, open);
  }
}

function tooManyRuns(m: Machine, fn: FunctionValue, site: ts.Node): Value {
  const { node } = codeOf(fn);
  m.report({
    bucket: 'budget-exceeded',
    location: locationOf(node),
    site: fn.name || 'function',
    reason: `run with more than ${MAX_RUNS_PER_FUNCTION} different arguments; further calls are not followed`,
    advice: 'Split the function, or add what it needs by hand.',
  });
  return unknown(`result of ${fn.name || 'a function'} called too often`, locationOf(site));
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
  if (activation.returns.length === 0) return UNDEFINED;
  return ended === Completion.Normal && activation.returns.every((one) => one.kind === 'constant')
    ? joinAll([...activation.returns, UNDEFINED])
    : joinAll(activation.returns);
}
