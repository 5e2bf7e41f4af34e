import type { ts } from '../../parse/ast.js';
import { runBranch, settleBranches } from '../branches.js';
import { Completion, either } from '../completion.js';
import type { Machine } from '../machine.js';
import { narrow, narrowed } from '../narrow.js';
import type { Scope } from '../scope.js';
import { truthOf } from '../truth.js';

/** `if`: both branches unless the condition is known; what the condition says of a variable holds inside, and after a branch that leaves. */
export function executeIf(m: Machine, node: ts.IfStatement, scope: Scope): Completion {
  const truth = truthOf(m.evaluate(node.expression, scope));
  if (truth === true) return m.execute(node.thenStatement, scope);
  if (truth === false) return node.elseStatement ? m.execute(node.elseStatement, scope) : Completion.Normal;
  const { thenStatement, elseStatement } = node;
  const taken = narrowed(m, node.expression, true, scope, () => runBranch(m, () => m.execute(thenStatement, scope)));
  const otherwise =
    elseStatement &&
    narrowed(m, node.expression, false, scope, () => runBranch(m, () => m.execute(elseStatement, scope)));
  if (otherwise) settleBranches(m, [taken, otherwise], [Completion.Normal]);
  const then = taken.ended;
  const other = otherwise?.ended ?? Completion.Normal;
  if (then !== Completion.Normal && other === Completion.Normal) narrow(m, node.expression, false, scope);
  if (other !== Completion.Normal && then === Completion.Normal) narrow(m, node.expression, true, scope);
  return either(then, other);
}
