import { ts } from '../../parse/ast.js';
import { locationOf } from '../../parse/location.js';
import { literalName } from '../../parse/syntax.js';
import { addMethod } from '../calls/methods.js';
import { alternativesOf, join, joinAll, mergeInner } from '../join.js';
import type { Machine } from '../machine.js';
import { stringOf, UNDEFINED, unknown } from '../make.js';
import type { Scope } from '../scope.js';
import { concatValues, literalText } from '../text.js';
import type { ObjectValue, Value } from '../value.js';

export function evaluateTemplate(m: Machine, node: ts.TemplateExpression, scope: Scope): Value {
  const pieces: Value[] = [stringOf(node.head.text)];
  for (const span of node.templateSpans) pieces.push(m.evaluate(span.expression, scope), stringOf(span.literal.text));
  return concatValues(pieces, locationOf(node));
}

export function evaluateTaggedTemplate(m: Machine, node: ts.TaggedTemplateExpression, scope: Scope): Value {
  const { template } = node;
  const texts = ts.isNoSubstitutionTemplateLiteral(template)
    ? [template.text]
    : [template.head.text, ...template.templateSpans.map((span) => span.literal.text)];
  const values = ts.isTemplateExpression(template)
    ? template.templateSpans.map((span) => m.evaluate(span.expression, scope))
    : [];
  const { callee, receiver } = calleeOf(m, node.tag, scope);
  return m.call(callee, receiver, [m.makeArray(texts.map(stringOf)), ...values], node);
}

function calleeOf(m: Machine, tag: ts.Expression, scope: Scope): { callee: Value; receiver: Value } {
  if (!ts.isPropertyAccessExpression(tag)) return { callee: m.evaluate(tag, scope), receiver: UNDEFINED };
  const receiver = m.evaluate(tag.expression, scope);
  return { callee: m.get(receiver, tag.name.text, tag), receiver };
}

export function evaluateArray(m: Machine, node: ts.ArrayLiteralExpression, scope: Scope): Value {
  const items: Value[] = [];
  let rest: Value | undefined;
  for (const element of node.elements) {
    if (ts.isOmittedExpression(element)) items.push(UNDEFINED);
    else if (!ts.isSpreadElement(element)) {
      const value = m.evaluate(element, scope);
      if (rest) rest = join(rest, value);
      else items.push(value);
    } else {
      const spread = m.elementsOf(m.evaluate(element.expression, scope), element);
      if (rest) rest = joinAll([rest, ...spread.items, spread.rest]);
      else {
        items.push(...spread.items.slice(0, 500));
        if (spread.rest) rest = spread.rest;
      }
    }
  }
  return m.makeArray(items, rest);
}

export function evaluateObject(m: Machine, node: ts.ObjectLiteralExpression, scope: Scope): Value {
  const object = m.makeObject();
  for (const property of node.properties) {
    if (ts.isPropertyAssignment(property))
      addProperty(m, object, property.name, m.evaluate(property.initializer, scope), scope);
    else if (ts.isShorthandPropertyAssignment(property))
      object.fields.set(property.name.text, m.evaluate(property.name, scope));
    else if (ts.isSpreadAssignment(property)) spreadInto(m, object, m.evaluate(property.expression, scope), property);
    else addMethod(m, object, property, scope);
  }
  return object;
}

function addProperty(m: Machine, object: ObjectValue, name: ts.PropertyName, value: Value, scope: Scope): void {
  if (!ts.isComputedPropertyName(name)) {
    const text = literalName(name) ?? '';
    if (value.kind === 'function' && value.name === '') value.name = text;
    object.getters?.delete(text);
    object.fields.set(text, value);
    return;
  }
  const key = m.evaluate(name.expression, scope);
  const text = literalText(key);
  if (text !== undefined) object.fields.set(text, value);
  else m.setComputed(object, key, value, name);
}

/** Copies what `...value` adds. A spread that may not happen makes its members optional; one of unknown shape leaves the object open. */
export function spreadInto(m: Machine, object: ObjectValue, value: Value, site: ts.Node): void {
  const alternatives = alternativesOf(value);
  const maybe = alternatives.length > 1;
  for (const one of alternatives) {
    if (one.kind === 'object') spreadObject(m, object, one, maybe, site);
    else if (one.kind === 'array')
      for (const [index, item] of one.items.entries()) object.fields.set(String(index), item);
    else if (one.kind === 'unknown') {
      object.open ??= { ...one, at: one.at ?? locationOf(site), reason: one.reason };
      if (one.inner) object.bases = mergeInner(object.bases, one.inner);
    } else if (one.kind === 'external') object.bases = mergeInner(object.bases, [one]);
    else if (one.kind === 'function') spreadObject(m, object, one.properties, maybe, site);
  }
}

function spreadObject(m: Machine, target: ObjectValue, from: ObjectValue, maybe: boolean, site: ts.Node): void {
  for (const name of [...from.fields.keys(), ...(from.getters?.keys() ?? [])]) {
    if (name.startsWith('#') || name.startsWith('[[')) continue;
    const value = m.get(from, name, site);
    const old = target.fields.get(name);
    target.fields.set(name, maybe ? join(old ?? UNDEFINED, value) : value);
  }
  for (const { key, value } of from.computed ?? []) m.setComputed(target, key, value, site);
  if (from.open) target.open ??= from.open;
  if (from.bases) target.bases = mergeInner(target.bases, from.bases);
}

export const regularExpression = (node: ts.Node): Value => unknown('a regular expression', locationOf(node));
