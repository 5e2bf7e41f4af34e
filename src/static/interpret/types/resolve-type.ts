import { ts } from '../../parse/ast.js';
import { resolveModule } from '../../parse/resolve.js';
import { hasModifier } from '../../parse/syntax.js';
import type { Machine } from '../machine.js';
import type { ModuleRecord } from '../scope.js';
import type { Value } from '../value.js';
import { type TypeDeclaration, typeTableOf } from './declarations.js';

/** A type of the project: its declaration and the module whose names it uses. */
export interface ProjectType {
  declaration: Exclude<TypeDeclaration, { kind: 'import' }>;
  module: ModuleRecord;
}

/** What a type name means in a module: a type of the project, or a value that a package's model gives for it. */
export function resolveTypeName(
  m: Machine,
  name: readonly string[],
  module: ModuleRecord,
  depth = 0,
): { type: ProjectType } | { value: Value } | undefined {
  const [first = '', ...rest] = name;
  if (depth > 12) return undefined;
  const declaration = typeTableOf(module.parsed.source).byName.get(first);
  if (!declaration) return undefined;
  if (declaration.kind !== 'import') return rest.length ? undefined : { type: { declaration, module } };
  const imported = declaration.name === '*' || declaration.name === 'default' ? rest : [declaration.name, ...rest];
  const value = m.externals.valueOfType(declaration.specifier, imported.join('.') || 'default');
  if (value) return { value };
  return exportedType(m, imported.length ? imported : ['default'], declaration.specifier, module, depth + 1);
}

function exportedType(
  m: Machine,
  name: readonly string[],
  specifier: string,
  from: ModuleRecord,
  depth: number,
): ReturnType<typeof resolveTypeName> {
  if (depth > 12) return undefined;
  const resolved = resolveModule(m.files, specifier, from.file);
  const module = resolved.kind === 'file' ? m.loadModule(resolved.file, false) : undefined;
  if (!module) return undefined;
  const [first = '', ...rest] = name;
  const table = typeTableOf(module.parsed.source);
  if (first === 'default') {
    const own = table.classes.find((one) => hasModifier(one, ts.SyntaxKind.DefaultKeyword));
    if (own) return { type: { declaration: { kind: 'class', node: own }, module } };
  }
  const reexported = table.exports.get(first);
  if (reexported?.specifier) {
    const value = m.externals.valueOfType(reexported.specifier, reexported.name);
    return value ? { value } : exportedType(m, [reexported.name, ...rest], reexported.specifier, module, depth + 1);
  }
  const local = resolveTypeName(m, [reexported?.name ?? first, ...rest], module, depth + 1);
  if (local) return local;
  for (const star of table.stars) {
    const value = m.externals.valueOfType(star, first);
    const found = value ? { value } : exportedType(m, name, star, module, depth + 1);
    if (found) return found;
  }
  return undefined;
}

/** Classes of the loaded files that implement an interface or extend a class of that name. */
export function subtypesOf(m: Machine, name: string): ProjectType[] {
  const out: ProjectType[] = [];
  for (const module of m.modules.values()) {
    for (const node of typeTableOf(module.parsed.source).classes) {
      const parents = node.heritageClauses?.flatMap((clause) => clause.types) ?? [];
      const named = parents.some(({ expression }) => ts.isIdentifier(expression) && expression.text === name);
      if (named) out.push({ declaration: { kind: 'class', node }, module });
    }
  }
  return out;
}
