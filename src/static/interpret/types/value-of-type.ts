import { ts } from '../../parse/ast.js';
import { joinAll } from '../join.js';
import type { Machine } from '../machine.js';
import { native, stringOf, unknown } from '../make.js';
import { hasMember } from '../properties/object-member.js';
import type { Scope } from '../scope.js';
import type { UnknownValue, Value } from '../value.js';
import { isNothing, literalTypes } from './literal-types.js';
import { type ProjectType, resolveTypeName, subtypesOf } from './resolve-type.js';

/** Wrappers that stand for their first type argument. */
const TRANSPARENT = new Set([
  'Promise',
  'PromiseLike',
  'Awaited',
  'Readonly',
  'Partial',
  'Required',
  'NonNullable',
  'Pick',
  'Omit',
  'Extract',
  'Exclude',
  'DeepPartial',
  'Mutable',
]);
const LISTS = new Set([
  'Array',
  'ReadonlyArray',
  'Set',
  'ReadonlySet',
  'Iterable',
  'AsyncIterable',
  'IterableIterator',
]);
const MAX_DEPTH = 8;
/** An interface with more classes than this says nothing of what stands behind it. */
const MAX_IMPLEMENTERS = 4;

/**
 * What a declared type says about a value nobody knows: a modelled value for types of modelled packages, an instance for classes of the
 * project, the unknown value with hints for its members for interfaces. Undefined when the type says nothing.
 */
export function valueOfType(
  m: Machine,
  type: ts.TypeNode,
  scope: Scope,
  origin: UnknownValue,
  depth = 0,
): Value | undefined {
  if (depth > MAX_DEPTH) return undefined;
  const again = (inner: ts.TypeNode) => valueOfType(m, inner, scope, origin, depth + 1);
  const literals = literalTypes(type);
  if (literals) return literals.length <= 12 ? joinAll(literals.map(stringOf)) : undefined;
  if (ts.isParenthesizedTypeNode(type)) return again(type.type);
  if (ts.isUnionTypeNode(type) || ts.isIntersectionTypeNode(type)) {
    const found = type.types.filter((one) => !isNothing(one)).flatMap((one) => again(one) ?? []);
    return found.length ? joinAll(found) : undefined;
  }
  if (ts.isArrayTypeNode(type)) return listOf(m, again(type.elementType));
  if (ts.isTypeOperatorNode(type)) return again(type.type);
  if (ts.isTypeQueryNode(type))
    return ts.isImportTypeNode(type.exprName as ts.Node) ? undefined : entityValue(m, type.exprName, scope);
  if (ts.isTypeLiteralNode(type)) return withMembers(m, type.members, scope, origin);
  if (ts.isFunctionTypeNode(type)) return functionOf(m, type, scope, origin);
  if (ts.isImportTypeNode(type)) return importedType(m, type);
  return ts.isTypeReferenceNode(type) ? referenced(m, type, scope, origin, depth) : undefined;
}

const listOf = (m: Machine, element: Value | undefined): Value | undefined => element && m.makeArray([], element);

function referenced(
  m: Machine,
  type: ts.TypeReferenceNode,
  scope: Scope,
  origin: UnknownValue,
  depth: number,
): Value | undefined {
  const name = entityNames(type.typeName);
  const [argument] = type.typeArguments ?? [];
  if (name.length === 1 && argument) {
    if (TRANSPARENT.has(name[0]!)) return valueOfType(m, argument, scope, origin, depth + 1);
    if (LISTS.has(name[0]!)) return listOf(m, valueOfType(m, argument, scope, origin, depth + 1));
    if (ts.isTypeQueryNode(argument)) {
      const target = entityValue(m, argument.exprName, scope);
      if (name[0] === 'ReturnType' && target) return m.call(target, unknown('this'), [], type);
      if (name[0] === 'InstanceType' && target?.kind === 'function') return m.instanceOf(target, type);
    }
  }
  const found = resolveTypeName(m, name, scope.module);
  if (!found) return undefined;
  return 'value' in found ? found.value : projectValue(m, found.type, origin, depth);
}

function projectValue(m: Machine, type: ProjectType, origin: UnknownValue, depth: number): Value | undefined {
  const { declaration, module } = type;
  if (declaration.kind === 'class') return lazyInstance(m, [type], origin);
  if (declaration.kind === 'alias') {
    return valueOfType(m, declaration.node.type, module.scope, origin, depth + 1);
  }
  const implementers = subtypesOf(m, declaration.node.name.text);
  if (implementers.length > 0 && implementers.length <= MAX_IMPLEMENTERS) return lazyInstance(m, implementers, origin);
  const parents = declaration.node.heritageClauses?.flatMap((clause) => clause.types) ?? [];
  let base: UnknownValue = origin;
  for (const parent of parents) {
    if (!ts.isIdentifier(parent.expression)) continue;
    const found = resolveTypeName(m, [parent.expression.text], module);
    const value = found && ('value' in found ? found.value : projectValue(m, found.type, base, depth + 1));
    if (value?.kind === 'unknown') base = value;
  }
  return withMembers(m, declaration.node.members, module.scope, base);
}

/**
 * An unknown value whose members are those of a class's instance, or of the instances of every class that it may be. The class runs when
 * a member is read: a type alone runs nothing.
 */
function lazyInstance(m: Machine, types: readonly ProjectType[], origin: UnknownValue): UnknownValue {
  const hint = (property: string): Value | undefined => {
    const found = types.flatMap((type) => {
      const { node } = type.declaration;
      const instance = classInstance(m, type);
      return instance && hasMember(m, instance, property, node) ? [m.get(instance, property, node)] : [];
    });
    return found.length ? joinAll(found) : undefined;
  };
  return { ...origin, hint };
}

/** An instance of a class, or of its only subclass when it is abstract. */
function classInstance(m: Machine, type: ProjectType): Value | undefined {
  const { declaration, module } = type;
  if (declaration.kind !== 'class' || !declaration.node.name) return undefined;
  const name = declaration.node.name.text;
  if (declaration.node.modifiers?.some((one) => one.kind === ts.SyntaxKind.AbstractKeyword)) {
    const subclasses = subtypesOf(m, name);
    if (subclasses.length === 1) return classInstance(m, subclasses[0]!);
  }
  const loaded = m.loadModule(module.file, true);
  const cls = loaded?.scope.vars.get(name)?.value;
  return cls?.kind === 'function' ? m.instanceOf(cls, declaration.node) : undefined;
}

/** The unknown value with hints for the members of an interface or type literal; members are looked at when code reads them. */
function withMembers(
  m: Machine,
  members: ts.NodeArray<ts.TypeElement>,
  scope: Scope,
  origin: UnknownValue,
): UnknownValue {
  const outer = origin.hint;
  const hint = (property: string): Value | undefined => {
    const member = members.find(
      (one) =>
        one.name && (ts.isIdentifier(one.name) || ts.isStringLiteralLike(one.name)) && one.name.text === property,
    );
    if (!member) return outer?.(property);
    const source = origin.source && `${origin.source}.${property}`;
    const inner = unknown(origin.reason, origin.at, source);
    if (ts.isPropertySignature(member) && member.type) return valueOfType(m, member.type, scope, inner, 1);
    return ts.isMethodSignature(member) ? functionOf(m, member, scope, inner) : undefined;
  };
  return { ...origin, hint };
}

/** A function known by its type: it may call what it is given and returns what the type says. */
function functionOf(
  m: Machine,
  type: ts.FunctionTypeNode | ts.MethodSignature,
  scope: Scope,
  origin: UnknownValue,
): Value | undefined {
  const returned = type.type;
  if (!returned || !valueOfType(m, returned, scope, origin, 2)) return undefined;
  return native('a function known by its type', (context, _self, args) => {
    m.escape(args, (context as unknown as { site: ts.Node }).site);
    return valueOfType(m, returned, scope, origin, 2) ?? origin;
  });
}

function importedType(m: Machine, type: ts.ImportTypeNode): Value | undefined {
  if (!ts.isLiteralTypeNode(type.argument) || !ts.isStringLiteralLike(type.argument.literal) || !type.qualifier)
    return undefined;
  return m.externals.valueOfType(type.argument.literal.text, entityNames(type.qualifier).join('.'));
}

function entityValue(m: Machine, name: ts.EntityName | ts.Node, scope: Scope): Value | undefined {
  if (ts.isIdentifier(name)) return scope.lookup(name.text) ? m.evaluate(name, scope) : undefined;
  if (!ts.isQualifiedName(name)) return undefined;
  const left = entityValue(m, name.left, scope);
  return left && m.get(left, name.right.text, name);
}

export const entityNames = (name: ts.EntityName): string[] =>
  ts.isIdentifier(name) ? [name.text] : [...entityNames(name.left), name.right.text];
