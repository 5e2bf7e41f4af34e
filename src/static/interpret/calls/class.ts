import { ts } from '../../parse/ast.js';
import { hasModifier, literalName } from '../../parse/syntax.js';
import type { Machine } from '../machine.js';
import { isNullish, stringOf, UNDEFINED, unknown } from '../make.js';
import { type Code, Scope } from '../scope.js';
import type { FunctionValue, ObjectValue, Value } from '../value.js';
import { makeListed } from './containers.js';
import { addMethod } from './methods.js';

/** Evaluates a class: prototype, accessors, static members and blocks in order, heritage, decorators as calls of unknown code. */
export function makeClass(m: Machine, node: ts.ClassLikeDeclaration, scope: Scope): FunctionValue {
  const heritage = heritageOf(m, node, scope);
  const prototype = m.makeObject();
  const properties = m.makeObject([['prototype', prototype]]);
  const own = new Scope(
    m.heap.tick(),
    scope,
    { ...scope.activation, thisValue: UNDEFINED, home: prototype },
    scope.module,
  );
  const code: Code = { node, scope: own, arrow: false, home: prototype, isClass: true, ...(heritage && { heritage }) };
  const cls: FunctionValue = {
    kind: 'function',
    id: `class ${scope.module.file}:${node.pos}#${own.id}`,
    name: node.name?.text ?? '',
    code,
    properties,
  };
  prototype.fields.set('constructor', cls);
  if (heritage) inherit(heritage, prototype, properties);
  own.activation.thisValue = cls;
  if (node.name) own.vars.set(node.name.text, { value: cls, frame: m.frame, born: m.heap.tick() });
  for (const member of node.members) addMember(m, member, own, cls, prototype);
  decorate(m, node, cls, scope);
  return cls;
}

function heritageOf(m: Machine, node: ts.ClassLikeDeclaration, scope: Scope): Value | undefined {
  const clause = node.heritageClauses?.find((one) => one.token === ts.SyntaxKind.ExtendsKeyword);
  const expression = clause?.types[0]?.expression;
  return expression ? m.evaluate(expression, scope) : undefined;
}

function inherit(heritage: Value, prototype: ObjectValue, properties: ObjectValue): void {
  const parents = heritage.kind === 'union' ? heritage.of : [heritage];
  for (const parent of parents) {
    if (isNullish(parent)) continue;
    if (parent.kind === 'function') {
      const proto = parent.properties.fields.get('prototype');
      if (proto?.kind === 'object' && !prototype.proto) prototype.proto = proto;
      else if (proto) prototype.bases = [...(prototype.bases ?? []), proto];
      if (properties.proto) properties.bases = [...(properties.bases ?? []), parent.properties];
      else properties.proto = parent.properties;
    } else if (parent.kind === 'unknown' || parent.kind === 'external') {
      properties.bases = [...(properties.bases ?? []), parent];
      // A modelled parent joins each instance when `super(...)` runs; an unknown one says nothing but that members may exist.
      if (parent.kind === 'unknown') prototype.bases = [...(prototype.bases ?? []), unknownInstance(parent)];
    }
  }
}

const unknownInstance = (parent: Extract<Value, { kind: 'unknown' }>): Value =>
  unknown(parent.reason, parent.at, undefined, parent.inner);

function addMember(m: Machine, member: ts.ClassElement, own: Scope, cls: FunctionValue, prototype: ObjectValue): void {
  const isStatic = hasModifier(member, ts.SyntaxKind.StaticKeyword);
  const holder = isStatic ? cls.properties : prototype;
  if (ts.isClassStaticBlockDeclaration(member)) {
    const code: Code = { node: member, scope: own, arrow: false, home: cls.properties };
    const block: FunctionValue = {
      kind: 'function',
      id: `${cls.id} static ${member.pos}`,
      name: '',
      code,
      properties: m.makeObject(),
    };
    m.call(block, cls, [], member);
  } else if (ts.isPropertyDeclaration(member)) {
    if (isStatic) initializeField(m, member, own, cls);
    decorate(m, member, cls, own);
  } else if (ts.isMethodDeclaration(member) || ts.isGetAccessor(member) || ts.isSetAccessor(member)) {
    if (ts.isMethodDeclaration(member) && !member.body) return;
    addMethod(m, holder, member, own);
    decorate(m, member, cls, own);
  }
}

/** Sets one field on an instance or the class itself. */
export function initializeField(m: Machine, member: ts.PropertyDeclaration, own: Scope, target: Value): void {
  if (hasModifier(member, ts.SyntaxKind.DeclareKeyword) || hasModifier(member, ts.SyntaxKind.AbstractKeyword)) return;
  const name = literalName(member.name);
  const activation = { ...own.activation, thisValue: target };
  const scope = new Scope(m.heap.tick(), own, activation, own.module);
  const value = member.initializer ? m.evaluate(member.initializer, scope) : UNDEFINED;
  if (value.kind === 'function' && value.name === '' && name) value.name = name;
  const known = m.refine(value, member.type, own);
  const holder = target.kind === 'function' ? target.properties : target;
  if (holder.kind !== 'object') return;
  if (name !== undefined) {
    // A field without initialiser must not hide what the parent's constructor stored.
    if (member.initializer || !holder.fields.has(name)) m.set(holder, name, known, member);
  } else if (ts.isComputedPropertyName(member.name))
    m.setComputed(holder, m.evaluate(member.name.expression, scope), known, member);
}

/** Decorators are calls of code that may keep or call what it decorates. */
function decorate(m: Machine, node: ts.Node, cls: FunctionValue, scope: Scope): void {
  const decorators = ts.canHaveDecorators(node) ? ts.getDecorators(node) : undefined;
  for (const decorator of decorators ?? []) {
    const value = m.evaluate(decorator.expression, scope);
    if (value.kind === 'function') m.under(() => m.call(value, UNDEFINED, [cls, stringOf(nameOf(node))], decorator));
    else if (value.kind === 'external' && value.model.call)
      value.model.call(value, UNDEFINED, [cls], m.contextAt(decorator));
    else if (value.kind === 'unknown' && ts.isClassLike(node)) makeListed(m, value.inner ?? [], decorator);
  }
}

const nameOf = (node: ts.Node): string =>
  ts.isPropertyDeclaration(node) || ts.isMethodDeclaration(node) ? (literalName(node.name) ?? '') : '';
