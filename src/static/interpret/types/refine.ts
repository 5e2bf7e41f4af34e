import { ts } from '../../parse/ast.js';
import { unwrap } from '../../parse/syntax.js';
import { joinAll } from '../join.js';
import type { Machine } from '../machine.js';
import { unknown } from '../make.js';
import { codeOf, type Scope } from '../scope.js';
import type { ObjectValue, Value } from '../value.js';
import { valueOfType } from './value-of-type.js';

/** The second opinion: an unknown value becomes what its declared type says. Known values are never touched. */
export function refine(m: Machine, value: Value, type: ts.TypeNode | undefined, scope: Scope): Value {
  if (!type) return value;
  if (value.kind === 'union') {
    const refined = value.of.map((one) => refine(m, one, type, scope));
    return refined.some((one, index) => one !== value.of[index]) ? joinAll(refined) : value;
  }
  if (value.kind !== 'unknown' || value.inner || value.hint) return value;
  return guarded(m, type, () => valueOfType(m, type, scope, value)) ?? value;
}

/** Types may refer to themselves through the values they name. */
function guarded(m: Machine, type: ts.TypeNode, run: () => Value | undefined): Value | undefined {
  const open = (m.stores.get('open-types') as Set<ts.Node> | undefined) ?? new Set<ts.Node>();
  m.stores.set('open-types', open);
  if (open.has(type)) return undefined;
  open.add(type);
  try {
    return run();
  } finally {
    open.delete(type);
  }
}

interface TypeInScope {
  node: ts.TypeNode;
  scope: Scope;
}

/** What the declaration of a receiver says of it: a variable's annotation, or a field's or parameter property's in its class. */
export function declaredReceiver(m: Machine, node: ts.Expression, scope: Scope): Value | undefined {
  const target = unwrap(node);
  const type = ts.isIdentifier(target) ? variableType(target.text, scope) : fieldType(target, scope);
  if (!type) return undefined;
  const origin = unknown('known by its declared type only');
  return guarded(m, type.node, () => valueOfType(m, type.node, type.scope, origin));
}

function variableType(name: string, scope: Scope): TypeInScope | undefined {
  const type = scope.lookup(name)?.type;
  return type && { node: type, scope };
}

function fieldType(node: ts.Expression, scope: Scope): TypeInScope | undefined {
  if (!ts.isPropertyAccessExpression(node) || node.expression.kind !== ts.SyntaxKind.ThisKeyword) return undefined;
  for (let home: ObjectValue | undefined = homeOf(scope), depth = 0; home && depth < 8; home = home.proto, depth++) {
    const cls = home.fields.get('constructor');
    if (cls?.kind !== 'function') continue;
    const code = codeOf(cls);
    const found = ts.isClassLike(code.node) ? declaredField(code.node, node.name.text) : undefined;
    if (found) return { node: found, scope: code.scope };
  }
  return undefined;
}

function homeOf(scope: Scope): ObjectValue | undefined {
  const self = scope.activation.thisValue;
  return scope.activation.home ?? (self.kind === 'object' ? self.proto : undefined);
}

function declaredField(cls: ts.ClassLikeDeclaration, name: string): ts.TypeNode | undefined {
  for (const member of cls.members) {
    if (ts.isPropertyDeclaration(member) && member.type && ts.isMemberName(member.name) && member.name.text === name)
      return member.type;
    if (!ts.isConstructorDeclaration(member)) continue;
    for (const parameter of member.parameters) {
      const isProperty = ts.isParameterPropertyDeclaration(parameter, member);
      if (isProperty && ts.isIdentifier(parameter.name) && parameter.name.text === name) return parameter.type;
    }
  }
  return undefined;
}
