import { ts } from './ast.js';

/** Small questions about syntax that several parts of the interpreter ask. */

/** The name of a property when it is written as a literal: identifiers, strings, numbers, private names with their `#`. */
export function literalName(
  name: ts.PropertyName | ts.BindingName | ts.ModuleExportName | undefined,
): string | undefined {
  if (!name) return undefined;
  if (ts.isIdentifier(name) || ts.isPrivateIdentifier(name) || ts.isStringLiteralLike(name)) return name.text;
  if (ts.isNumericLiteral(name)) return String(Number(name.text));
  return undefined;
}

/** An expression without parentheses, type assertions, `satisfies`, `!` and the comma operator's dropped side effects kept out. */
export function unwrap(node: ts.Expression): ts.Expression {
  let at = node;
  while (
    ts.isParenthesizedExpression(at) ||
    ts.isAsExpression(at) ||
    ts.isSatisfiesExpression(at) ||
    ts.isNonNullExpression(at) ||
    ts.isTypeAssertionExpression(at)
  )
    at = at.expression;
  return at;
}

export function hasModifier(node: ts.Node, kind: ts.SyntaxKind): boolean {
  return ts.canHaveModifiers(node) && (node.modifiers?.some((one) => one.kind === kind) ?? false);
}

/** True for `import`/`export` forms that only exist in types and leave no code behind. */
export function isAmbient(node: ts.Node): boolean {
  return hasModifier(node, ts.SyntaxKind.DeclareKeyword);
}
