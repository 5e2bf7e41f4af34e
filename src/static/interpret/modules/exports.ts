import { ts } from '../../parse/ast.js';
import { hasModifier, isAmbient } from '../../parse/syntax.js';
import { namesOf } from '../hoist.js';

/** Where an exported name of a module comes from. */
export type ExportEntry =
  | { kind: 'local'; name: string }
  | { kind: 'from'; specifier: string; name: string }
  | { kind: 'namespace'; specifier: string };

export interface ExportTable {
  /** True when the file has any ES module syntax. */
  isModule: boolean;
  names: Map<string, ExportEntry>;
  /** `export * from '…'`. */
  stars: string[];
}

const tables = new WeakMap<ts.SourceFile, ExportTable>();

/** What a file exports, read from its syntax alone. Type-only exports are left out. */
export function exportTableOf(source: ts.SourceFile): ExportTable {
  const known = tables.get(source);
  if (known) return known;
  const table: ExportTable = { isModule: false, names: new Map(), stars: [] };
  for (const statement of source.statements) addExports(statement, table);
  tables.set(source, table);
  return table;
}

function addExports(node: ts.Statement, table: ExportTable): void {
  if (ts.isImportDeclaration(node)) table.isModule = true;
  else if (ts.isExportAssignment(node)) {
    if (node.isExportEquals) return;
    table.isModule = true;
    table.names.set('default', { kind: 'local', name: 'default' });
  } else if (ts.isExportDeclaration(node)) {
    table.isModule = true;
    if (!node.isTypeOnly) addClause(node, table);
  } else if (hasModifier(node, ts.SyntaxKind.ExportKeyword)) {
    table.isModule = true;
    if (isAmbient(node) || ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) return;
    const isDefault = hasModifier(node, ts.SyntaxKind.DefaultKeyword);
    for (const name of declaredNames(node)) table.names.set(isDefault ? 'default' : name, { kind: 'local', name });
    if (isDefault && declaredNames(node).length === 0) table.names.set('default', { kind: 'local', name: 'default' });
  }
}

function addClause(node: ts.ExportDeclaration, table: ExportTable): void {
  const specifier =
    node.moduleSpecifier && ts.isStringLiteralLike(node.moduleSpecifier) ? node.moduleSpecifier.text : undefined;
  const clause = node.exportClause;
  if (!clause) {
    if (specifier !== undefined) table.stars.push(specifier);
  } else if (ts.isNamespaceExport(clause)) {
    if (specifier !== undefined) table.names.set(clause.name.text, { kind: 'namespace', specifier });
  } else
    for (const one of clause.elements) {
      if (one.isTypeOnly) continue;
      const name = (one.propertyName ?? one.name).text;
      table.names.set(
        one.name.text,
        specifier === undefined ? { kind: 'local', name } : { kind: 'from', specifier, name },
      );
    }
}

function declaredNames(node: ts.Statement): string[] {
  if (ts.isVariableStatement(node)) return node.declarationList.declarations.flatMap((one) => namesOf(one.name));
  if (ts.isFunctionDeclaration(node) || ts.isClassDeclaration(node) || ts.isEnumDeclaration(node))
    return node.name ? [node.name.text] : [];
  if (ts.isModuleDeclaration(node) && ts.isIdentifier(node.name)) return [node.name.text];
  return ts.isImportEqualsDeclaration(node) ? [node.name.text] : [];
}
