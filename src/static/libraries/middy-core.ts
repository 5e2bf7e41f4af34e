import type { CallContext, ExternalValue, Value } from '../interpret/value.js';
import { external, externalFunction } from '../sdk/external.js';
import { alternatives, isFunction, memberOf, objectValue, siteOf, UNDEFINED, unknownValue } from '../sdk/values.js';

/** What a middy handler was given so far; kept by site, because a builder is one object however often its code is read. */
interface Middied {
  handlers: Map<string, Value>;
  middlewares: Value[];
}

const HOOKS = ['before', 'after', 'onError'];

/**
 * `middy(handler).use(middleware)`: nothing runs until Lambda calls the result; then the hooks and the handler do.
 * https://middy.js.org/docs/intro/how-it-works
 */
export function middyCore(): ExternalValue {
  const made = new Map<string, Middied>();
  const self: ExternalValue = external('middy', 'lib:middy', {
    call: (args, context) => {
      const key = `middy@${siteOf(context.at)}`;
      const state = made.get(key) ?? { handlers: new Map(), middlewares: [] };
      made.set(key, state);
      const [handler] = args;
      if (handler && isFunction(handler)) state.handlers.set(siteOf(context.at), handler);
      return builder(key, state);
    },
    get: (name) => (name === 'default' ? self : undefined),
  });
  return self;
}

function builder(key: string, state: Middied): ExternalValue {
  const self: ExternalValue = external('middy handler', key, {
    call: (args, context) => run(state, args, context),
    get: (name) => member(name, key, state, self),
  });
  return self;
}

function member(name: string, key: string, state: Middied, self: ExternalValue): Value | undefined {
  const adds = (add: (args: Value[], context: CallContext) => void): Value =>
    externalFunction(`${key}.${name}`, (args, context) => {
      add(args, context);
      return self;
    });
  if (name === 'use') return adds((args) => state.middlewares.push(...args.flatMap(listed)));
  if (HOOKS.includes(name)) {
    return adds((args, context) =>
      state.middlewares.push(objectValue(`middleware@${siteOf(context.at)}`, { [name]: args[0] })),
    );
  }
  if (name === 'handler') return adds((args, context) => args[0] && state.handlers.set(siteOf(context.at), args[0]));
  return undefined;
}

const listed = (value: Value): readonly Value[] =>
  alternatives(value).flatMap((one) =>
    one.kind === 'array' ? [...one.items, ...(one.rest ? [one.rest] : [])] : [one],
  );

function run(state: Middied, args: Value[], context: CallContext): Value {
  const [event, lambdaContext] = args;
  const request = objectValue(`middy request@${siteOf(context.at)}`, {
    event: event ?? UNDEFINED,
    context: lambdaContext ?? UNDEFINED,
    internal: unknownValue('what middlewares keep for each other', context.at),
    response: unknownValue('the response of the handler', context.at),
    error: unknownValue('an error of the handler', context.at),
  });
  const middlewares = [...new Set(state.middlewares)];
  for (const hook of HOOKS) {
    for (const middleware of middlewares) {
      const fn = memberOf(context, middleware, hook);
      if (fn && isFunction(fn)) context.invoke(fn, UNDEFINED, [request]);
    }
  }
  for (const handler of state.handlers.values()) context.invoke(handler, UNDEFINED, args);
  return unknownValue('the response of the handler', context.at);
}
