import type { BundledSdk } from '../../interpret/value.js';
import { ts } from '../ast.js';
import { collectDefinitions, type Definitions, visitAll } from '../definitions.js';
import { commandOfClass, nameOf } from './command-class.js';
import { isV2Core, moduleOfExports, moduleOfPath, v2ServiceOf } from './module-wrapper.js';
import { otherClass, wrappedCommand } from './other-classes.js';

/** Classes and module functions of a bundle that are SDK code, by their node. */
export type BundleMap = ReadonlyMap<ts.Node, BundledSdk>;

/** Text that SDK code leaves in every bundle; files without it are not searched. */
const TRACES =
  /com\.amazonaws\.|commandName\b|\.n\("\w+Client",|\.defineService\(|node_modules\/(?:@aws-sdk|aws-sdk)\//;

const NONE: BundleMap = new Map();
const searched = new WeakMap<ts.SourceFile, BundleMap>();

/** What a node of a bundle is, when it is SDK code. Each file is searched once. */
export function bundledAt(node: ts.Node): BundledSdk | undefined {
  const source = node.getSourceFile();
  const known = searched.get(source) ?? recogniseBundle(source);
  searched.set(source, known);
  return known.get(node);
}

/** Recognises the SDK in a bundled file, plain or minified, by shapes that bundlers and minifiers keep. Empty for other files. */
export function recogniseBundle(source: ts.SourceFile): BundleMap {
  if (!TRACES.test(source.text)) return NONE;
  const found = new Map<ts.Node, BundledSdk>();
  const definitions = collectDefinitions(source);
  const wrappers: { inner: ts.ClassLikeDeclaration; command: ts.Identifier | ts.PropertyAccessExpression }[] = [];
  visitAll(source, (node) => {
    if (ts.isClassLike(node)) {
      const known = commandOfClass(node, definitions) ?? otherClass(node);
      const command = known ? undefined : wrappedCommand(node);
      if (known) found.set(node, known);
      else if (command) wrappers.push({ inner: node, command });
    }
  });
  for (const { inner, command } of wrappers) {
    const wrapped = commandBehind(command, definitions, found);
    if (wrapped) found.set(inner, wrapped);
  }
  addAggregated(source, definitions, found);
  addModules(source, found);
  return found;
}

function commandBehind(
  name: ts.Identifier | ts.PropertyAccessExpression,
  definitions: Definitions,
  found: BundleMap,
): BundledSdk | undefined {
  const defined = ts.isIdentifier(name) ? definitions.of(name).map((one) => found.get(one)) : [];
  const known = defined.find((one) => one?.kind === 'command');
  if (known) return known;
  // A CommonJS import keeps the export's name: `new ns.GetItemCommand(this.input)`; only DynamoDB has wrapped commands.
  const member = ts.isIdentifier(name) ? definitions.memberOf(name) : name.name.text;
  const operation = /^([A-Z]\w*)Command$/.exec(member ?? '')?.[1];
  return operation ? { kind: 'command', service: 'DynamoDBClient', operation } : undefined;
}

/** `createAggregatedClient(commands, S3, …)` with `commands = { GetObjectCommand, … }`: the class has the commands' service. */
function addAggregated(source: ts.SourceFile, definitions: Definitions, found: Map<ts.Node, BundledSdk>): void {
  visitAll(source, (node) => {
    if (!ts.isCallExpression(node) || node.arguments.length < 2) return;
    const [commands, cls] = node.arguments;
    if (!commands || !cls || !ts.isIdentifier(commands) || !ts.isIdentifier(cls)) return;
    const service = serviceOfCommands(definitions.of(commands), definitions, found);
    if (service === undefined) return;
    for (const value of definitions.of(cls)) if (ts.isClassLike(value)) found.set(value, { kind: 'client', service });
  });
}

function serviceOfCommands(
  values: readonly ts.Expression[],
  definitions: Definitions,
  found: BundleMap,
): string | undefined {
  for (const value of values) {
    if (!ts.isObjectLiteralExpression(value)) continue;
    for (const property of value.properties) {
      const name = property.name && nameOf(property.name);
      if (!name?.endsWith('Command')) return undefined;
      const held = ts.isShorthandPropertyAssignment(property)
        ? property.name
        : ts.isPropertyAssignment(property)
          ? property.initializer
          : undefined;
      const known =
        held && ts.isIdentifier(held)
          ? definitions
              .of(held)
              .map((one) => found.get(one))
              .find((one) => one?.kind === 'command')
          : undefined;
      if (known?.kind === 'command') return known.service;
    }
  }
  return undefined;
}

interface ModuleFacts {
  exported: Set<string>;
  service?: string;
}

/** Functions that fill a module: by the path they are filed under, else by what they export. */
function addModules(source: ts.SourceFile, found: Map<ts.Node, BundledSdk>): void {
  const modules = new Map<ts.Node, ModuleFacts>();
  visitAll(source, (node) => {
    const filed = moduleOfPath(node);
    if (filed) found.set(ts.isPropertyAssignment(node) ? node.initializer : node, filed);
    const wrapper = (): ts.Node | undefined => outermostFunction(node);
    const known = found.get(node);
    if (known?.kind === 'command') factsOf(modules, wrapper()).service ??= known.service;
    const v2 = v2ServiceOf(node);
    if (v2 !== undefined) setOnce(found, moduleFunction(node), { kind: 'module', service: `aws-sdk:${v2}` });
    if (isV2Core(node)) setOnce(found, moduleFunction(node), { kind: 'module', specifier: 'aws-sdk' });
    for (const name of exportedNames(node)) factsOf(modules, wrapper()).exported.add(name);
  });
  for (const [node, facts] of modules) {
    const known = moduleOfExports(facts.exported, facts.service);
    if (known) setOnce(found, node, known);
  }
}

/** `exports.S3Client = …` and `r.d(exports, { S3Client: () => … })`. */
function exportedNames(node: ts.Node): string[] {
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken) {
    const { left } = node;
    return ts.isPropertyAccessExpression(left) && ts.isIdentifier(left.expression) ? [left.name.text] : [];
  }
  if (!ts.isCallExpression(node) || node.arguments.length !== 2) return [];
  const definitions = node.arguments[1];
  if (!definitions || !ts.isObjectLiteralExpression(definitions)) return [];
  return definitions.properties.flatMap((one) => (one.name ? (nameOf(one.name) ?? []) : []));
}

const NO_MODULE: ModuleFacts = { exported: new Set() };

function factsOf(modules: Map<ts.Node, ModuleFacts>, node: ts.Node | undefined): ModuleFacts {
  if (!node) return { ...NO_MODULE, exported: new Set() };
  const facts = modules.get(node) ?? { exported: new Set<string>() };
  modules.set(node, facts);
  return facts;
}

const setOnce = (found: Map<ts.Node, BundledSdk>, node: ts.Node | undefined, known: BundledSdk): void => {
  if (node && !found.has(node)) found.set(node, known);
};

/** The function at the top of the file that a node lies in, or the module function of a webpack table. */
function outermostFunction(node: ts.Node): ts.Node | undefined {
  let found: ts.Node | undefined;
  for (let at: ts.Node | undefined = node.parent; at && !ts.isSourceFile(at); at = at.parent)
    if (isModuleFunction(at)) found = at;
  return found;
}

function moduleFunction(node: ts.Node): ts.Node | undefined {
  for (let at: ts.Node | undefined = node.parent; at && !ts.isSourceFile(at); at = at.parent)
    if (isModuleFunction(at)) return at;
  return undefined;
}

/** A function in the place of a module: a value of a table or an argument of a helper, with one to three parameters. */
function isModuleFunction(node: ts.Node): boolean {
  if (!(ts.isFunctionExpression(node) || ts.isArrowFunction(node) || ts.isMethodDeclaration(node))) return false;
  if (node.parameters.length < 1 || node.parameters.length > 3) return false;
  return ts.isMethodDeclaration(node) || ts.isPropertyAssignment(node.parent) || ts.isCallExpression(node.parent);
}
