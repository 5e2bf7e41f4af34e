import type { ts } from '../../parse/ast.js';
import { locationOf } from '../../parse/location.js';
import { MAX_RUNS_PER_FUNCTION } from '../budget.js';
import type { Machine } from '../machine.js';
import { codeOf } from '../scope.js';
import type { FunctionValue } from '../value.js';

interface RunCounts {
  /** Activations that stand open, by function. */
  open: Map<ts.Node, number>;
  /** Bodies run so far, by function. */
  runs: Map<ts.Node, number>;
}

export function runCountsOf(m: Machine): RunCounts {
  const known = m.stores.get('run-counts') as RunCounts | undefined;
  if (known) return known;
  const fresh: RunCounts = { open: new Map(), runs: new Map() };
  m.stores.set('run-counts', fresh);
  return fresh;
}

/** Counts one more run of a function's body; false, with a report, when it has been run too often. */
export function countRun(m: Machine, fn: FunctionValue): boolean {
  const { node } = codeOf(fn);
  const { runs } = runCountsOf(m);
  const count = (runs.get(node) ?? 0) + 1;
  runs.set(node, count);
  if (count <= MAX_RUNS_PER_FUNCTION) return true;
  m.report({
    bucket: 'budget-exceeded',
    location: locationOf(node),
    site: fn.name || 'function',
    reason: `run ${MAX_RUNS_PER_FUNCTION} times with different arguments; further calls are not followed`,
    advice: 'Split the function, or add what it needs by hand.',
  });
  return false;
}
