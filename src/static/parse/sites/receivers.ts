import { ts } from '../ast.js';
import { type NameTable, resolveName } from './name-table.js';

/** Texts of receivers (`s3`, `this.client`, `exports.db`) that the file gives an SDK client to, with the client's class. */
export function receiversOf(
  nodes: readonly ts.Node[],
  table: NameTable,
): ReadonlyMap<string, { specifier: string; name: string }> {
  const found = new Map<string, { specifier: string; name: string }>();
  const give = (text: string | undefined, cls: { specifier: string; name: string } | undefined): void => {
    if (text !== undefined && cls) found.set(text, cls);
  };
  for (const node of nodes) {
    if (ts.isVariableDeclaration(node))
      give(node.name.getText(), madeBy(node.initializer, table) ?? typed(node.type, table));
    else if (ts.isParameter(node)) {
      give(node.name.getText(), typed(node.type, table) ?? madeBy(node.initializer, table));
      if (ts.isParameterPropertyDeclaration(node, node.parent))
        give(`this.${node.name.getText()}`, typed(node.type, table));
    } else if (ts.isPropertyDeclaration(node))
      give(`this.${node.name.getText()}`, madeBy(node.initializer, table) ?? typed(node.type, table));
    else if (ts.isBinaryExpression(node) && isAssignment(node.operatorToken.kind))
      give(node.left.getText(), madeBy(node.right, table));
  }
  return found;
}

const isAssignment = (kind: ts.SyntaxKind): boolean =>
  kind === ts.SyntaxKind.EqualsToken ||
  kind === ts.SyntaxKind.QuestionQuestionEqualsToken ||
  kind === ts.SyntaxKind.BarBarEqualsToken;

/** The class an expression makes an instance of: `new S3(…)`, `DynamoDBDocument.from(…)`, also inside a wrapper's arguments. */
function madeBy(node: ts.Expression | undefined, table: NameTable): { specifier: string; name: string } | undefined {
  if (!node) return undefined;
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isAwaitExpression(node))
    return madeBy(node.expression, table);
  if (ts.isNewExpression(node)) return clientClass(resolveName(node.expression, table));
  if (!ts.isCallExpression(node)) return undefined;
  const callee = node.expression;
  if (ts.isPropertyAccessExpression(callee) && callee.name.text === 'from')
    return clientClass(resolveName(callee.expression, table));
  // captureAWSv3Client(new SNS({})) gives the client back.
  return madeBy(node.arguments[0], table);
}

function typed(type: ts.TypeNode | undefined, table: NameTable): { specifier: string; name: string } | undefined {
  if (!type || !ts.isTypeReferenceNode(type)) return undefined;
  const names = type.typeName.getText().split('.');
  const known = table.get(names[0] ?? '');
  if (!known) return undefined;
  const own =
    known.imported === '*' || known.imported === 'default' ? names.slice(1) : [known.imported, ...names.slice(1)];
  return clientClass({ specifier: known.specifier, name: own.join('.') || 'default' });
}

const clientClass = (made: { specifier: string; name: string } | undefined) =>
  made && !/(?:Command|Exception|Input|Output)$/.test(made.name) ? made : undefined;
