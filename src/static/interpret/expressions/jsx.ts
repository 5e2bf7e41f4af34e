import { ts } from '../../parse/ast.js';
import { locationOf } from '../../parse/location.js';
import type { Machine } from '../machine.js';
import { unknown } from '../make.js';
import type { Scope } from '../scope.js';
import type { Value } from '../value.js';

/** JSX: a component is a function called with its attributes; attributes and children are evaluated for what they call. */
export function evaluateJsx(
  m: Machine,
  node: ts.JsxElement | ts.JsxSelfClosingElement | ts.JsxFragment,
  scope: Scope,
): Value {
  const opening = ts.isJsxElement(node) ? node.openingElement : ts.isJsxSelfClosingElement(node) ? node : undefined;
  const props = m.makeObject();
  for (const attribute of opening?.attributes.properties ?? []) {
    if (ts.isJsxSpreadAttribute(attribute)) m.evaluate(attribute.expression, scope);
    else if (attribute.initializer && ts.isIdentifier(attribute.name))
      props.fields.set(attribute.name.text, evaluateChild(m, attribute.initializer, scope));
  }
  if (!ts.isJsxSelfClosingElement(node)) {
    props.fields.set('children', m.makeArray(node.children.map((child) => evaluateChild(m, child, scope))));
  }
  const tag = opening?.tagName;
  const isComponent = tag && (ts.isPropertyAccessExpression(tag) || (ts.isIdentifier(tag) && /^[A-Z]/.test(tag.text)));
  if (isComponent) m.under(() => m.call(m.evaluate(tag as ts.Expression, scope), unknown('this'), [props], node));
  return unknown('a JSX element', locationOf(node));
}

function evaluateChild(m: Machine, node: ts.JsxChild | ts.JsxAttributeValue, scope: Scope): Value {
  if (ts.isJsxExpression(node)) return node.expression ? m.evaluate(node.expression, scope) : unknown('nothing');
  if (ts.isJsxText(node)) return unknown('text');
  return m.evaluate(node, scope);
}
