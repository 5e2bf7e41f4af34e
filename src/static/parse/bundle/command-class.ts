import type { BundledSdk } from '../../interpret/value.js';
import { ts } from '../ast.js';
import type { Definitions } from '../definitions.js';

type Command = Extract<BundledSdk, { kind: 'command' }>;

/** The command a class is, by the three shapes that smithy-typescript has generated since 2020; undefined when it is none. */
export function commandOfClass(node: ts.ClassLikeDeclaration, definitions: Definitions): Command | undefined {
  const parent = parentOf(node);
  return (
    (parent && (fromFactory(parent, definitions) ?? fromBuilder(parent))) ?? fromMiddlewareContext(node, definitions)
  );
}

function parentOf(node: ts.ClassLikeDeclaration): ts.Expression | undefined {
  const clause = node.heritageClauses?.find((one) => one.token === ts.SyntaxKind.ExtendsKeyword);
  let at: ts.Expression | undefined = clause?.types[0]?.expression;
  while (at && ts.isParenthesizedExpression(at)) at = at.expression;
  return at;
}

/** Today: `class extends command(_ep0, _mw7, "GetObject", GetObject$)`; the factory names the client, the schema the service. */
function fromFactory(parent: ts.Expression, definitions: Definitions): Command | undefined {
  if (!ts.isCallExpression(parent) || parent.arguments.length < 2) return undefined;
  const [name, schema] = [parent.arguments.at(-2), parent.arguments.at(-1)];
  if (!name || !schema || !ts.isStringLiteralLike(name) || !/^[A-Z]\w*$/.test(name.text)) return undefined;
  const factory = parent.expression;
  const service =
    (ts.isIdentifier(factory) ? clientOfFactory(factory, definitions) : undefined) ??
    (ts.isIdentifier(schema) ? serviceOfSchema(schema, definitions) : serviceOfPath(parent, schema));
  return service === undefined ? undefined : { kind: 'command', service, operation: name.text };
}

/** Bundlers that keep one module per file (webpack's development mode) name the client in the module's path. */
function serviceOfPath(node: ts.Node, schema: ts.Expression): string | undefined {
  if (!ts.isPropertyAccessExpression(schema)) return undefined;
  for (let at: ts.Node | undefined = node.parent; at; at = at.parent) {
    const name = ts.isPropertyAssignment(at) || ts.isMethodDeclaration(at) ? nameOf(at.name) : undefined;
    const client = /node_modules\/@aws-sdk\/client-([a-z0-9-]+)\//.exec(name ?? '')?.[1];
    if (client) return client;
  }
  return undefined;
}

/** `command = makeBuilder(commonParams, "AmazonS3", "S3Client", getEndpointPlugin)`. */
function clientOfFactory(factory: ts.Identifier, definitions: Definitions): string | undefined {
  for (const value of definitions.of(factory)) {
    if (!ts.isCallExpression(value)) continue;
    const client = value.arguments.find((one) => ts.isStringLiteralLike(one) && /^[A-Z]\w*Client$/.test(one.text));
    if (client && ts.isStringLiteralLike(client)) return client.text;
  }
  return undefined;
}

/** `GetObject$ = [9, n0, …]` with `n0 = "com.amazonaws.s3"`; 9 marks an operation's schema. */
function serviceOfSchema(schema: ts.Identifier, definitions: Definitions): string | undefined {
  for (const value of definitions.of(schema)) {
    if (!ts.isArrayLiteralExpression(value)) continue;
    const [mark, namespace] = value.elements;
    if (!mark || !namespace || !ts.isNumericLiteral(mark) || mark.text !== '9') continue;
    const texts = ts.isIdentifier(namespace) ? definitions.of(namespace) : [namespace];
    const text = texts.find((one) => ts.isStringLiteralLike(one) && one.text.startsWith('com.amazonaws.'));
    if (text && ts.isStringLiteralLike(text)) return text.text;
  }
  return undefined;
}

/** 3.5xx to 3.9xx: `class extends Command.classBuilder().….s("AmazonSQS", "SendMessage", {}).n("SQSClient", "SendMessageCommand").….build()`. */
function fromBuilder(parent: ts.Expression): Command | undefined {
  let at: ts.Expression = parent;
  while (ts.isCallExpression(at) && ts.isPropertyAccessExpression(at.expression)) {
    const [client, command] = at.arguments;
    if (
      at.expression.name.text === 'n' &&
      client &&
      command &&
      ts.isStringLiteralLike(client) &&
      ts.isStringLiteralLike(command)
    ) {
      return commandNamed(client.text, command.text);
    }
    at = at.expression.expression;
  }
  return undefined;
}

/** Older: `resolveMiddleware` holds `{ clientName: "S3Client", commandName: "GetObjectCommand", … }`. */
function fromMiddlewareContext(node: ts.ClassLikeDeclaration, definitions: Definitions): Command | undefined {
  const method = node.members.find((one) => ts.isMethodDeclaration(one) && nameOf(one.name) === 'resolveMiddleware');
  if (!method || !ts.isMethodDeclaration(method) || !method.body) return undefined;
  const stack: ts.Node[] = [method.body];
  for (let at = stack.pop(); at; at = stack.pop()) {
    if (ts.isObjectLiteralExpression(at)) {
      const [client, command] = [textOf(at, 'clientName', definitions), textOf(at, 'commandName', definitions)];
      if (client !== undefined && command !== undefined) return commandNamed(client, command);
    }
    ts.forEachChild(at, (child) => {
      stack.push(child);
    });
  }
  return undefined;
}

const commandNamed = (client: string, command: string): Command | undefined =>
  command.endsWith('Command')
    ? { kind: 'command', service: client, operation: command.slice(0, -'Command'.length) }
    : undefined;

/** The text of a member, written there or in a constant beside it (`const clientName = "SQSClient"`). */
function textOf(object: ts.ObjectLiteralExpression, name: string, definitions: Definitions): string | undefined {
  const property = object.properties.find((one) => one.name && nameOf(one.name) === name);
  const held =
    property && ts.isPropertyAssignment(property)
      ? property.initializer
      : property && ts.isShorthandPropertyAssignment(property)
        ? property.name
        : undefined;
  const values = held && ts.isIdentifier(held) ? definitions.of(held) : held ? [held] : [];
  const text = values.find((one) => ts.isStringLiteralLike(one));
  return text && ts.isStringLiteralLike(text) ? text.text : undefined;
}

export const nameOf = (name: ts.PropertyName): string | undefined =>
  ts.isIdentifier(name) || ts.isStringLiteralLike(name) ? name.text : undefined;
