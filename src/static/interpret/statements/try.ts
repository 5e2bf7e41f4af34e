import type { ts } from '../../parse/ast.js';
import { locationOf } from '../../parse/location.js';
import { Completion, either } from '../completion.js';
import type { Machine } from '../machine.js';
import { unknown } from '../make.js';
import type { Scope } from '../scope.js';

/** `try`: the block, then the handler under a condition and marked as an error path, then `finally`, which always runs. */
export function executeTry(m: Machine, node: ts.TryStatement, scope: Scope): Completion {
  let ended = m.execute(node.tryBlock, scope);
  const { catchClause, finallyBlock } = node;
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

function inErrorPath<T>(m: Machine, run: () => T): T {
  m.errorDepth++;
  try {
    return run();
  } finally {
    m.errorDepth--;
  }
}
