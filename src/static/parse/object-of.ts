import { ts } from './ast.js';
import { parseSource } from './parse-source.js';
import { literalName, unwrap } from './syntax.js';

/** Nesting and size beyond which a configuration object is not read further: nobody writes one by hand. */
const MAX_DEPTH = 40;
const MAX_VALUES = 50_000;

interface Reading {
  constants: ReadonlyMap<string, ts.Expression>;
  /** Values still to be read: constants that use each other twice would double without end. */
  left: number;
}

/**
 * The default export of a module (`export default`, `export =`, `module.exports =`) as plain data, as far as it is literal; what is
 * not is `undefined`. Constants of the same file are followed. For `serverless.ts` and its like, which are never run.
 */
export function objectOf(file: string, text: string): unknown {
  const { source } = parseSource(file, text);
  const constants = new Map<string, ts.Expression>();
  let exported: ts.Expression | undefined;
  for (const statement of source.statements) {
    if (ts.isVariableStatement(statement)) {
      for (const { name, initializer } of statement.declarationList.declarations)
        if (ts.isIdentifier(name) && initializer) constants.set(name.text, initializer);
    } else if (ts.isExportAssignment(statement)) exported = statement.expression;
    else if (ts.isExpressionStatement(statement)) exported = moduleExports(statement.expression) ?? exported;
  }
  return exported && read(exported, { constants, left: MAX_VALUES }, 0);
}

function moduleExports(node: ts.Expression): ts.Expression | undefined {
  if (!ts.isBinaryExpression(node) || node.operatorToken.kind !== ts.SyntaxKind.EqualsToken) return undefined;
  return node.left.getText() === 'module.exports' ? node.right : undefined;
}

function read(expression: ts.Expression, reading: Reading, depth: number): unknown {
  const node = unwrap(expression);
  const inner = (child: ts.Expression): unknown => read(child, reading, depth + 1);
  if (depth > MAX_DEPTH || reading.left-- <= 0) return undefined;
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isNumericLiteral(node)) return Number(node.text);
  if (node.kind === ts.SyntaxKind.TrueKeyword) return true;
  if (node.kind === ts.SyntaxKind.FalseKeyword) return false;
  if (node.kind === ts.SyntaxKind.NullKeyword) return null;
  if (ts.isArrayLiteralExpression(node)) return node.elements.flatMap((element) => elementOf(element, inner));
  if (ts.isObjectLiteralExpression(node)) return objectLiteral(node, inner);
  if (ts.isTemplateExpression(node)) return templateText(node, inner);
  const constant = ts.isIdentifier(node) ? reading.constants.get(node.text) : undefined;
  return constant && inner(constant);
}

function elementOf(element: ts.Expression, inner: (node: ts.Expression) => unknown): unknown[] {
  if (!ts.isSpreadElement(element)) return [inner(element)];
  const spread = inner(element.expression);
  return Array.isArray(spread) ? spread : [];
}

function objectLiteral(node: ts.ObjectLiteralExpression, inner: (node: ts.Expression) => unknown): unknown {
  const out: { [name: string]: unknown } = Object.create(null);
  for (const property of node.properties) {
    if (ts.isSpreadAssignment(property)) Object.assign(out, inner(property.expression));
    else if (ts.isShorthandPropertyAssignment(property)) out[property.name.text] = inner(property.name);
    else if (ts.isPropertyAssignment(property)) {
      const name = literalName(property.name);
      if (name !== undefined) out[name] = inner(property.initializer);
    }
  }
  return { ...out };
}

/** A template literal whose holes are known; undefined when one is not. */
function templateText(node: ts.TemplateExpression, inner: (node: ts.Expression) => unknown): string | undefined {
  let out = node.head.text;
  for (const span of node.templateSpans) {
    const value = inner(span.expression);
    if (typeof value !== 'string' && typeof value !== 'number') return undefined;
    out += `${value}${span.literal.text}`;
  }
  return out;
}
