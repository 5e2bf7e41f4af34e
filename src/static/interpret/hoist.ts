import { ts } from '../parse/ast.js';
import { isAmbient } from '../parse/syntax.js';
import { declare, predeclare } from './binding.js';
import type { Machine } from './machine.js';
import type { Scope } from './scope.js';

interface Plan {
  functions: ts.FunctionDeclaration[];
  lexical: string[];
  vars: string[];
}

const plans = new WeakMap<readonly ts.Statement[], Plan>();

/**
 * Declares what a list of statements declares, before they run: functions with their value, other names without. `var` inside nested
 * blocks is lifted to every list it stands in, which is enough because inner lists find the outer declaration first.
 */
export function hoist(m: Machine, statements: readonly ts.Statement[], scope: Scope): void {
  const plan = plans.get(statements) ?? planOf(statements);
  plans.set(statements, plan);
  const isBody = scope.parent?.activation !== scope.activation || scope.parent === undefined;
  if (isBody) predeclare(m, scope, plan.vars);
  predeclare(m, scope, plan.lexical);
  for (const node of plan.functions) {
    const name = node.name?.text ?? 'default';
    declare(m, scope, name, m.makeFunction(node, scope, name === 'default' ? '' : name));
  }
}

export const declaresNothing = (statements: readonly ts.Statement[]): boolean => {
  const plan = plans.get(statements) ?? planOf(statements);
  plans.set(statements, plan);
  return plan.functions.length === 0 && plan.lexical.length === 0;
};

function planOf(statements: readonly ts.Statement[]): Plan {
  const plan: Plan = { functions: [], lexical: [], vars: [] };
  for (const statement of statements) {
    if (isAmbient(statement)) continue;
    if (ts.isFunctionDeclaration(statement)) {
      if (statement.body) plan.functions.push(statement);
    } else if (ts.isClassDeclaration(statement) || ts.isEnumDeclaration(statement)) {
      if (statement.name) plan.lexical.push(statement.name.text);
    } else if (ts.isVariableStatement(statement)) {
      const names = statement.declarationList.declarations.flatMap((one) => namesOf(one.name));
      const isVar = (statement.declarationList.flags & ts.NodeFlags.BlockScoped) === 0;
      (isVar ? plan.vars : plan.lexical).push(...names);
    } else liftVars(statement, plan.vars);
  }
  return plan;
}

/** Names of `var` declarations in nested statements; functions and classes keep their own. */
function liftVars(node: ts.Node, out: string[]): void {
  const stack: ts.Node[] = [node];
  for (let at = stack.pop(); at; at = stack.pop()) {
    if (ts.isVariableDeclarationList(at)) {
      if ((at.flags & ts.NodeFlags.BlockScoped) === 0) out.push(...at.declarations.flatMap((one) => namesOf(one.name)));
    } else if (!ts.isFunctionLike(at) && !ts.isClassLike(at) && !ts.isExpression(at)) {
      ts.forEachChild(at, (child) => {
        stack.push(child);
      });
    }
  }
}

/** Every name a binding pattern declares. */
export function namesOf(name: ts.BindingName): string[] {
  if (ts.isIdentifier(name)) return [name.text];
  return name.elements.flatMap((element) => (ts.isOmittedExpression(element) ? [] : namesOf(element.name)));
}
