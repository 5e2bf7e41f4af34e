import { ts } from '../ast.js';
import { literalName } from '../syntax.js';

/** One import or require of a file that runs, whatever form it has. */
export interface ImportSite {
  node: ts.Node;
  specifier: string;
  /** Local name → exported name; `*` for the module itself. */
  names: { local: string; imported: string }[];
}

/** Every import, re-export, `import()` and `require` of a file with a literal specifier. Imports of types alone do not run and are left out. */
export function importsOf(source: ts.SourceFile, nodes: readonly ts.Node[]): ImportSite[] {
  const declared = source.statements.flatMap((node) =>
    ts.isImportDeclaration(node) || ts.isExportDeclaration(node) ? declaration(node) : [],
  );
  return [
    ...declared,
    ...nodes.flatMap((node) =>
      ts.isImportEqualsDeclaration(node) ? importEquals(node) : ts.isCallExpression(node) ? call(node) : [],
    ),
  ];
}

function declaration(node: ts.ImportDeclaration | ts.ExportDeclaration): ImportSite[] {
  const specifier = node.moduleSpecifier;
  if (!specifier || !ts.isStringLiteralLike(specifier)) return [];
  if (ts.isExportDeclaration(node)) return node.isTypeOnly ? [] : [{ node, specifier: specifier.text, names: [] }];
  const clause = node.importClause;
  if (!clause) return [{ node, specifier: specifier.text, names: [] }];
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return [];
  const bindings = clause.namedBindings;
  const named = bindings && ts.isNamedImports(bindings) ? bindings.elements.filter((one) => !one.isTypeOnly) : [];
  const names = [
    ...(clause.name ? [{ local: clause.name.text, imported: 'default' }] : []),
    ...(bindings && ts.isNamespaceImport(bindings) ? [{ local: bindings.name.text, imported: '*' }] : []),
    ...named.map((one) => ({ local: one.name.text, imported: (one.propertyName ?? one.name).text })),
  ];
  return names.length === 0 && bindings && ts.isNamedImports(bindings) && bindings.elements.length > 0
    ? []
    : [{ node, specifier: specifier.text, names }];
}

function importEquals(node: ts.ImportEqualsDeclaration): ImportSite[] {
  const reference = node.moduleReference;
  if (node.isTypeOnly || !ts.isExternalModuleReference(reference) || !ts.isStringLiteralLike(reference.expression))
    return [];
  return [{ node, specifier: reference.expression.text, names: [{ local: node.name.text, imported: '*' }] }];
}

/** `require('x')` and `import('x')`, with the names a declaration around it gives to the module or its members. */
function call(node: ts.CallExpression): ImportSite[] {
  const [argument] = node.arguments;
  const callee = node.expression;
  const loads =
    callee.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(callee) && /^_*require\d*$/.test(callee.text));
  if (!loads || !argument || !ts.isStringLiteralLike(argument)) return [];
  return [{ node, specifier: argument.text, names: boundNames(node) }];
}

function boundNames(node: ts.Expression): ImportSite['names'] {
  let at: ts.Node = node;
  let member: string | undefined;
  for (;;) {
    const up: ts.Node = at.parent;
    if (ts.isAwaitExpression(up) || ts.isParenthesizedExpression(up) || ts.isAsExpression(up)) at = up;
    else if (ts.isPropertyAccessExpression(up) && up.expression === at && member === undefined) {
      member = up.name.text;
      at = up;
    } else if (ts.isCallExpression(up) && up.arguments.includes(at as ts.Expression))
      at = up; // __importStar(require('x')), captureAWS(require('x'))
    else break;
  }
  const declaration = at.parent;
  if (!ts.isVariableDeclaration(declaration) || declaration.initializer !== at) return [];
  if (ts.isIdentifier(declaration.name)) return [{ local: declaration.name.text, imported: member ?? '*' }];
  if (!ts.isObjectBindingPattern(declaration.name)) return [];
  return declaration.name.elements.flatMap((one) => {
    const imported = literalName(
      one.propertyName && !ts.isComputedPropertyName(one.propertyName)
        ? one.propertyName
        : ts.isIdentifier(one.name)
          ? one.name
          : undefined,
    );
    return ts.isIdentifier(one.name) && imported !== undefined ? [{ local: one.name.text, imported }] : [];
  });
}
