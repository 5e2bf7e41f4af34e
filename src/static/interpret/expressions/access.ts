import { ts } from '../../parse/ast.js';
import { alternativesOf } from '../join.js';
import type { Machine } from '../machine.js';
import { isNullish, UNDEFINED } from '../make.js';
import type { Scope } from '../scope.js';
import type { Value } from '../value.js';
import { superHolder } from './names.js';

type Access = ts.PropertyAccessExpression | ts.ElementAccessExpression;

export const isAccess = (node: ts.Node): node is Access =>
  ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node);

export function evaluateAccess(m: Machine, node: Access, scope: Scope): Value {
  const { receiver, holder } = evaluateReceiver(m, node.expression, scope);
  if (node.questionDotToken && surelyNullish(receiver)) return UNDEFINED;
  return readMember(m, node, holder, scope);
}

/** The receiver of a member: the value itself (`this` for `super.x`), and the object the member is looked up in. */
export function evaluateReceiver(m: Machine, node: ts.Expression, scope: Scope): { receiver: Value; holder: Value } {
  if (node.kind === ts.SyntaxKind.SuperKeyword)
    return { receiver: scope.activation.thisValue, holder: superHolder(scope) };
  const value = m.evaluate(node, scope);
  if (!saysNothing(value)) return { receiver: value, holder: value };
  const declared = m.declaredReceiver(node, scope) ?? value;
  return { receiver: declared, holder: declared };
}

/** Values about which only the declared type can say more: never assigned, or unknown with nothing inside. */
const saysNothing = (value: Value): boolean =>
  alternativesOf(value).every((one) => isNullish(one) || (one.kind === 'unknown' && !one.inner && !one.hint));

export const surelyNullish = (value: Value): boolean => alternativesOf(value).every(isNullish);

/** Reads the member that an access names out of its evaluated receiver. */
export function readMember(m: Machine, node: Access, holder: Value, scope: Scope): Value {
  if (ts.isPropertyAccessExpression(node)) return m.get(holder, node.name.text, node);
  return m.getComputed(holder, keyOfAccess(m, node, scope), node);
}

export function keyOfAccess(m: Machine, node: ts.ElementAccessExpression, scope: Scope): Value {
  const key = m.evaluate(node.argumentExpression, scope);
  if (key.kind !== 'unknown') return key;
  const declared = m.declaredReceiver(node.argumentExpression, scope);
  return declared ?? key;
}
