import { ts } from '../../parse/ast.js';
import type { Machine } from '../machine.js';
import { unknown } from '../make.js';
import type { ModuleRecord } from '../scope.js';
import type { Value } from '../value.js';
import { valueNamesOf } from './used-names.js';

/** Binds the imports of a module and runs what it imports, before its own statements, as Node does. */
export function bindImports(m: Machine, module: ModuleRecord): void {
  for (const node of module.parsed.source.statements) {
    if (ts.isImportDeclaration(node)) bindImport(m, module, node);
    else if (
      ts.isExportDeclaration(node) &&
      node.moduleSpecifier &&
      !node.isTypeOnly &&
      ts.isStringLiteralLike(node.moduleSpecifier)
    ) {
      const onlyTypes =
        node.exportClause &&
        ts.isNamedExports(node.exportClause) &&
        node.exportClause.elements.every((one) => one.isTypeOnly);
      if (!onlyTypes) m.importModule(node.moduleSpecifier.text, module, 'import', node);
    }
  }
}

function bindImport(m: Machine, module: ModuleRecord, node: ts.ImportDeclaration): void {
  if (!ts.isStringLiteralLike(node.moduleSpecifier)) return;
  const specifier = node.moduleSpecifier.text;
  const clause = node.importClause;
  if (!clause) {
    m.importModule(specifier, module, 'import', node);
    return;
  }
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return;
  const names = importedNames(clause);
  const used = module.parsed.typescript ? valueNamesOf(module.parsed.source) : undefined;
  if (names.length > 0 && used && !names.some((one) => used.has(one.local))) return;
  const load = () => m.importModule(specifier, module, 'import', node);
  load();
  for (const { local, imported } of names) {
    const read = imported === '*' ? load : () => importedValue(m, load(), imported, node);
    module.scope.vars.set(local, { value: unknown('an import'), frame: m.frame, born: m.heap.tick(), read });
  }
}

function importedNames(clause: ts.ImportClause): { local: string; imported: string }[] {
  const out: { local: string; imported: string }[] = [];
  if (clause.name) out.push({ local: clause.name.text, imported: 'default' });
  const bindings = clause.namedBindings;
  if (bindings && ts.isNamespaceImport(bindings)) out.push({ local: bindings.name.text, imported: '*' });
  if (bindings && ts.isNamedImports(bindings)) {
    for (const one of bindings.elements)
      if (!one.isTypeOnly) out.push({ local: one.name.text, imported: (one.propertyName ?? one.name).text });
  }
  return out;
}

/** A named or default import. The default of a module that has none is the module: CommonJS seen from ES modules. */
export function importedValue(m: Machine, namespace: Value, name: string, site: ts.Node): Value {
  if (name !== 'default') return m.get(namespace, name, site);
  if (namespace.kind === 'external') return namespace.model.get(namespace, 'default', m.contextAt(site)) ?? namespace;
  if (namespace.kind === 'object') {
    const found = m.get(namespace, 'default', site);
    return found.kind === 'constant' && found.value === undefined ? namespace : found;
  }
  return namespace.kind === 'unknown' ? namespace : m.get(namespace, 'default', site);
}
