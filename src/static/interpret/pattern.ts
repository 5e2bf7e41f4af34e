import { ts } from '../parse/ast.js';
import { locationOf } from '../parse/location.js';
import { literalName } from '../parse/syntax.js';
import { declare } from './binding.js';
import { withDefault } from './default-value.js';
import type { Machine } from './machine.js';
import { isNullish, unknown } from './make.js';
import type { Scope } from './scope.js';
import { literalText } from './text.js';
import type { Value } from './value.js';

/** Declares the names of a pattern with the parts of a value. */
export function bindPattern(m: Machine, name: ts.BindingName, value: Value, scope: Scope, type?: ts.TypeNode): void {
  if (ts.isIdentifier(name)) {
    if (value.kind === 'function' && value.name === '') value.name = name.text;
    declare(m, targetScope(name, scope), name.text, value, type);
    return;
  }
  if (ts.isArrayBindingPattern(name)) {
    bindList(m, name, value, scope);
    return;
  }
  const taken: string[] = [];
  for (const element of name.elements) {
    const key = element.propertyName ?? element.name;
    if (element.dotDotDotToken) {
      bindPattern(m, element.name, restOf(m, value, taken, element), scope);
      continue;
    }
    let part: Value;
    if (ts.isComputedPropertyName(key)) {
      const computed = m.evaluate(key.expression, scope);
      const text = literalText(computed);
      if (text !== undefined) taken.push(text);
      part = isNullish(value) ? value : m.getComputed(value, computed, element);
    } else {
      const property = literalName(key) ?? '';
      taken.push(property);
      part = m.get(value, property, element);
    }
    bindPattern(m, element.name, withInitializer(m, part, element.initializer, scope), scope);
  }
}

/** `var` belongs to the function's scope; all else to the scope at hand. Hoisting has declared both. */
function targetScope(name: ts.Identifier, scope: Scope): Scope {
  const list = declarationListOf(name);
  if (!list || (list.flags & ts.NodeFlags.BlockScoped) !== 0) return scope;
  for (let at: Scope | undefined = scope; at && at.activation === scope.activation; at = at.parent) {
    if (at.vars.has(name.text)) return at;
  }
  return scope;
}

function declarationListOf(node: ts.Node): ts.VariableDeclarationList | undefined {
  let at: ts.Node = node.parent;
  while (ts.isBindingElement(at) || ts.isObjectBindingPattern(at) || ts.isArrayBindingPattern(at)) at = at.parent;
  return ts.isVariableDeclaration(at) && ts.isVariableDeclarationList(at.parent) ? at.parent : undefined;
}

function bindList(m: Machine, name: ts.ArrayBindingPattern, value: Value, scope: Scope): void {
  const { items, rest } = m.elementsOf(value, name);
  name.elements.forEach((element, index) => {
    if (ts.isOmittedExpression(element)) return;
    if (element.dotDotDotToken) {
      bindPattern(m, element.name, m.makeArray(items.slice(index), rest), scope);
      return;
    }
    const part = items[index] ?? rest ?? { kind: 'constant', value: undefined };
    bindPattern(m, element.name, withInitializer(m, part, element.initializer, scope), scope);
  });
}

function withInitializer(m: Machine, value: Value, initializer: ts.Expression | undefined, scope: Scope): Value {
  if (!initializer) return value;
  const isMissing = (one: Value) => one.kind === 'constant' && one.value === undefined;
  return withDefault(m, value, () => m.evaluate(initializer, scope), isMissing);
}

/** `...rest` of an object pattern: what was not taken by name. */
export function restOf(m: Machine, value: Value, taken: readonly string[], site: ts.Node): Value {
  if (value.kind === 'object') {
    const names = [...value.fields.keys(), ...(value.getters?.keys() ?? [])].filter((name) => !taken.includes(name));
    const rest = m.makeObject(names.map((name) => [name, m.get(value, name, site)]));
    if (value.open) rest.open = value.open;
    if (value.computed) rest.computed = value.computed;
    return rest;
  }
  if (value.kind === 'unknown' || value.kind === 'external' || value.kind === 'union') return value;
  return unknown('the rest of a pattern', locationOf(site));
}

/** Assigns the parts of a value to the targets of an array or object literal on the left of `=`. */
export function assignPattern(m: Machine, target: ts.Expression, value: Value, scope: Scope): void {
  if (ts.isArrayLiteralExpression(target)) {
    const { items, rest } = m.elementsOf(value, target);
    target.elements.forEach((element, index) => {
      if (ts.isOmittedExpression(element)) return;
      if (ts.isSpreadElement(element)) m.assignTo(element.expression, m.makeArray(items.slice(index), rest), scope);
      else assignElement(m, element, items[index] ?? rest ?? { kind: 'constant', value: undefined }, scope);
    });
    return;
  }
  if (!ts.isObjectLiteralExpression(target)) return;
  const taken: string[] = [];
  for (const property of target.properties) {
    if (ts.isShorthandPropertyAssignment(property)) {
      taken.push(property.name.text);
      const part = m.get(value, property.name.text, property);
      m.assignTo(property.name, withInitializer(m, part, property.objectAssignmentInitializer, scope), scope);
    } else if (ts.isPropertyAssignment(property)) {
      const name = literalName(property.name);
      if (name !== undefined) taken.push(name);
      const part = name !== undefined ? m.get(value, name, property) : unknown('a computed part', locationOf(property));
      assignElement(m, property.initializer, part, scope);
    } else if (ts.isSpreadAssignment(property)) {
      m.assignTo(property.expression, restOf(m, value, taken, property), scope);
    }
  }
}

function assignElement(m: Machine, element: ts.Expression, value: Value, scope: Scope): void {
  if (ts.isBinaryExpression(element) && element.operatorToken.kind === ts.SyntaxKind.EqualsToken)
    m.assignTo(element.left, withInitializer(m, value, element.right, scope), scope);
  else m.assignTo(element, value, scope);
}
