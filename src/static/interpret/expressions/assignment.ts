import { ts } from '../../parse/ast.js';
import { locationOf } from '../../parse/location.js';
import { unwrap } from '../../parse/syntax.js';
import { readBinding } from '../binding.js';
import { withDefault } from '../default-value.js';
import { alternativesOf, joinAll } from '../join.js';
import type { Machine } from '../machine.js';
import { constant, isNullish, unknown } from '../make.js';
import { assignPattern } from '../pattern.js';
import type { Scope } from '../scope.js';
import { concatValues } from '../text.js';
import { truthOf } from '../truth.js';
import type { Value } from '../value.js';
import { evaluateReceiver, keyOfAccess } from './access.js';
import { arithmetic } from './numbers.js';

const K = ts.SyntaxKind;

export const isAssignment = (kind: ts.SyntaxKind): boolean => kind >= K.FirstAssignment && kind <= K.LastAssignment;

export function evaluateAssignment(m: Machine, node: ts.BinaryExpression, scope: Scope): Value {
  const operator = node.operatorToken.kind;
  if (operator === K.EqualsToken) {
    const value = m.evaluate(node.right, scope);
    const target = unwrap(node.left);
    if (value.kind === 'function' && value.name === '') value.name = nameOfTarget(target);
    m.assignTo(target, value, scope);
    return value;
  }
  const old = m.evaluate(node.left, scope);
  const value = combine(m, operator, old, node, scope);
  if (value !== old) m.assignTo(unwrap(node.left), value, scope);
  return value;
}

function combine(m: Machine, operator: ts.SyntaxKind, old: Value, node: ts.BinaryExpression, scope: Scope): Value {
  const right = () => m.evaluate(node.right, scope);
  switch (operator) {
    case K.QuestionQuestionEqualsToken:
      return withDefault(m, old, right, isNullish);
    case K.BarBarEqualsToken:
      return withDefault(m, old, right, isFalse);
    case K.AmpersandAmpersandEqualsToken:
      return truthOf(old) === false ? old : joinAll([old, m.under(right)]);
    case K.PlusEqualsToken: {
      const added = right();
      const textual = [...alternativesOf(old), ...alternativesOf(added)].some((one) => one.kind === 'string');
      return textual
        ? concatValues([old, added], locationOf(node))
        : arithmetic(operator, old, added, locationOf(node));
    }
    default:
      return arithmetic(operator, old, right(), locationOf(node));
  }
}

const isFalse = (value: Value): boolean => truthOf(value) === false;

const nameOfTarget = (target: ts.Expression): string => {
  if (ts.isIdentifier(target)) return target.text;
  return ts.isPropertyAccessExpression(target) && target.name.text !== 'exports' ? target.name.text : '';
};

/** Stores a value where an expression points: variable, member, or the parts of a pattern. */
export function assignTo(m: Machine, target: ts.Expression, value: Value, scope: Scope): void {
  const node = unwrap(target);
  if (ts.isIdentifier(node)) {
    const binding = scope.lookup(node.text);
    if (!binding) m.globalObject.fields.set(node.text, value);
    else if (!binding.read) m.assign(binding, value);
  } else if (ts.isPropertyAccessExpression(node)) {
    const { receiver } = evaluateReceiver(m, node.expression, scope);
    m.set(receiver, node.name.text, value, node);
  } else if (ts.isElementAccessExpression(node)) {
    const { receiver } = evaluateReceiver(m, node.expression, scope);
    m.setComputed(receiver, keyOfAccess(m, node, scope), value, node);
  } else assignPattern(m, node, value, scope);
}

/** `x++`, `--x`: the number after; the old one is returned for the postfix form. */
export function evaluateIncrement(
  m: Machine,
  node: ts.PrefixUnaryExpression | ts.PostfixUnaryExpression,
  scope: Scope,
): Value {
  const target = unwrap(node.operand);
  const old = ts.isIdentifier(target) ? readOf(scope, target) : m.evaluate(target, scope);
  const step = node.operator === K.PlusPlusToken ? 1 : -1;
  const next =
    old?.kind === 'constant' && typeof old.value === 'number'
      ? constant(old.value + step)
      : unknown('a number counted at run time', locationOf(node));
  m.assignTo(target, next, scope);
  return ts.isPrefixUnaryExpression(node) ? next : (old ?? next);
}

function readOf(scope: Scope, node: ts.Identifier): Value | undefined {
  const binding = scope.lookup(node.text);
  return binding && readBinding(binding);
}
