import { ts } from '../../parse/ast.js';
import { joinAll } from '../join.js';
import type { Machine } from '../machine.js';
import type { Activation } from '../scope.js';
import type { Value } from '../value.js';

export const isGenerator = (node: ts.Node): boolean =>
  (ts.isFunctionDeclaration(node) || ts.isFunctionExpression(node) || ts.isMethodDeclaration(node)) &&
  node.asteriskToken !== undefined;

/** A generator is run at once; what it yields is the list it is iterated as. Yields under a condition come in unknown number. */
export function yieldsOf(m: Machine, activation: Activation): Value {
  const items: Value[] = [];
  const rest: Value[] = [];
  for (const { value, frame } of activation.yields) {
    if (frame === activation.frame && rest.length === 0) items.push(value);
    else rest.push(value);
  }
  const list = rest.length ? m.makeArray(items, joinAll(rest)) : m.makeArray(items);
  if (activation.returns.length) returnsOfGenerators(m).set(list, joinAll(activation.returns));
  return list;
}

/** What generators returned, by the list of what they yielded: `__awaiter` and `yield*` need it. */
export function returnsOfGenerators(m: Machine): WeakMap<Value, Value> {
  const known = m.stores.get('generator-returns') as WeakMap<Value, Value> | undefined;
  if (known) return known;
  const fresh = new WeakMap<Value, Value>();
  m.stores.set('generator-returns', fresh);
  return fresh;
}
