import { ts } from '../../parse/ast.js';
import { literalName } from '../../parse/syntax.js';
import type { Machine } from '../machine.js';
import type { Scope } from '../scope.js';
import { literalText } from '../text.js';
import type { ObjectValue } from '../value.js';

/** Adds a method, getter or setter of a class or an object literal to its holder. */
export function addMethod(
  m: Machine,
  holder: ObjectValue,
  member: ts.MethodDeclaration | ts.AccessorDeclaration,
  scope: Scope,
): void {
  const key = ts.isComputedPropertyName(member.name) ? m.evaluate(member.name.expression, scope) : undefined;
  const name = key ? (literalText(key) ?? (key.kind === 'external' ? key.key : undefined)) : literalName(member.name);
  const fn = m.makeFunction(member, scope, name ?? '', holder);
  if (name === undefined) {
    if (key && ts.isMethodDeclaration(member)) m.setComputed(holder, key, fn, member);
    return;
  }
  if (ts.isGetAccessor(member)) {
    holder.getters ??= new Map();
    holder.getters.set(name, (receiver) => m.call(fn, receiver ?? holder, [], member));
  } else if (ts.isSetAccessor(member)) {
    holder.setters ??= new Map();
    holder.setters.set(name, (value, receiver) => {
      m.call(fn, receiver, [value], member);
    });
  } else holder.fields.set(name, fn);
}
