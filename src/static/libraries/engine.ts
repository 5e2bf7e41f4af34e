import type { SourceLocation } from '../../model/location.js';
import type { CallContext, ExternalValue, Value } from '../interpret/value.js';
import { type Behaviour, external } from '../sdk/external.js';
import { namespaceOf } from '../sdk/namespace.js';
import { identityOf, siteOf, stringValue, UNDEFINED, unionOf, unknownValue } from '../sdk/values.js';
import { performCalls } from './perform.js';
import { runFunctions } from './run-functions.js';
import { type SelectorScope, select, selectOne } from './select.js';
import type { Effect, Library, Shape } from './summary.js';

/** Where a summarised value comes from: its package, the bound values its selectors use, and where it was made. */
interface Origin {
  via: string;
  name: string;
  bound: { readonly [name: string]: Value };
  created: SourceLocation;
}

const NOWHERE: SourceLocation = { file: '', line: 0, column: 0 };
const LANGUAGE_MEMBERS = new Set([
  'then',
  'catch',
  'finally',
  'constructor',
  'prototype',
  'toString',
  'valueOf',
  'toJSON',
  'bind',
  'call',
  'apply',
]);

/** The namespace of a summarised package. */
export function libraryNamespace(library: Library, specifier: string): ExternalValue {
  const exported = (name: string): Value | undefined => {
    const shape = Object.hasOwn(library.exports, name) ? library.exports[name] : undefined;
    return (
      shape && shapeValue(shape, { via: specifier, name, bound: {}, created: NOWHERE }, `lib:${specifier}.${name}`)
    );
  };
  const main = exported('default');
  return main
    ? withExports(main as ExternalValue, specifier, exported)
    : namespaceOf(specifier, exported, Object.keys(library.exports));
}

/** A package whose module is itself the default export (`require('@middy/ssm')({…})`) and has further exports. */
function withExports(
  main: ExternalValue,
  specifier: string,
  exported: (name: string) => Value | undefined,
): ExternalValue {
  const { model } = main;
  return {
    kind: 'external',
    key: `module:${specifier}`,
    data: main.data,
    model: { ...model, get: (_self, name, context) => exported(name) ?? model.get(main, name, context) },
  };
}

function shapeValue(shape: Shape, origin: Origin, key: string): ExternalValue {
  const behaviour: Behaviour = {
    get: (member, context) => memberOf(shape, origin, self, key, member, context),
    ...(shape.call && { call: (args, context) => use(shape.call ?? {}, args, origin, self, context) }),
    ...(shape.construct && {
      construct: (args, context) => use(shape.construct ?? {}, args, origin, self, context),
      extend: () => self,
    }),
    ...(shape.givenAway && {
      givenAway: (context) => {
        use(shape.givenAway ?? {}, [], origin, self, context);
      },
    }),
  };
  const self: ExternalValue = external(origin.name, key, behaviour);
  return self;
}

function memberOf(
  shape: Shape,
  origin: Origin,
  self: ExternalValue,
  key: string,
  member: string,
  context: CallContext,
): Value | undefined {
  const exposed = shape.exposes && Object.hasOwn(shape.exposes, member) ? shape.exposes[member] : undefined;
  if (exposed !== undefined) return selectOne(exposed, { args: [], bound: origin.bound, self }, context);
  const inner = shape.members && Object.hasOwn(shape.members, member) ? shape.members[member] : undefined;
  if (inner) return method(inner, { ...origin, name: member }, `${key}.${member}`, self);
  if (LANGUAGE_MEMBERS.has(member)) return undefined;
  if (shape.anyMember) {
    const bound = { ...origin.bound, member: stringValue(member) };
    return method(shape.anyMember, { ...origin, name: member, bound }, `${key}.${member}`, self);
  }
  if (!shape.chains) return undefined;
  return method({ call: { returns: '#self' } }, { ...origin, name: member }, `${key}.${member}`, self);
}

/** A member: like `shapeValue`, but `#self` is the object it is a member of. */
function method(shape: Shape, origin: Origin, key: string, owner: ExternalValue): ExternalValue {
  const value = shapeValue(shape, origin, key);
  if (!shape.call) return value;
  const call = shape.call;
  return {
    ...value,
    model: { ...value.model, call: (_self, _this, args, context) => use(call, args, origin, owner, context) },
  };
}

function use(effect: Effect, args: Value[], origin: Origin, self: ExternalValue, context: CallContext): Value {
  const scope: SelectorScope = { args, bound: origin.bound, self };
  performCalls(effect.calls ?? [], origin.via, scope, origin.created, context);
  if (effect.reports) reportUse(effect.reports, origin, scope, context);
  const run = passOn(effect, scope, args, context);
  if (effect.runs)
    runFunctions(
      effect.runs.flatMap((one) => select(one, scope, context)).filter((one) => one.kind !== 'external'),
      origin.via,
      context,
    );
  if (!run && !effect.runs && !effect.keepsFunctions) runFunctions(args, origin.via, context);
  const result = run && effect.returns === undefined ? run : resultOf(effect, scope, origin, context);
  return effect.lists ? listOf(result, context) : result;
}

function reportUse(
  { when, reason, advice }: NonNullable<Effect['reports']>,
  origin: Origin,
  scope: SelectorScope,
  context: CallContext,
): void {
  if (when !== undefined && select(when, scope, context).length === 0) return;
  context.report({ bucket: 'unresolved-operation', site: `${origin.name} of ${origin.via}`, reason, advice });
}

const listOf = (rest: Value, context: CallContext): Value => ({
  kind: 'array',
  id: `list@${siteOf(context.at)}`,
  items: [],
  rest,
});

/** Calls or constructs the value an effect names, and gives its result; undefined when the effect names none. */
function passOn(effect: Effect, scope: SelectorScope, args: Value[], context: CallContext): Value | undefined {
  if (effect.builds !== undefined && scope.self) {
    const owner = scope.self;
    return unionOf(
      select(effect.builds, scope, context).flatMap((one) =>
        one.kind === 'external' && one.model.construct
          ? one.model.construct(one, [owner, ...args.slice(1)], context)
          : [],
      ),
    );
  }
  if (effect.invokes === undefined) return undefined;
  const given = effect.invokesWith?.map((one) => selectOne(one, scope, context) ?? UNDEFINED) ?? args;
  return unionOf(select(effect.invokes, scope, context).map((fn) => context.invoke(fn, UNDEFINED, given)));
}

function resultOf(effect: Effect, scope: SelectorScope, origin: Origin, context: CallContext): Value {
  const nothing = unknownValue(`the result of ${origin.name} of ${origin.via}`, context.at);
  if (effect.returns === undefined) return nothing;
  const bound: { [name: string]: Value } = { ...origin.bound };
  for (const [name, selector] of Object.entries(effect.bind ?? {})) {
    const value = selectOne(selector, scope, context);
    if (value) bound[name] = value;
  }
  if (typeof effect.returns === 'string') return selectOne(effect.returns, { ...scope, bound }, context) ?? nothing;
  const ids = Object.entries(bound).map(([name, value]) => `${name}=${identityOf(context, value)}`);
  const key = `lib:${origin.via}.${origin.name}@${siteOf(context.at)}(${ids.join()})`;
  return shapeValue(effect.returns, { via: origin.via, name: origin.name, bound, created: context.at }, key);
}
