import { ts } from '../../parse/ast.js';
import { locationOf } from '../../parse/location.js';
import { unwrap } from '../../parse/syntax.js';
import { callParent } from '../calls/construct.js';
import { spreadMarker } from '../calls/parameters.js';
import type { Machine } from '../machine.js';
import { UNDEFINED, unknown } from '../make.js';
import { codeOf, type Scope } from '../scope.js';
import { exactText } from '../text.js';
import type { Value } from '../value.js';
import { evaluateReceiver, isAccess, readMember, surelyNullish } from './access.js';

export function evaluateCall(m: Machine, node: ts.CallExpression, scope: Scope): Value {
  m.reached.add(node);
  const target = unwrap(node.expression);
  if (target.kind === ts.SyntaxKind.ImportKeyword) return evaluateImport(m, node, scope);
  if (target.kind === ts.SyntaxKind.SuperKeyword) return evaluateSuperCall(m, node, scope);
  const { callee, receiver, absent } = isAccess(target)
    ? memberCallee(m, target, scope)
    : plainCallee(m, target, scope);
  if (absent || (node.questionDotToken && surelyNullish(callee))) return UNDEFINED;
  const result = m.call(callee, receiver, evaluateArguments(m, node.arguments, scope), node);
  const [type] = node.typeArguments ?? [];
  return type && result.kind === 'unknown' ? m.refine(result, type, scope) : result;
}

interface Callee {
  callee: Value;
  receiver: Value;
  absent?: boolean;
}

function memberCallee(
  m: Machine,
  target: ts.PropertyAccessExpression | ts.ElementAccessExpression,
  scope: Scope,
): Callee {
  const { receiver, holder } = evaluateReceiver(m, target.expression, scope);
  if (target.questionDotToken && surelyNullish(receiver)) return { callee: UNDEFINED, receiver, absent: true };
  return { callee: readMember(m, target, holder, scope), receiver };
}

function plainCallee(m: Machine, target: ts.Expression, scope: Scope): Callee {
  const callee = m.evaluate(target, scope);
  if (callee.kind === 'unknown' && !callee.inner)
    return { callee: m.declaredReceiver(target, scope) ?? callee, receiver: UNDEFINED };
  return { callee, receiver: UNDEFINED };
}

export function evaluateNew(m: Machine, node: ts.NewExpression, scope: Scope): Value {
  m.reached.add(node);
  const callee = m.evaluate(node.expression, scope);
  return m.construct(callee, evaluateArguments(m, node.arguments ?? [], scope), node);
}

export function evaluateArguments(m: Machine, nodes: readonly ts.Expression[], scope: Scope): Value[] {
  const out: Value[] = [];
  for (const node of nodes) {
    if (!ts.isSpreadElement(node)) {
      out.push(m.evaluate(node, scope));
      continue;
    }
    const { items, rest } = m.elementsOf(m.evaluate(node.expression, scope), node);
    out.push(...items.slice(0, 200));
    if (rest) out.push(spreadMarker(rest, node));
  }
  return out;
}

function evaluateImport(m: Machine, node: ts.CallExpression, scope: Scope): Value {
  const argument = node.arguments[0];
  const specifier = argument ? exactText(m.evaluate(argument, scope)) : undefined;
  if (specifier !== undefined) return m.importModule(specifier, scope.module, 'import', node);
  m.report({
    bucket: 'unresolved-module',
    location: locationOf(node),
    site: node.getText().slice(0, 80),
    reason: 'the module to import is chosen at run time',
    advice: 'Import it by a literal name.',
  });
  return unknown('a module chosen at run time', locationOf(node));
}

/** `super(...)`: the constructor that runs belongs to the class whose home object it has. */
function evaluateSuperCall(m: Machine, node: ts.CallExpression, scope: Scope): Value {
  const { activation } = scope;
  const cls = activation.home?.fields.get('constructor');
  const args = evaluateArguments(m, node.arguments, scope);
  if (cls?.kind !== 'function' || !codeOf(cls).isClass) return UNDEFINED;
  return callParent(m, cls, activation.thisValue, args, node, activation.newTarget ?? cls);
}
