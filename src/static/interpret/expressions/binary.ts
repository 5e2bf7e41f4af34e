import { ts } from '../../parse/ast.js';
import { locationOf } from '../../parse/location.js';
import { withDefault, withFallback } from '../default-value.js';
import { alternativesOf, joinAll } from '../join.js';
import type { Machine } from '../machine.js';
import { boolean, FALSE, isNullish, unknown } from '../make.js';
import { narrowed } from '../narrow.js';
import type { Scope } from '../scope.js';
import { concatValues, exactText } from '../text.js';
import { equalityOf, truthOf } from '../truth.js';
import type { Value } from '../value.js';
import { evaluateAssignment, isAssignment } from './assignment.js';
import { arithmetic, compare } from './numbers.js';

const K = ts.SyntaxKind;

/** Binary expressions. Chains that nest to the left (`a + b + c …`, thousands long in minified code) are walked, not recursed into. */
export function evaluateBinary(m: Machine, node: ts.BinaryExpression, scope: Scope): Value {
  if (isAssignment(node.operatorToken.kind)) return evaluateAssignment(m, node, scope);
  const spine: ts.BinaryExpression[] = [];
  let leftmost: ts.Expression = node;
  while (ts.isBinaryExpression(leftmost) && !isAssignment(leftmost.operatorToken.kind)) {
    spine.push(leftmost);
    leftmost = leftmost.left;
  }
  let value = m.evaluate(leftmost, scope);
  for (let index = spine.length - 1; index >= 0; index--) value = apply(m, spine[index]!, value, scope);
  return value;
}

function apply(m: Machine, node: ts.BinaryExpression, left: Value, scope: Scope): Value {
  m.budget.spend();
  const right = () => m.evaluate(node.right, scope);
  switch (node.operatorToken.kind) {
    case K.AmpersandAmpersandToken:
      return and(m, node, left, scope);
    case K.BarBarToken:
      return withDefault(
        m,
        left,
        () => narrowed(m, node.left, false, scope, right),
        (one) => truthOf(one) === false,
      );
    case K.QuestionQuestionToken:
      return withDefault(m, left, right, isNullish);
    case K.CommaToken:
      return right();
    case K.PlusToken:
      return add(left, right(), node);
    case K.EqualsEqualsEqualsToken:
    case K.EqualsEqualsToken:
      return truth(equalityOf(left, right(), node.operatorToken.kind === K.EqualsEqualsToken), node);
    case K.ExclamationEqualsEqualsToken:
    case K.ExclamationEqualsToken: {
      const equal = equalityOf(left, right(), node.operatorToken.kind === K.ExclamationEqualsToken);
      return truth(equal === undefined ? undefined : !equal, node);
    }
    case K.InstanceOfKeyword:
      return truth(isInstance(left, right()), node);
    case K.InKeyword:
      return truth(hasName(m, left, right()), node);
    case K.LessThanToken:
    case K.GreaterThanToken:
    case K.LessThanEqualsToken:
    case K.GreaterThanEqualsToken:
      return truth(compare(node.operatorToken.kind, left, right()), node);
    default:
      return arithmetic(node.operatorToken.kind, left, right(), locationOf(node));
  }
}

const truth = (value: boolean | undefined, node: ts.Node): Value =>
  value === undefined ? unknown('a condition', locationOf(node)) : boolean(value);

/** `a && b`: what of `a` is false, or `b` under that condition. */
function and(m: Machine, node: ts.BinaryExpression, left: Value, scope: Scope): Value {
  const known = truthOf(left);
  if (known === false) return left;
  if (known === true) return m.evaluate(node.right, scope);
  const falsy = alternativesOf(left).map((one) =>
    truthOf(one) === false ? one : truthOf(one) === true ? undefined : FALSE,
  );
  const right = narrowed(m, node.left, true, scope, () => m.under(() => m.evaluate(node.right, scope)));
  return joinAll([...falsy, right]);
}

export function add(left: Value, right: Value, node: ts.Node): Value {
  // The long chains of minified code are texts: no place needs to be looked up for them.
  if (left.kind === 'string' && right.kind === 'string') return concatValues([left, right]);
  const pairs = alternativesOf(left).length === 1 && alternativesOf(right).length === 1;
  if (pairs && left.kind === 'constant' && right.kind === 'constant') {
    const sum = arithmetic(K.PlusToken, left, right, locationOf(node));
    return sum;
  }
  const textual = [left, right].some((one) =>
    alternativesOf(one).some((other) => other.kind === 'string' || other.kind === 'array' || other.kind === 'object'),
  );
  if (textual) return concatValues([left, right], locationOf(node));
  const hole = left.kind === 'unknown' ? left : right.kind === 'unknown' ? right : undefined;
  return unknown(hole?.reason ?? 'a sum', hole?.at ?? locationOf(node), hole?.source);
}

/** `x instanceof C` for instances whose whole chain is known. */
function isInstance(left: Value, right: Value): boolean | undefined {
  if (left.kind === 'constant' || left.kind === 'string') return false;
  if (left.kind !== 'object' || right.kind !== 'function') return undefined;
  const wanted = right.properties.fields.get('prototype');
  for (let at = left.proto, depth = 0; at && depth < 32; at = at.proto, depth++) if (at === wanted) return true;
  return left.bases || left.open || !left.proto ? undefined : false;
}

function hasName(m: Machine, key: Value, object: Value): boolean | undefined {
  const name = exactText(key);
  const keys = object.kind === 'object' ? m.keysOf(object) : undefined;
  if (name === undefined) return undefined;
  if (object.kind === 'object' && object.fields.has(name)) return true;
  return keys && object.kind === 'object' && !object.proto ? keys.includes(name) : undefined;
}

/** `c ? a : b`. `env ? env : 'x'` is an environment variable with a fallback. */
export function evaluateConditional(m: Machine, node: ts.ConditionalExpression, scope: Scope): Value {
  const condition = m.evaluate(node.condition, scope);
  const known = truthOf(condition);
  if (known === true) return m.evaluate(node.whenTrue, scope);
  if (known === false) return m.evaluate(node.whenFalse, scope);
  const yes = narrowed(m, node.condition, true, scope, () => m.under(() => m.evaluate(node.whenTrue, scope)));
  const no = narrowed(m, node.condition, false, scope, () => m.under(() => m.evaluate(node.whenFalse, scope)));
  if (yes.kind === 'string' && condition.kind === 'string' && no.kind === 'string') {
    const kept = withFallback(yes, no);
    if (
      kept !== yes &&
      condition.text[0]?.kind === 'env' &&
      yes.text[0]?.kind === 'env' &&
      condition.text[0].name === yes.text[0].name
    )
      return kept;
  }
  return joinAll([yes, no]);
}
