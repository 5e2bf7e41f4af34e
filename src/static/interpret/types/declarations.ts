import { ts } from '../../parse/ast.js';

export type TypeDeclaration =
  | { kind: 'class'; node: ts.ClassDeclaration }
  | { kind: 'interface'; node: ts.InterfaceDeclaration }
  | { kind: 'alias'; node: ts.TypeAliasDeclaration }
  /** `name` is `*` for a namespace import. */
  | { kind: 'import'; specifier: string; name: string };

export interface TypeTable {
  byName: Map<string, TypeDeclaration>;
  /** Exported name → local name, or name in another module. */
  exports: Map<string, { name: string; specifier?: string }>;
  stars: string[];
  classes: ts.ClassDeclaration[];
}

const tables = new WeakMap<ts.SourceFile, TypeTable>();

/** The types a file declares or imports at its top level, by name. */
export function typeTableOf(source: ts.SourceFile): TypeTable {
  const known = tables.get(source);
  if (known) return known;
  const table: TypeTable = { byName: new Map(), exports: new Map(), stars: [], classes: [] };
  for (const node of source.statements) add(node, table);
  tables.set(source, table);
  return table;
}

function add(node: ts.Statement, table: TypeTable): void {
  if (ts.isClassDeclaration(node) && node.name) {
    table.byName.set(node.name.text, { kind: 'class', node });
    table.classes.push(node);
  } else if (ts.isInterfaceDeclaration(node)) table.byName.set(node.name.text, { kind: 'interface', node });
  else if (ts.isTypeAliasDeclaration(node)) table.byName.set(node.name.text, { kind: 'alias', node });
  else if (ts.isImportDeclaration(node) && ts.isStringLiteralLike(node.moduleSpecifier))
    addImport(node, node.moduleSpecifier.text, table);
  else if (ts.isImportEqualsDeclaration(node) && ts.isExternalModuleReference(node.moduleReference)) {
    const { expression } = node.moduleReference;
    if (ts.isStringLiteralLike(expression))
      table.byName.set(node.name.text, { kind: 'import', specifier: expression.text, name: '*' });
  } else if (ts.isExportDeclaration(node)) addExport(node, table);
}

function addImport(node: ts.ImportDeclaration, specifier: string, table: TypeTable): void {
  const clause = node.importClause;
  if (clause?.name) table.byName.set(clause.name.text, { kind: 'import', specifier, name: 'default' });
  const bindings = clause?.namedBindings;
  if (!bindings) return;
  if (ts.isNamespaceImport(bindings)) table.byName.set(bindings.name.text, { kind: 'import', specifier, name: '*' });
  else
    for (const one of bindings.elements) {
      table.byName.set(one.name.text, { kind: 'import', specifier, name: (one.propertyName ?? one.name).text });
    }
}

function addExport(node: ts.ExportDeclaration, table: TypeTable): void {
  const specifier =
    node.moduleSpecifier && ts.isStringLiteralLike(node.moduleSpecifier) ? node.moduleSpecifier.text : undefined;
  if (!node.exportClause) {
    if (specifier) table.stars.push(specifier);
  } else if (ts.isNamedExports(node.exportClause)) {
    for (const one of node.exportClause.elements) {
      table.exports.set(one.name.text, { name: (one.propertyName ?? one.name).text, ...(specifier && { specifier }) });
    }
  }
}
