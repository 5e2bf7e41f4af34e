import { ts } from '../../parse/ast.js';
import { locationOf } from '../../parse/location.js';
import { withDefault } from '../default-value.js';
import { joinAll } from '../join.js';
import type { Machine } from '../machine.js';
import { UNDEFINED, unknown } from '../make.js';
import { setField } from '../properties/set.js';
import type { Scope } from '../scope.js';
import { jsDocTypeOf } from '../types/jsdoc.js';
import type { Value } from '../value.js';

/** Binds arguments to parameters: defaults, rest, destructuring, parameter properties, declared types for unknown arguments. */
export function bindParameters(
  m: Machine,
  node: ts.FunctionLikeDeclaration,
  args: readonly Value[],
  scope: Scope,
): void {
  node.parameters.forEach((parameter, index) => {
    if (ts.isIdentifier(parameter.name) && parameter.name.text === 'this') return;
    const position = hasThisParameter(node) ? index - 1 : index;
    const value = argumentFor(m, parameter, args, position, scope);
    const type = parameter.type ?? jsDocTypeOf(parameter);
    m.bindPattern(parameter.name, m.refine(value, type, scope), scope, type);
    if (ts.isParameterPropertyDeclaration(parameter, parameter.parent) && ts.isIdentifier(parameter.name)) {
      const self = scope.activation.thisValue;
      const held = scope.vars.get(parameter.name.text)?.value ?? value;
      if (self.kind === 'object') setField(m, self, parameter.name.text, held);
    }
  });
}

const hasThisParameter = (node: ts.FunctionLikeDeclaration): boolean => {
  const first = node.parameters[0];
  return first !== undefined && ts.isIdentifier(first.name) && first.name.text === 'this';
};

function argumentFor(
  m: Machine,
  parameter: ts.ParameterDeclaration,
  args: readonly Value[],
  index: number,
  scope: Scope,
): Value {
  const spread = args.findIndex((one) => isSpread(one));
  if (parameter.dotDotDotToken) {
    const given = args.slice(index);
    const items = given.filter((one) => !isSpread(one));
    const rest = spread >= 0 ? args.slice(spread).flatMap((one) => (isSpread(one) ? [spreadOf(one)] : [])) : [];
    return rest.length ? m.makeArray(items, joinAll(rest)) : m.makeArray(items);
  }
  const value =
    spread >= 0 && index >= spread
      ? joinAll(args.slice(spread).map((one) => (isSpread(one) ? spreadOf(one) : one)))
      : args[index];
  if (!parameter.initializer) return value ?? UNDEFINED;
  return withDefault(m, value ?? UNDEFINED, () => m.evaluate(parameter.initializer!, scope));
}

/** Marks `...list` of unknown length among arguments: every later parameter may be any element. */
const SPREADS = new WeakMap<Value, Value>();

export function spreadMarker(element: Value, site: ts.Node): Value {
  const marker = unknown('further arguments', locationOf(site));
  SPREADS.set(marker, element);
  return marker;
}

const isSpread = (value: Value): boolean => SPREADS.has(value);
const spreadOf = (value: Value): Value => SPREADS.get(value) ?? value;
