import { ts } from '../../parse/ast.js';
import { noteLeaving } from '../branches.js';
import { Completion } from '../completion.js';
import { declaresNothing } from '../hoist.js';
import type { Machine } from '../machine.js';
import { UNDEFINED } from '../make.js';
import { executeExportAssignment, executeImportEquals } from '../modules/statements.js';
import type { Scope } from '../scope.js';
import { executeIf } from './conditional.js';
import { executeClass, executeEnum, executeNamespace, executeVariables } from './declarations.js';
import { executeDo, executeFor, executeForIn, executeForOf, executeWhile } from './loops.js';
import { executeSwitch } from './switch.js';
import { executeTry } from './try.js';

type Execute = (m: Machine, node: never, scope: Scope) => Completion | undefined;

/** One function per kind of statement; kinds that are not listed do nothing at run time. */
const EXECUTE = new Map<ts.SyntaxKind, Execute>([
  [
    ts.SyntaxKind.ExpressionStatement,
    (m, node: ts.ExpressionStatement, scope) => void m.evaluate(node.expression, scope),
  ],
  [ts.SyntaxKind.VariableStatement, (m, node: ts.VariableStatement, scope) => void executeVariables(m, node, scope)],
  [ts.SyntaxKind.ReturnStatement, executeReturn],
  [ts.SyntaxKind.IfStatement, executeIf],
  [ts.SyntaxKind.Block, executeBlock],
  [ts.SyntaxKind.TryStatement, executeTry],
  [ts.SyntaxKind.SwitchStatement, executeSwitch],
  [ts.SyntaxKind.ForStatement, executeFor],
  [ts.SyntaxKind.ForOfStatement, executeForOf],
  [ts.SyntaxKind.ForInStatement, executeForIn],
  [ts.SyntaxKind.WhileStatement, executeWhile],
  [ts.SyntaxKind.DoStatement, executeDo],
  [ts.SyntaxKind.ThrowStatement, executeThrow],
  [ts.SyntaxKind.BreakStatement, (m) => leaving(m, Completion.Break)],
  [ts.SyntaxKind.ContinueStatement, (m) => leaving(m, Completion.Continue)],
  [ts.SyntaxKind.LabeledStatement, executeLabeled],
  [ts.SyntaxKind.ClassDeclaration, (m, node: ts.ClassDeclaration, scope) => void executeClass(m, node, scope)],
  [ts.SyntaxKind.EnumDeclaration, (m, node: ts.EnumDeclaration, scope) => void executeEnum(m, node, scope)],
  [ts.SyntaxKind.ModuleDeclaration, (m, node: ts.ModuleDeclaration, scope) => void executeNamespace(m, node, scope)],
  [
    ts.SyntaxKind.ExportAssignment,
    (m, node: ts.ExportAssignment, scope) => void executeExportAssignment(m, node, scope),
  ],
  [
    ts.SyntaxKind.ImportEqualsDeclaration,
    (m, node: ts.ImportEqualsDeclaration, scope) => void executeImportEquals(m, node, scope),
  ],
  [ts.SyntaxKind.WithStatement, (m, node: ts.WithStatement, scope) => m.execute(node.statement, scope)],
]);

export function executeStatement(m: Machine, node: ts.Statement, scope: Scope): Completion {
  m.budget.spend();
  const execute = EXECUTE.get(node.kind);
  return execute?.(m, node as never, scope) ?? Completion.Normal;
}

/** Runs statements in order up to the first that leaves; what stands behind it is dead, save the functions hoisting declared. */
export function executeStatements(m: Machine, nodes: readonly ts.Statement[], scope: Scope): Completion {
  for (const node of nodes) {
    const ended = executeStatement(m, node, scope);
    if (ended !== Completion.Normal) return ended;
  }
  return Completion.Normal;
}

function executeBlock(m: Machine, node: ts.Block, scope: Scope): Completion {
  if (declaresNothing(node.statements)) return executeStatements(m, node.statements, scope);
  const inner = m.makeScope(scope);
  m.hoist(node.statements, inner);
  return executeStatements(m, node.statements, inner);
}

function executeReturn(m: Machine, node: ts.ReturnStatement, scope: Scope): Completion {
  const value = node.expression ? m.evaluate(node.expression, scope) : UNDEFINED;
  scope.activation.returns.push(value);
  return Completion.Return;
}

function leaving(m: Machine, ended: Completion): Completion {
  noteLeaving(m, ended);
  return ended;
}

function executeThrow(m: Machine, node: ts.ThrowStatement, scope: Scope): Completion {
  m.evaluate(node.expression, scope);
  return Completion.Throw;
}

/** A labelled `break` that leaves a block only leaves that block. */
function executeLabeled(m: Machine, node: ts.LabeledStatement, scope: Scope): Completion {
  const ended = m.execute(node.statement, scope);
  return ended === Completion.Break ? Completion.Normal : ended;
}
