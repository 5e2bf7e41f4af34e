import { ts } from '../../parse/ast.js';
import { locationOf } from '../../parse/location.js';
import { runBranch } from '../branches.js';
import { Completion, either } from '../completion.js';
import type { Machine } from '../machine.js';
import { unknown } from '../make.js';
import type { Scope } from '../scope.js';

/**
 * `try`: the block, then the handler under a condition and marked as an error path, then `finally`, which always runs. A block whose
 * handler lets the code go on may have thrown before it assigned: what was there stays possible.
 */
export function executeTry(m: Machine, node: ts.TryStatement, scope: Scope): Completion {
  const { catchClause, finallyBlock } = node;
  const block = () => m.execute(node.tryBlock, scope);
  let ended = catchClause && !leaves(catchClause.block) ? runBranch(m, block).ended : block();
  if (catchClause) {
    const handled = inErrorPath(m, () =>
      m.under(() => {
        const inner = m.makeScope(scope);
        const { variableDeclaration } = catchClause;
        if (variableDeclaration)
          m.bindPattern(variableDeclaration.name, unknown('a caught error', locationOf(variableDeclaration)), inner);
        return m.execute(catchClause.block, inner);
      }),
    );
    ended = either(ended === Completion.Throw ? handled : ended, handled);
  }
  if (finallyBlock) {
    const last = m.execute(finallyBlock, scope);
    if (last !== Completion.Normal) return last;
  }
  return ended;
}

/** True when a block ends by leaving, as far as its last statement tells. */
function leaves(block: ts.Block): boolean {
  const last = block.statements.at(-1);
  return last !== undefined && (ts.isThrowStatement(last) || ts.isReturnStatement(last));
}

function inErrorPath<T>(m: Machine, run: () => T): T {
  m.errorDepth++;
  try {
    return run();
  } finally {
    m.errorDepth--;
  }
}
