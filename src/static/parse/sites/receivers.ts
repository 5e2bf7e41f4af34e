import { ts } from '../ast.js';
import type { Definitions } from '../definitions.js';
import { type NameTable, resolveName } from './name-table.js';

/** Package and class of an SDK client. */
export interface ClientClass {
  specifier: string;
  name: string;
}

/** The client class a receiver holds, as far as the file itself says so. */
export type Receivers = (node: ts.Expression) => ClientClass | undefined;

/**
 * Finds what receivers hold: a variable by its declaration in scope (value or type), a member (`this.client`, `exports.db`) by any
 * assignment to that text in the file, and an instance made on the spot.
 */
export function receiversOf(nodes: readonly ts.Node[], table: NameTable, definitions: Definitions): Receivers {
  const members = new Map<string, ClientClass>();
  const give = (text: string, cls: ClientClass | undefined): void => {
    if (cls) members.set(text, cls);
  };
  for (const node of nodes) {
    if (ts.isParameter(node) && ts.isParameterPropertyDeclaration(node, node.parent)) {
      give(`this.${node.name.getText()}`, typed(node.type, table));
    } else if (ts.isPropertyDeclaration(node)) {
      give(`this.${node.name.getText()}`, madeBy(node.initializer, table) ?? typed(node.type, table));
    } else if (ts.isBinaryExpression(node) && isAssignment(node.operatorToken.kind) && !ts.isIdentifier(node.left)) {
      give(node.left.getText(), madeBy(node.right, table));
    }
  }
  return (node) => {
    const at = bare(node);
    if (ts.isNewExpression(at)) return clientClass(resolveName(at.expression, table));
    if (!ts.isIdentifier(at)) return members.get(at.getText());
    for (const value of definitions.of(at)) {
      const made = madeBy(value, table);
      if (made) return made;
    }
    return typed(definitions.typeOf(at), table);
  };
}

function bare(node: ts.Expression): ts.Expression {
  let at = node;
  while (
    ts.isParenthesizedExpression(at) ||
    ts.isNonNullExpression(at) ||
    ts.isAsExpression(at) ||
    ts.isAwaitExpression(at)
  )
    at = at.expression;
  return at;
}

const isAssignment = (kind: ts.SyntaxKind): boolean =>
  kind === ts.SyntaxKind.EqualsToken ||
  kind === ts.SyntaxKind.QuestionQuestionEqualsToken ||
  kind === ts.SyntaxKind.BarBarEqualsToken;

/** The class an expression makes an instance of: `new S3(…)`, `DynamoDBDocument.from(…)`, also inside a wrapper's arguments. */
function madeBy(node: ts.Expression | undefined, table: NameTable): ClientClass | undefined {
  const at = node && bare(node);
  if (!at) return undefined;
  if (ts.isNewExpression(at)) return clientClass(resolveName(at.expression, table));
  if (!ts.isCallExpression(at)) return undefined;
  const callee = at.expression;
  if (ts.isPropertyAccessExpression(callee) && callee.name.text === 'from') {
    return clientClass(resolveName(callee.expression, table));
  }
  // captureAWSv3Client(new SNS({})) gives the client back.
  return madeBy(at.arguments[0], table);
}

function typed(type: ts.TypeNode | undefined, table: NameTable): ClientClass | undefined {
  if (!type || !ts.isTypeReferenceNode(type)) return undefined;
  const names = type.typeName.getText().split('.');
  const known = table.get(names[0] ?? '');
  if (!known) return undefined;
  const whole = known.imported === '*' || known.imported === 'default';
  const own = whole ? names.slice(1) : [known.imported, ...names.slice(1)];
  return clientClass({ specifier: known.specifier, name: own.join('.') || 'default' });
}

const clientClass = (made: ClientClass | undefined): ClientClass | undefined =>
  made && !/(?:Command|Exception|Input|Output)$/.test(made.name) ? made : undefined;
