import type { ts } from '../../parse/ast.js';
import { moduleTableOf, type RuntimeHelper } from '../../parse/bundle/runtime-helper.js';
import { mergeInner } from '../join.js';
import type { Machine } from '../machine.js';
import { native, UNDEFINED } from '../make.js';
import { type Code, codeOf } from '../scope.js';
import { exactText } from '../text.js';
import type { FunctionValue, ObjectValue, Value } from '../value.js';

type Linker = (m: Machine, fn: FunctionValue, args: Value[], site: ts.Node) => Value | undefined;

/**
 * What the linking helpers of bundles do, independent of how they are written: module functions run once, at the first use, under no
 * condition; exports are read through getters, because they are often set before what they name.
 */
export const LINKERS: { readonly [name in RuntimeHelper]?: Linker } = {
  __commonJS: (m, _fn, [body], site) => {
    const module = m.makeObject([['exports', m.makeObject()]]);
    let started = false;
    return native('require', () => {
      if (!started) {
        started = true;
        runOnce(m, body, [m.get(module, 'exports', site), module], site);
      }
      return m.get(module, 'exports', site);
    });
  },
  __esm: (m, _fn, [body], site) => {
    let started = false;
    return native('init', () => {
      if (!started) {
        started = true;
        runOnce(m, body, [], site);
      }
      return UNDEFINED;
    });
  },
  __export: (m, _fn, [target, all], site) => {
    if (target?.kind !== 'object') return undefined;
    target.getters ??= new Map();
    if (all?.kind === 'array') return exportPairs(m, target, all.items, site);
    if (all?.kind !== 'object') return undefined;
    for (const name of m.keysOf(all) ?? [])
      target.getters.set(name, () => m.call(m.get(all, name, site), UNDEFINED, [], site));
    return UNDEFINED;
  },
  __copyProps: (_m, _fn, [to, from]) => {
    if (to?.kind !== 'object' || !from) return undefined;
    to.bases = mergeInner(to.bases, [from]);
    return to;
  },
  __createBinding: (m, _fn, [target, module, key, as], site) => {
    const name = exactText(as ?? UNDEFINED) ?? exactText(key ?? UNDEFINED);
    const member = exactText(key ?? UNDEFINED);
    if (target?.kind !== 'object' || !module || name === undefined || member === undefined) return undefined;
    target.getters ??= new Map();
    target.getters.set(name, () => m.get(module, member, site));
    return UNDEFINED;
  },
  __exportStar: (_m, _fn, [module, target]) => {
    if (target?.kind !== 'object' || !module) return undefined;
    target.bases = mergeInner(target.bases, [module]);
    return UNDEFINED;
  },
  __webpack_require__: (m, fn, [id], site) => webpackRequire(m, fn, id, site),
};

/** webpack's list of exports since 5.100: a name and its getter, or a name, 0 and its value. */
function exportPairs(m: Machine, target: ObjectValue, items: readonly Value[], site: ts.Node): Value {
  for (let at = 0; at < items.length; at += 2) {
    const name = exactText(items[at]!);
    const getter = items[at + 1] ?? UNDEFINED;
    const isValue = getter.kind === 'constant';
    const value = items[at + 2] ?? UNDEFINED;
    if (name !== undefined && isValue) target.fields.set(name, value);
    else if (name !== undefined) target.getters?.set(name, () => m.call(getter, UNDEFINED, [], site));
    if (isValue) at++;
  }
  return UNDEFINED;
}

/** Runs a module function, or the only method of the object it is filed in. */
function runOnce(m: Machine, body: Value | undefined, args: Value[], site: ts.Node): void {
  const filed = body?.kind === 'object' ? m.get(body, m.keysOf(body)?.[0] ?? '', site) : body;
  if (filed?.kind !== 'function') return;
  const outer = m.frame;
  m.frame = codeOf(filed).scope.activation.frame;
  try {
    m.call(filed, UNDEFINED, args, site);
  } finally {
    m.frame = outer;
  }
}

/** `modules[id](module, module.exports, require)`, once for each id; undefined when the table of modules cannot be found. */
function webpackRequire(m: Machine, fn: FunctionValue, id: Value | undefined, site: ts.Node): Value | undefined {
  const { node, scope } = fn.code as Code;
  const name = moduleTableOf(node);
  const table = name === undefined ? undefined : scope.lookup(name)?.value;
  if (!table || !id || table.kind !== 'object') return undefined;
  const store = (m.stores.get('webpack') as Map<Value, Map<Value, ObjectValue>> | undefined) ?? new Map();
  m.stores.set('webpack', store);
  const modules = store.get(table) ?? new Map<Value, ObjectValue>();
  store.set(table, modules);
  const body = m.getComputed(table, id, site);
  const known = modules.get(body);
  if (known) return m.get(known, 'exports', site);
  const module = m.makeObject([['exports', m.makeObject()]]);
  modules.set(body, module);
  runOnce(m, body, [module, m.get(module, 'exports', site), fn], site);
  return m.get(module, 'exports', site);
}
