import type { BundledSdk } from '../../interpret/value.js';
import { ts } from '../ast.js';
import { nameOf } from './command-class.js';

/** Clients and classes of helper packages, by members whose names minifiers keep; undefined when the class is none. */
export function otherClass(node: ts.ClassLikeDeclaration): BundledSdk | undefined {
  const names = new Set(node.members.flatMap((one) => (one.name ? (nameOf(one.name) ?? []) : [])));
  if (names.has('__uploadUsingPut') && names.has('__doMultipartUpload'))
    return { kind: 'export', specifier: '@aws-sdk/lib-storage', name: 'Upload' };
  if (names.has('transactWrite') && names.has('batchGet') && hasStaticFrom(node))
    return documentExport('DynamoDBDocument');
  const maker = node.members.find((one): one is ts.ConstructorDeclaration => ts.isConstructorDeclaration(one));
  if (!maker?.body) return undefined;
  if (names.has('transactWrite') && names.has('batchGet') && hasStaticFrom(node))
    return documentExport('DynamoDBDocument');
  if (hasStaticFrom(node) && sets(maker, 'middlewareStack')) return documentExport('DynamoDBDocumentClient');
  return isClientConstructor(maker) && sets(maker, 'config') ? { kind: 'client' } : undefined;
}

const documentExport = (name: string): BundledSdk => ({ kind: 'export', specifier: '@aws-sdk/lib-dynamodb', name });

function hasStaticFrom(node: ts.ClassLikeDeclaration): boolean {
  return node.members.some(
    (one) =>
      ts.isMethodDeclaration(one) &&
      nameOf(one.name) === 'from' &&
      one.modifiers?.some((modifier) => modifier.kind === ts.SyntaxKind.StaticKeyword),
  );
}

/** Generated clients have `constructor(...[configuration])`, or `constructor(configuration)` before 3.300. */
function isClientConstructor(maker: ts.ConstructorDeclaration): boolean {
  const [parameter] = maker.parameters;
  if (!parameter || maker.parameters.length !== 1) return false;
  return (
    (parameter.dotDotDotToken !== undefined && ts.isArrayBindingPattern(parameter.name)) || usesMiddlewareStack(maker)
  );
}

const usesMiddlewareStack = (maker: ts.ConstructorDeclaration): boolean =>
  (maker.body?.statements.length ?? 0) > 3 && /\bmiddlewareStack\.use\(/.test(maker.getText());

/** True when the constructor assigns `this.<name>`, also inside comma expressions. */
function sets(maker: ts.ConstructorDeclaration, name: string): boolean {
  const stack: ts.Node[] = [maker];
  for (let at = stack.pop(); at; at = stack.pop()) {
    if (
      ts.isBinaryExpression(at) &&
      at.operatorToken.kind === ts.SyntaxKind.EqualsToken &&
      ts.isPropertyAccessExpression(at.left) &&
      at.left.expression.kind === ts.SyntaxKind.ThisKeyword &&
      at.left.name.text === name
    )
      return true;
    ts.forEachChild(at, (child) => {
      stack.push(child);
    });
  }
  return false;
}

/** `this.clientCommand = new GetItemCommand(this.input)` in the constructor: a command of lib-dynamodb wraps that command. */
export function wrappedCommand(node: ts.ClassLikeDeclaration): ts.Identifier | ts.PropertyAccessExpression | undefined {
  const maker = node.members.find((one): one is ts.ConstructorDeclaration => ts.isConstructorDeclaration(one));
  const stack: ts.Node[] = maker ? [maker] : [];
  for (let at = stack.pop(); at; at = stack.pop()) {
    if (
      ts.isBinaryExpression(at) &&
      ts.isPropertyAccessExpression(at.left) &&
      at.left.name.text === 'clientCommand' &&
      ts.isNewExpression(at.right) &&
      (ts.isIdentifier(at.right.expression) || ts.isPropertyAccessExpression(at.right.expression))
    )
      return at.right.expression;
    ts.forEachChild(at, (child) => {
      stack.push(child);
    });
  }
  return undefined;
}
