import { ts } from '../../parse/ast.js';
import { declare } from '../binding.js';
import type { Machine } from '../machine.js';
import type { Scope } from '../scope.js';

/** `export default expression` and `export = expression`. */
export function executeExportAssignment(m: Machine, node: ts.ExportAssignment, scope: Scope): void {
  const value = m.evaluate(node.expression, scope);
  if (node.isExportEquals) m.set(scope.module.moduleObject, 'exports', value, node);
  else declare(m, scope, 'default', value);
}

/** `import x = require('…')` and `import x = Namespace.member`. */
export function executeImportEquals(m: Machine, node: ts.ImportEqualsDeclaration, scope: Scope): void {
  if (node.isTypeOnly) return;
  const reference = node.moduleReference;
  if (ts.isExternalModuleReference(reference)) {
    if (!ts.isStringLiteralLike(reference.expression)) return;
    declare(m, scope, node.name.text, m.importModule(reference.expression.text, scope.module, 'require', node));
    return;
  }
  declare(m, scope, node.name.text, entityValue(m, reference, scope));
}

function entityValue(m: Machine, name: ts.EntityName, scope: Scope): ReturnType<Machine['evaluate']> {
  if (ts.isIdentifier(name)) return m.evaluate(name, scope);
  return m.get(entityValue(m, name.left, scope), name.right.text, name);
}
