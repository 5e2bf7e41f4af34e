import { ts } from './ast.js';
import { parseSource } from './parse-source.js';
import { hasModifier, isAmbient, literalName, unwrap } from './syntax.js';

/**
 * Names a module exports, from syntax alone: ES exports, CommonJS assignments and what bundlers write for them. `default` stands for
 * the default export, `default.handler` for a member of a default export that is an object literal, `*` for a star re-export that may
 * add more. Types are no exports. Never throws; a file that does not parse exports what could be read of it.
 */
export function exportsOf(file: string, text: string): readonly string[] {
  const names = new Set<string>();
  const { source } = parseSource(file, text);
  for (const statement of source.statements) fromStatement(statement, names);
  return [...names];
}

function fromStatement(node: ts.Statement, names: Set<string>): void {
  if (ts.isExportDeclaration(node)) fromExportDeclaration(node, names);
  else if (ts.isExportAssignment(node)) fromDefault(node.expression, names);
  else if (hasModifier(node, ts.SyntaxKind.ExportKeyword) && !isAmbient(node)) fromExported(node, names);
  else if (ts.isExpressionStatement(node)) fromExpression(node.expression, names);
  else if (ts.isIfStatement(node) || ts.isTryStatement(node) || ts.isBlock(node)) {
    ts.forEachChild(node, (child) => {
      if (ts.isBlock(child)) for (const inner of child.statements) fromStatement(inner, names);
      else if (ts.isExpressionStatement(child)) fromExpression(child.expression, names);
    });
  }
}

function fromExportDeclaration(node: ts.ExportDeclaration, names: Set<string>): void {
  if (node.isTypeOnly) return;
  if (!node.exportClause) names.add('*');
  else if (ts.isNamespaceExport(node.exportClause)) names.add(node.exportClause.name.text);
  else for (const element of node.exportClause.elements) if (!element.isTypeOnly) names.add(element.name.text);
}

function fromExported(node: ts.Statement, names: Set<string>): void {
  if (hasModifier(node, ts.SyntaxKind.DefaultKeyword)) names.add('default');
  else if (ts.isVariableStatement(node)) {
    for (const { name } of node.declarationList.declarations) fromBinding(name, names);
  } else if ((ts.isFunctionDeclaration(node) || ts.isClassDeclaration(node)) && node.name) names.add(node.name.text);
}

function fromBinding(name: ts.BindingName, names: Set<string>): void {
  if (ts.isIdentifier(name)) names.add(name.text);
  else for (const element of name.elements) if (ts.isBindingElement(element)) fromBinding(element.name, names);
}

function fromDefault(expression: ts.Expression, names: Set<string>): void {
  names.add('default');
  const value = unwrap(expression);
  if (ts.isObjectLiteralExpression(value)) for (const name of membersOf(value)) names.add(`default.${name}`);
}

/** `exports.x = …`, `module.exports = {…}`, `Object.assign(module.exports, {…})`, `__export(exports, {…})`, also chained. */
function fromExpression(expression: ts.Expression, names: Set<string>): void {
  const node = unwrap(expression);
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken) {
    const target = unwrap(node.left);
    const value = unwrap(node.right);
    if (isExportsObject(target)) fromWholeExports(value, names);
    else if (ts.isPropertyAccessExpression(target) && isExportsObject(target.expression)) names.add(target.name.text);
    else if (ts.isElementAccessExpression(target) && isExportsObject(target.expression)) {
      if (ts.isStringLiteralLike(target.argumentExpression)) names.add(target.argumentExpression.text);
    }
    fromExpression(value, names);
  } else if (ts.isCallExpression(node)) fromCall(node, names);
  else if (ts.isBinaryExpression(node)) {
    // `0 && (module.exports = { handler })` tells Node which names a bundle exports.
    fromExpression(node.left, names);
    fromExpression(node.right, names);
  }
}

function fromWholeExports(value: ts.Expression, names: Set<string>): void {
  if (ts.isObjectLiteralExpression(value)) for (const name of membersOf(value)) names.add(name);
  else if (!ts.isBinaryExpression(value)) names.add(ts.isCallExpression(value) ? '*' : 'default');
}

function fromCall(node: ts.CallExpression, names: Set<string>): void {
  const [target, second] = node.arguments;
  if (!target || !second) return;
  const callee = node.expression.getText();
  if (/(^|\.)__export$/.test(callee) || (callee === 'Object.assign' && isExportsObject(target))) {
    const value = unwrap(second);
    if (ts.isObjectLiteralExpression(value)) for (const name of membersOf(value)) names.add(name);
  } else if (callee === 'Object.defineProperty' && isExportsObject(target) && ts.isStringLiteralLike(second)) {
    if (second.text !== '__esModule') names.add(second.text);
  }
}

function membersOf(object: ts.ObjectLiteralExpression): string[] {
  return object.properties.flatMap((property) => {
    if (ts.isSpreadAssignment(property)) return ['*'];
    const name = literalName(property.name);
    return name === undefined ? [] : [name];
  });
}

function isExportsObject(node: ts.Expression): boolean {
  const target = unwrap(node);
  if (ts.isIdentifier(target)) return target.text === 'exports';
  return (
    ts.isPropertyAccessExpression(target) &&
    ts.isIdentifier(target.expression) &&
    target.expression.text === 'module' &&
    target.name.text === 'exports'
  );
}
