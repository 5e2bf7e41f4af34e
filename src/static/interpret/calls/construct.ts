import { ts } from '../../parse/ast.js';
import { excerptOf, locationOf } from '../../parse/location.js';
import { hasModifier } from '../../parse/syntax.js';
import { joinAll, mergeInner } from '../join.js';
import type { Machine } from '../machine.js';
import { isNullish, UNDEFINED, unknown } from '../make.js';
import { codeOf } from '../scope.js';
import type { FunctionValue, ObjectValue, Value } from '../value.js';
import { initializeField } from './class.js';
import { hides, unknownArguments } from './escape.js';
import { mostArgumentsGiven } from './given-arguments.js';
import { keepInstance, sharedInstance } from './instances.js';
import { prototypeOf } from './prototype.js';
import { reportEscapes } from './report-escapes.js';

/** `new callee(...args)`. */
export function constructValue(m: Machine, callee: Value, args: Value[], site: ts.Node, newTarget?: Value): Value {
  m.budget.spend();
  switch (callee.kind) {
    case 'function':
      return constructFunction(m, callee, args, site, newTarget ?? callee);
    case 'native':
      return callee.construct ? callee.construct(m.contextAt(site), args) : outside(m, callee.name, args, site);
    case 'external':
      return callee.model.construct
        ? callee.model.construct(callee, args, m.contextAt(site))
        : outside(m, callee.model.name, args, site);
    case 'union': {
      const able = callee.of.filter((one) => !isNullish(one));
      if (able.length === 1) return constructValue(m, able[0]!, args, site, newTarget);
      return joinAll(able.map((one) => m.under(() => constructValue(m, one, args, site, newTarget))));
    }
    case 'unknown': {
      const classes = (callee.inner ?? []).filter(
        (one) => one.kind === 'external' || (one.kind === 'function' && codeOf(one).isClass),
      );
      const made = callee.derived ? [] : classes.map((one) => m.under(() => m.construct(one, args, site)));
      const rest = outside(m, callee.reason, args, site, callee.inner);
      return made.length ? joinAll([...made, rest]) : rest;
    }
    default:
      return outside(m, 'a value that is no class', args, site);
  }
}

function outside(m: Machine, name: string, args: Value[], site: ts.Node, inner?: readonly Value[]): Value {
  m.escape(args, site);
  reportEscapes(m, name, args, site);
  return unknown(
    `instance made by ${excerptOf(site, 40)} (${name})`,
    locationOf(site),
    undefined,
    mergeInner(inner, args.flatMap(hides)),
  );
}

function constructFunction(m: Machine, cls: FunctionValue, args: Value[], site: ts.Node, newTarget: Value): Value {
  if (m.depth > 80) return unknown(`instance of ${cls.name}`, locationOf(site));
  const shared = sharedInstance(m, cls, args, site);
  if (shared) return shared;
  const proto = prototypeOf(m, newTarget.kind === 'function' ? newTarget : cls);
  const instance = m.makeObject([], proto);
  const result = initialize(m, cls, instance, args, site, newTarget);
  if (result === instance && isOnlyItsParent(instance)) return instance.bases![0]!;
  const value = isMutable(result) ? result : instance;
  keepInstance(m, cls, args, site, value);
  return value;
}

const isMutable = (value: Value): boolean =>
  value.kind === 'object' || value.kind === 'external' || value.kind === 'function' || value.kind === 'array';

/** `class Store extends S3Client {}` adds nothing: its instance is the client. */
const isOnlyItsParent = (instance: ObjectValue): boolean =>
  instance.bases?.length === 1 &&
  instance.bases[0]!.kind === 'external' &&
  instance.fields.size === 0 &&
  (instance.proto?.fields.size ?? 0) <= 1 &&
  !instance.proto?.getters;

/** Runs constructor and field initialisers of a class on an instance; for derived classes the parent's when `super` is called. */
export function initialize(
  m: Machine,
  cls: FunctionValue,
  instance: Value,
  args: Value[],
  site: ts.Node,
  newTarget: Value,
): Value {
  const code = codeOf(cls);
  if (!code.isClass) return m.runClosure(cls, instance, args, site, newTarget);
  const node = code.node as ts.ClassLikeDeclaration;
  const own = node.members.find(
    (one): one is ts.ConstructorDeclaration => ts.isConstructorDeclaration(one) && one.body !== undefined,
  );
  if (!code.heritage) initializeFields(m, cls, instance);
  if (!own) return code.heritage ? callParent(m, cls, instance, args, site, newTarget) : instance;
  const body: FunctionValue = {
    kind: 'function',
    id: `${cls.id} constructor`,
    name: cls.name ? `new ${cls.name}` : '',
    code: { node: own, scope: code.scope, arrow: false, ...(code.home && { home: code.home }) },
    properties: cls.properties,
  };
  return m.runClosure(body, instance, args, site, newTarget);
}

export function initializeFields(m: Machine, cls: FunctionValue, instance: Value): void {
  const { node, scope } = codeOf(cls);
  if (!ts.isClassLike(node)) return;
  for (const member of node.members) {
    if (ts.isPropertyDeclaration(member) && !hasModifier(member, ts.SyntaxKind.StaticKeyword))
      initializeField(m, member, scope, instance);
  }
}

/** `super(...args)` inside a constructor of `cls`: runs the parent on the instance, then the fields of `cls`. */
export function callParent(
  m: Machine,
  cls: FunctionValue,
  instance: Value,
  args: Value[],
  site: ts.Node,
  newTarget: Value,
): Value {
  const { heritage } = codeOf(cls);
  const parents = heritage?.kind === 'union' ? heritage.of : [heritage ?? UNDEFINED];
  for (const parent of parents) {
    if (parent.kind === 'function') initialize(m, parent, instance, args, site, newTarget);
    else if (
      instance.kind === 'object' &&
      (parent.kind === 'external' || parent.kind === 'unknown' || parent.kind === 'native')
    ) {
      const base = m.construct(parent, args, site);
      if (base.kind !== 'constant') instance.bases = mergeInner(instance.bases, [base]);
    }
  }
  initializeFields(m, cls, instance);
  return instance;
}

/** An instance of a project class as a container would make it: constructor arguments known only by their types. Made once. */
export function abstractInstance(m: Machine, cls: FunctionValue, site: ts.Node): Value {
  const store = (m.stores.get('instances') as Map<string, Value> | undefined) ?? new Map<string, Value>();
  m.stores.set('instances', store);
  const known = store.get(cls.id);
  if (known) return known;
  store.set(cls.id, unknown(`instance of ${cls.name}`, locationOf(site)));
  const declared = constructorOf(cls);
  const args = declared ? abstractArguments(m, cls, declared) : [];
  const value = m.under(() => m.construct(cls, args, site));
  store.set(cls.id, value);
  return value;
}

/** Arguments nobody sees: unknown ones, but what has a default that no code of the project overrides takes the default. */
function abstractArguments(m: Machine, cls: FunctionValue, declared: FunctionValue): Value[] {
  const { node } = codeOf(declared);
  const parameters = ts.isFunctionLike(node) ? node.parameters : [];
  const given = mostArgumentsGiven(m, cls.name);
  return unknownArguments(declared).map((one, index) =>
    parameters[index]?.initializer && index >= given ? UNDEFINED : one,
  );
}

/** The nearest constructor of a class or its parents, as a function whose parameters can be listed. */
function constructorOf(cls: FunctionValue): FunctionValue | undefined {
  const { node, heritage, scope } = codeOf(cls);
  if (!ts.isClassLike(node)) return undefined;
  const own = node.members.find(
    (one): one is ts.ConstructorDeclaration => ts.isConstructorDeclaration(one) && one.body !== undefined,
  );
  if (own) return { ...cls, code: { node: own, scope, arrow: false } };
  return heritage?.kind === 'function' ? constructorOf(heritage) : undefined;
}
