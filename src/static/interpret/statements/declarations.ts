import { ts } from '../../parse/ast.js';
import { isAmbient, literalName } from '../../parse/syntax.js';
import { declare } from '../binding.js';
import type { Machine } from '../machine.js';
import { constant, stringOf } from '../make.js';
import { bundledClass } from '../modules/bundled.js';
import type { Scope } from '../scope.js';
import type { ObjectValue, Value } from '../value.js';
import { declareList } from './loops.js';

export function executeVariables(m: Machine, node: ts.VariableStatement, scope: Scope): void {
  if (!isAmbient(node)) declareVariables(m, node.declarationList, scope);
}

/** `var x;` without initialiser keeps a value that an earlier statement gave it. */
function declareVariables(m: Machine, list: ts.VariableDeclarationList, scope: Scope): void {
  if ((list.flags & ts.NodeFlags.BlockScoped) !== 0) declareList(m, list, scope);
  else
    for (const one of list.declarations) {
      if (one.initializer)
        m.bindPattern(one.name, m.refine(m.evaluate(one.initializer, scope), one.type, scope), scope, one.type);
    }
}

export function executeClass(m: Machine, node: ts.ClassDeclaration, scope: Scope): void {
  if (isAmbient(node)) return;
  const cls = bundledClass(m, node) ?? m.makeClass(node, scope);
  declare(m, scope, node.name?.text ?? 'default', cls);
}

/** Enums are objects; numeric members also map back from the number. */
export function executeEnum(m: Machine, node: ts.EnumDeclaration, scope: Scope): void {
  const known = scope.vars.get(node.name.text)?.value;
  const object = known?.kind === 'object' ? known : m.makeObject();
  const inner = m.makeScope(scope);
  let next: number | undefined = 0;
  for (const member of node.members) {
    const name = literalName(member.name as ts.PropertyName) ?? '';
    let value: Value;
    if (member.initializer) value = m.evaluate(member.initializer, inner);
    else value = constant(next ?? Number.NaN);
    next = value.kind === 'constant' && typeof value.value === 'number' ? value.value + 1 : undefined;
    object.fields.set(name, value);
    declare(m, inner, name, value);
    if (value.kind === 'constant') gettersOf(object).set(String(value.value), () => stringOf(name));
  }
  declare(m, scope, node.name.text, object);
}

/** Namespaces run as a block; every name of theirs can be read, since code that compiles reads only exported ones. */
export function executeNamespace(m: Machine, node: ts.ModuleDeclaration, scope: Scope): void {
  if (isAmbient(node) || !node.body) return;
  const name = ts.isIdentifier(node.name) ? node.name.text : undefined;
  if (!name) return;
  const known = scope.lookup(name)?.value;
  const object = known?.kind === 'object' ? known : m.makeObject();
  declare(m, scope, name, object);
  const inner = m.makeScope(scope);
  if (ts.isModuleDeclaration(node.body)) {
    executeNamespace(m, node.body, inner);
    copyFields(object, inner);
    return;
  }
  if (!ts.isModuleBlock(node.body)) return;
  m.hoist(node.body.statements, inner);
  m.executeAll(node.body.statements, inner);
  copyFields(object, inner);
}

function gettersOf(object: ObjectValue): Map<string, () => Value> {
  object.getters ??= new Map();
  return object.getters;
}

function copyFields(object: ObjectValue, scope: Scope): void {
  for (const [name, binding] of scope.vars) {
    gettersOf(object).set(name, () => binding.value);
    object.fields.delete(name);
  }
}
