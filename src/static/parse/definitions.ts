import { ts } from './ast.js';

/** What names stand for in one file, found without evaluating: declarations and assignments, each in the function that declares the name. */
export interface Definitions {
  /** Expressions given to the name that `identifier` refers to, by scope; bundlers write both `var a = …` and `var a; … a = …`. */
  of(identifier: ts.Identifier): readonly ts.Expression[];
  /** The member a name was destructured from: `GetItemCommand` for `a` of `{ GetItemCommand: a } = sdk`. */
  memberOf(identifier: ts.Identifier): string | undefined;
  /** The type a variable or parameter is declared with. */
  typeOf(identifier: ts.Identifier): ts.TypeNode | undefined;
}

interface Container {
  node: ts.Node;
  parent: Container | undefined;
  names: Map<string, ts.Expression[]>;
  members: Map<string, string>;
  types: Map<string, ts.TypeNode>;
}

const ASSIGNS = new Set([
  ts.SyntaxKind.EqualsToken,
  ts.SyntaxKind.QuestionQuestionEqualsToken,
  ts.SyntaxKind.BarBarEqualsToken,
]);

/** Visits every node of a file once, without recursion, so that deep minified expressions do no harm. */
export function visitAll(source: ts.SourceFile, visit: (node: ts.Node) => void): void {
  const stack: ts.Node[] = [source];
  for (let node = stack.pop(); node; node = stack.pop()) {
    visit(node);
    ts.forEachChild(node, (child) => {
      stack.push(child);
    });
  }
}

/** Collects the definitions of a file. Block scopes count as their function's: bundlers do not shadow across blocks of one function. */
export function collectDefinitions(source: ts.SourceFile): Definitions {
  const containers = new Map<ts.Node, Container>();
  const containerOf = (node: ts.Node): Container => {
    let at: ts.Node = node;
    while (!ts.isFunctionLike(at) && !ts.isSourceFile(at)) at = at.parent;
    const known = containers.get(at);
    if (known) return known;
    const made: Container = {
      node: at,
      parent: ts.isSourceFile(at) ? undefined : containerOf(at.parent),
      names: new Map(),
      members: new Map(),
      types: new Map(),
    };
    containers.set(at, made);
    return made;
  };
  const assignments: { name: ts.Identifier; value: ts.Expression }[] = [];
  visitAll(source, (node) => {
    if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name))
      declareTyped(containerOf(node), node.name.text, node.initializer, node.type);
    else if (ts.isBindingElement(node) && ts.isIdentifier(node.name)) {
      const container = containerOf(node);
      declare(container, node.name.text, undefined);
      const member = node.propertyName ?? node.name;
      if (ts.isIdentifier(member)) container.members.set(node.name.text, member.text);
    } else if (ts.isParameter(node) && ts.isIdentifier(node.name))
      declareTyped(containerOf(node), node.name.text, node.initializer, node.type);
    else if ((ts.isFunctionDeclaration(node) || ts.isClassDeclaration(node)) && node.name) {
      declare(
        containerOf(node.parent),
        node.name.text,
        ts.isClassDeclaration(node) ? (node as unknown as ts.Expression) : undefined,
      );
    } else if (ts.isBinaryExpression(node) && ASSIGNS.has(node.operatorToken.kind) && ts.isIdentifier(node.left)) {
      assignments.push({ name: node.left, value: lastValue(node.right) });
    }
  });
  const declaring = (name: ts.Identifier): Container | undefined => {
    let at: Container | undefined = containerOf(name);
    while (at && !at.names.has(name.text)) at = at.parent;
    return at;
  };
  const find = (name: ts.Identifier) => declaring(name)?.names.get(name.text);
  for (const { name, value } of assignments) find(name)?.push(value);
  return {
    of: (name) => find(name) ?? [],
    memberOf: (name) => declaring(name)?.members.get(name.text),
    typeOf: (name) => declaring(name)?.types.get(name.text),
  };
}

function declareTyped(
  container: Container,
  name: string,
  value: ts.Expression | undefined,
  type: ts.TypeNode | undefined,
): void {
  declare(container, name, value);
  if (type) container.types.set(name, type);
}

function declare(container: Container, name: string, value: ts.Expression | undefined): void {
  const known = container.names.get(name) ?? [];
  container.names.set(name, known);
  if (value) known.push(lastValue(value));
}

/** `x = y = class …` gives both names the class. */
function lastValue(value: ts.Expression): ts.Expression {
  let at = value;
  for (;;) {
    if (ts.isParenthesizedExpression(at)) at = at.expression;
    else if (ts.isBinaryExpression(at) && at.operatorToken.kind === ts.SyntaxKind.EqualsToken) at = at.right;
    // Minifiers told to keep names write `__name(class …, "GetObjectCommand")`.
    else if (ts.isCallExpression(at) && at.arguments[0] && ts.isClassExpression(at.arguments[0])) at = at.arguments[0];
    else return at;
  }
}
