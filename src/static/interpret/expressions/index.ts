import { ts } from '../../parse/ast.js';
import { locationOf } from '../../parse/location.js';
import { returnsOfGenerators } from '../calls/generators.js';
import { alternativesOf, joinAll } from '../join.js';
import type { Machine } from '../machine.js';
import { boolean, constant, FALSE, NULL, stringOf, TRUE, UNDEFINED, unknown } from '../make.js';
import { bundledClass } from '../modules/bundled.js';
import type { Scope } from '../scope.js';
import { truthOf } from '../truth.js';
import type { Value } from '../value.js';
import { evaluateAccess } from './access.js';
import { evaluateIncrement } from './assignment.js';
import { evaluateBinary, evaluateConditional } from './binary.js';
import { evaluateCall, evaluateNew } from './call.js';
import { evaluateJsx } from './jsx.js';
import {
  evaluateArray,
  evaluateObject,
  evaluateTaggedTemplate,
  evaluateTemplate,
  regularExpression,
} from './literals.js';
import { evaluateIdentifier, evaluateMeta, evaluateThis, superHolder } from './names.js';
import { signed } from './numbers.js';

type Evaluate = (m: Machine, node: never, scope: Scope) => Value;

const K = ts.SyntaxKind;
const inner: Evaluate = (m, node: ts.ParenthesizedExpression, scope) => m.evaluate(node.expression, scope);
const typed: Evaluate = (m, node: ts.AsExpression, scope) =>
  m.refine(m.evaluate(node.expression, scope), node.type, scope);
const makeFunction: Evaluate = (m, node: ts.FunctionExpression | ts.ArrowFunction, scope) => {
  const name = ts.isFunctionExpression(node) ? node.name?.text : undefined;
  if (!name) return m.makeFunction(node, scope, '');
  const own = m.makeScope(scope);
  const fn = m.makeFunction(node, own, name);
  own.vars.set(name, { value: fn, frame: m.frame, born: m.heap.tick() });
  return fn;
};

function after(m: Machine, node: ts.Expression, scope: Scope, value: Value): Value {
  m.evaluate(node, scope);
  return value;
}

/** One function per kind of expression. Kinds that are not listed are unknown, and their parts are not run. */
const EVALUATE = new Map<ts.SyntaxKind, Evaluate>([
  [K.Identifier, evaluateIdentifier],
  [K.PropertyAccessExpression, evaluateAccess],
  [K.ElementAccessExpression, evaluateAccess],
  [K.CallExpression, evaluateCall],
  [K.NewExpression, evaluateNew],
  [K.StringLiteral, (_m, node: ts.StringLiteral) => stringOf(node.text)],
  [K.NoSubstitutionTemplateLiteral, (_m, node: ts.NoSubstitutionTemplateLiteral) => stringOf(node.text)],
  [K.NumericLiteral, (_m, node: ts.NumericLiteral) => constant(Number(node.text))],
  [K.BigIntLiteral, (_m, node: ts.BigIntLiteral) => constant(BigInt(node.text.replace(/n$/, '')))],
  [K.RegularExpressionLiteral, (m, node: ts.RegularExpressionLiteral) => withSource(m, node)],
  [K.TrueKeyword, () => TRUE],
  [K.FalseKeyword, () => FALSE],
  [K.NullKeyword, () => NULL],
  [K.ThisKeyword, evaluateThis],
  [K.SuperKeyword, (_m, _node, scope) => superHolder(scope)],
  [K.TemplateExpression, evaluateTemplate],
  [K.TaggedTemplateExpression, evaluateTaggedTemplate],
  [K.ArrayLiteralExpression, evaluateArray],
  [K.ObjectLiteralExpression, evaluateObject],
  [K.ArrowFunction, makeFunction],
  [K.FunctionExpression, makeFunction],
  [K.ClassExpression, (m, node: ts.ClassExpression, scope) => bundledClass(m, node) ?? m.makeClass(node, scope)],
  [K.BinaryExpression, evaluateBinary],
  [K.ConditionalExpression, evaluateConditional],
  [K.PrefixUnaryExpression, evaluatePrefix],
  [K.PostfixUnaryExpression, evaluateIncrement],
  [K.ParenthesizedExpression, inner],
  [K.NonNullExpression, inner],
  [K.ExpressionWithTypeArguments, inner],
  [K.PartiallyEmittedExpression, inner],
  [K.AsExpression, typed],
  [K.SatisfiesExpression, inner],
  [K.TypeAssertionExpression, typed],
  [K.AwaitExpression, inner],
  [K.SpreadElement, inner],
  [K.TypeOfExpression, evaluateTypeOf],
  [K.VoidExpression, (m, node: ts.VoidExpression, scope) => after(m, node.expression, scope, UNDEFINED)],
  [K.DeleteExpression, (m, node: ts.DeleteExpression, scope) => after(m, node.expression, scope, TRUE)],
  [K.YieldExpression, evaluateYield],
  [K.MetaProperty, evaluateMeta],
  [K.OmittedExpression, () => UNDEFINED],
  [K.JsxElement, evaluateJsx],
  [K.JsxSelfClosingElement, evaluateJsx],
  [K.JsxFragment, evaluateJsx],
]);

export function evaluateExpression(m: Machine, node: ts.Expression, scope: Scope): Value {
  m.budget.spend();
  const evaluate = EVALUATE.get(node.kind);
  return evaluate ? evaluate(m, node as never, scope) : unknown('syntax that is not followed', locationOf(node));
}

function withSource(m: Machine, node: ts.RegularExpressionLiteral): Value {
  const value = m.makeObject([['[[pattern]]', stringOf(node.text)]]);
  value.open = regularExpression(node) as typeof value.open;
  return value;
}

function evaluatePrefix(m: Machine, node: ts.PrefixUnaryExpression, scope: Scope): Value {
  if (node.operator === K.PlusPlusToken || node.operator === K.MinusMinusToken)
    return evaluateIncrement(m, node, scope);
  const value = m.evaluate(node.operand, scope);
  if (node.operator !== K.ExclamationToken) return signed(node.operator, value, locationOf(node));
  const truth = truthOf(value);
  return truth === undefined ? unknown('a condition', locationOf(node)) : boolean(!truth);
}

function evaluateTypeOf(m: Machine, node: ts.TypeOfExpression, scope: Scope): Value {
  const names = alternativesOf(m.evaluate(node.expression, scope)).map(typeName);
  return joinAll(names.map((name) => (name === undefined ? unknown('a type', locationOf(node)) : stringOf(name))));
}

function typeName(value: Value): string | undefined {
  switch (value.kind) {
    case 'string':
      return value.text.length === 1 && value.text[0]!.kind === 'env' && !value.text[0]!.value ? undefined : 'string';
    case 'constant':
      return value.value === null ? 'object' : typeof value.value;
    case 'object':
    case 'array':
      return 'object';
    case 'function':
    case 'native':
      return 'function';
    default:
      return undefined;
  }
}

/** `yield` hands a value out; what comes back in is what was yielded, as in coroutine runners that resolve promises. */
function evaluateYield(m: Machine, node: ts.YieldExpression, scope: Scope): Value {
  const value = node.expression ? m.evaluate(node.expression, scope) : UNDEFINED;
  const { yields } = scope.activation;
  if (!node.asteriskToken) {
    yields.push({ value, frame: m.frame });
    return value;
  }
  const { items, rest } = m.elementsOf(value, node);
  for (const item of items) yields.push({ value: item, frame: m.frame });
  if (rest) m.under(() => yields.push({ value: rest, frame: m.frame }));
  return returnsOfGenerators(m).get(value) ?? UNDEFINED;
}
