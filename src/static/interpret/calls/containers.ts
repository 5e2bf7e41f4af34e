import { ts } from '../../parse/ast.js';
import { literalName } from '../../parse/syntax.js';
import type { Machine } from '../machine.js';
import { codeOf } from '../scope.js';
import type { FunctionValue, Value } from '../value.js';

/** Lists within records within lists: `providers: [{ provide: TOKEN, useClass: Store }]`. */
const MAX_DEPTH = 3;

/** Methods that Nest calls by their name. https://docs.nestjs.com/fundamentals/lifecycle-events, /guards, /interceptors, /pipes, /middleware */
const HOOKS = new Set([
  'onModuleInit',
  'onApplicationBootstrap',
  'onModuleDestroy',
  'beforeApplicationShutdown',
  'onApplicationShutdown',
  'canActivate',
  'intercept',
  'transform',
  'use',
  'catch',
]);

/**
 * Classes that a decorator of a class lists (`@Module({ controllers: [Orders], providers: [Store] })`) are made by a container, which calls
 * their decorated methods and hooks. A class that stands for a token may be called by any of its methods, because who asks for the
 * token need not name the class.
 */
export function makeListed(m: Machine, given: readonly Value[], site: ts.Node, depth = 0, inRecord = true): void {
  for (const one of given) {
    if (one.kind === 'function' && codeOf(one).isClass) {
      if (depth > 0) callListed(m, one, site, inRecord && depth > 2);
    } else if (one.kind === 'union') makeListed(m, one.of, site, depth, inRecord);
    else if (depth > MAX_DEPTH) continue;
    else if (one.kind === 'array')
      makeListed(m, [...one.items, ...(one.rest ? [one.rest] : [])], site, depth + 1, false);
    else if (one.kind === 'object') makeListed(m, [...one.fields.values()], site, depth + 1, true);
  }
}

function callListed(m: Machine, cls: FunctionValue, site: ts.Node, everything: boolean): void {
  const { node } = codeOf(cls);
  const instance = m.instanceOf(cls, site);
  if (everything) m.escape([instance], site);
  if (everything || !ts.isClassLike(node)) return;
  for (const member of node.members) {
    const name = ts.isMethodDeclaration(member) ? literalName(member.name) : undefined;
    if (name === undefined || !(HOOKS.has(name) || (ts.canHaveDecorators(member) && ts.getDecorators(member)?.length)))
      continue;
    const method = m.get(instance, name, site);
    if (method.kind === 'function') m.escape([{ ...method, boundThis: instance }], site);
  }
}
