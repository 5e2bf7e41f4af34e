import type { ts } from '../../parse/ast.js';
import { runtimeHelperOf } from '../../parse/bundle/runtime-helper.js';
import { joinAll } from '../join.js';
import type { Machine } from '../machine.js';
import { native, UNDEFINED, unknown } from '../make.js';
import type { Code } from '../scope.js';
import type { FunctionValue, Value } from '../value.js';
import { LINKERS } from './bundle-runtime.js';
import { returnsOfGenerators } from './generators.js';

type Helper = (m: Machine, args: Value[], thisValue: Value, site: ts.Node) => Value | undefined;

/**
 * Helper functions that TypeScript, Babel and esbuild write into their output. Their meaning is known by name; running their code would
 * only blur it. Sources: `src/compiler/factory/emitHelpers.ts` of TypeScript, `internal/runtime/runtime.go` of esbuild.
 */
const HELPERS: { readonly [name: string]: Helper } = {
  __importStar: (_m, [module]) => module,
  __importDefault: (m, [module], _self, site) => withDefaultExport(m, module, site),
  _interopRequireDefault: (m, [module], _self, site) => withDefaultExport(m, module, site),
  _interopRequireWildcard: (_m, [module]) => module,
  _interopNamespace: (_m, [module]) => module,
  __toESM: (m, [module], _self, site) => withDefaultExport(m, module, site),
  __toCommonJS: (_m, [module]) => module,
  __awaiter: (m, args, _self, site) => {
    const [self = UNDEFINED, , , body = UNDEFINED] = args;
    const yielded = m.call(body, self, [], site);
    return returnsOf(m, yielded);
  },
  __generator: (m, [self = UNDEFINED, body = UNDEFINED], _this, site) => runStateMachine(m, self, body, site),
  __spreadArray: (m, [head = UNDEFINED, tail = UNDEFINED], _self, site) => concatenated(m, [head, tail], site),
  __assign: (m, args, _self, site) =>
    m.call(m.get(m.globals.get('Object') ?? UNDEFINED, 'assign', site), UNDEFINED, args, site),
  __name: (_m, [target]) => target,
};

/** The result of a known helper, or undefined when the function is none. */
export function bundlerHelper(
  m: Machine,
  fn: FunctionValue,
  code: Code,
  thisValue: Value,
  args: Value[],
  site: ts.Node,
): Value | undefined {
  const shape = runtimeHelperOf(code.node);
  if (shape && LINKERS[shape]) return LINKERS[shape](m, fn, args, site);
  const name = shape ?? fn.name;
  return name.startsWith('_') && Object.hasOwn(HELPERS, name) ? HELPERS[name]!(m, args, thisValue, site) : undefined;
}

/** `{ default: module, ...module }` for a module that is not an ES module; the module itself otherwise. */
function withDefaultExport(m: Machine, module: Value | undefined, site: ts.Node): Value {
  if (!module) return UNDEFINED;
  if (module.kind === 'object' && (module.fields.has('__esModule') || module.getters?.has('__esModule'))) return module;
  if (module.kind === 'object' && (module.fields.has('default') || module.getters?.has('default'))) return module;
  const wrapper = m.makeObject([['default', module]]);
  wrapper.bases = [module];
  if (module.kind === 'external') {
    const own = module.model.get(module, 'default', m.contextAt(site));
    if (own) wrapper.fields.set('default', own);
  }
  return wrapper;
}

/** What a generator run by `__awaiter` returns: our generators keep their returns beside their yields. */
function returnsOf(m: Machine, yielded: Value): Value {
  return returnsOfGenerators(m).get(yielded) ?? (yielded.kind === 'array' ? UNDEFINED : yielded);
}

/** TypeScript's ES5 generators: a function over a state with `label` and `sent()`; every case is run. */
function runStateMachine(m: Machine, self: Value, body: Value, site: ts.Node): Value {
  const sent: Value[] = [];
  const step = unknown('the state of a generator');
  const state = m.makeObject([
    ['label', step],
    ['sent', native('sent', () => (sent.length ? joinAll(sent) : unknown('the result of an awaited call')))],
    ['trys', m.makeArray([])],
    ['ops', m.makeArray([])],
  ]);
  state.id = `generator ${state.id}`;
  let result = UNDEFINED as Value;
  m.under(() => {
    for (let round = 0; round < 2; round++) {
      result = m.call(body, self, [state], site);
      for (const one of result.kind === 'union' ? result.of : [result]) {
        const value = one.kind === 'array' ? one.items[1] : undefined;
        if (value) sent.push(value);
      }
    }
  });
  return joinAll(
    (result.kind === 'union' ? result.of : [result]).map((one) =>
      one.kind === 'array' ? (one.items[1] ?? UNDEFINED) : one,
    ),
  );
}

function concatenated(m: Machine, lists: readonly Value[], site: ts.Node): Value {
  const parts = lists.map((one) => m.elementsOf(one, site));
  const items = parts.flatMap((one) => one.items);
  const rest = parts.flatMap((one) => (one.rest ? [one.rest] : []));
  return rest.length ? m.makeArray([], joinAll([...items, ...rest])) : m.makeArray(items);
}
