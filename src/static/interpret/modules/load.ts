import type { ts } from '../../parse/ast.js';
import { excerptOf, locationOf } from '../../parse/location.js';
import { resolveModule } from '../../parse/resolve.js';
import { valueOfJson } from '../builtins/global-json.js';
import { isNodeModule, nodeModule } from '../builtins/node/index.js';
import { isStackOverflow, reportOverflow, STACK_RESCUE_DEPTH } from '../calls/overflow.js';
import type { Machine } from '../machine.js';
import { native, stringOf, UNDEFINED, unknown } from '../make.js';
import { type Activation, type ModuleRecord, Scope } from '../scope.js';
import { exactText } from '../text.js';
import type { ObjectValue, Value } from '../value.js';
import { exportTableOf } from './exports.js';
import { bindImports } from './imports.js';
import { namespaceOf } from './namespace.js';

/** Loads a file of the project and runs its top level once. Undefined when the file cannot be read: the caller reports. */
export function loadModule(m: Machine, file: string, run: boolean): ModuleRecord | undefined {
  const known = m.modules.get(file);
  const module = known ?? makeModule(m, file);
  if (!module) return undefined;
  if (run && module.status === 'new') runModule(m, module);
  return module;
}

function makeModule(m: Machine, file: string): ModuleRecord | undefined {
  const parsed = m.files.parse(file);
  if ('problem' in parsed) {
    m.unreadable.set(file, parsed.problem);
    return undefined;
  }
  const exports = m.makeObject();
  const moduleObject = m.makeObject([['exports', exports]]);
  const activation: Activation = { thisValue: exports, args: [], returns: [], yields: [], frame: m.frame };
  const module = { file, parsed, moduleObject, status: 'new' } as unknown as ModuleRecord;
  const outer = new Scope(m.heap.tick(), undefined, activation, module);
  module.scope = new Scope(m.heap.tick(), outer, activation, module);
  const add = (name: string, value: Value) => outer.vars.set(name, { value, frame: m.frame, born: m.heap.tick() });
  add('module', moduleObject);
  add('require', requireOf(m, module));
  const base = (m.stores.get('base folder') as string | undefined) ?? '';
  add('__filename', stringOf(`${base}/${file}`));
  add('__dirname', stringOf(`${base}/${file}`.replace(/\/[^/]*$/, '') || '/'));
  // `exports` is the object that `module.exports` first held, whatever is assigned to it later.
  add('exports', exports);
  readThrough(m, module, exports);
  m.modules.set(file, module);
  return module;
}

/** Code compiled to CommonJS may read its own ES exports through `exports`. */
function readThrough(m: Machine, module: ModuleRecord, exports: ObjectValue): void {
  const names = exportTableOf(module.parsed.source).names;
  if (names.size === 0) return;
  exports.getters = new Map([...names.keys()].map((name) => [name, () => m.exportOf(module, name) ?? UNDEFINED]));
}

function requireOf(m: Machine, module: ModuleRecord): Value {
  return {
    ...native('require', (context, _self, [name]) => {
      const specifier = name && exactText(name);
      const { site } = context as unknown as { site: ts.Node };
      if (specifier !== undefined) return m.importModule(specifier, module, 'require', site);
      context.report({
        bucket: 'unresolved-module',
        site: excerptOf(site),
        reason: 'the module to require is chosen at run time',
        advice: 'Require it by a literal name.',
      });
      return unknown('a module chosen at run time', context.at);
    }),
    properties: m.makeObject([
      ['resolve', native('require.resolve', (_context, _self, [name]) => name ?? unknown('a path'))],
    ]),
  };
}

/** Runs a module's top level under no condition, as Node would at the first import. */
function runModule(m: Machine, module: ModuleRecord): void {
  module.status = 'running';
  const { source } = module.parsed;
  const kept = { frame: m.frame, path: m.path, errorDepth: m.errorDepth };
  m.frame = module.scope.activation.frame;
  m.path = [`module ${module.file}`];
  m.errorDepth = 0;
  m.stores.set('current-require', module.scope.lookup('require')?.value);
  try {
    bindImports(m, module);
    m.hoist(source.statements, module.scope);
    // A throw at top level still leaves what ran before; what follows may run in another environment, so all of it is run.
    for (const statement of source.statements) executeGuarded(m, statement, module);
  } finally {
    m.frame = kept.frame;
    m.path = kept.path;
    m.errorDepth = kept.errorDepth;
    module.status = 'done';
  }
}

function executeGuarded(m: Machine, statement: ts.Statement, module: ModuleRecord): void {
  const { depth } = m;
  try {
    m.execute(statement, module.scope);
  } catch (error) {
    if (!isStackOverflow(error) || depth > STACK_RESCUE_DEPTH) throw error;
    reportOverflow(m, statement);
  }
}

/** The value an import or require of a specifier gives, seen from one module. */
export function importModule(
  m: Machine,
  specifier: string,
  from: ModuleRecord,
  form: 'import' | 'require',
  site: ts.Node,
): Value {
  const cache = (m.stores.get('externals') as Map<string, Value> | undefined) ?? new Map<string, Value>();
  m.stores.set('externals', cache);
  const model = cache.get(specifier) ?? m.externals.resolve(specifier);
  if (model) {
    cache.set(specifier, model);
    return model;
  }
  const resolved = resolveModule(m.files, specifier, from.file, form);
  if (resolved.kind === 'file') return fileValue(m, resolved.file, form, site);
  if (resolved.kind === 'external' && isNodeModule(specifier)) {
    const value = nodeModule(m, specifier);
    if (specifier.replace('node:', '') !== 'module') cache.set(specifier, value);
    return value;
  }
  if (resolved.kind === 'missing') reportMissing(m, resolved.path, specifier, site);
  return unknown(
    resolved.kind === 'missing' ? `'${specifier}' is not in the project` : `package '${specifier}' is not analysed`,
    locationOf(site),
  );
}

function fileValue(m: Machine, file: string, form: 'import' | 'require', site: ts.Node): Value {
  if (file.endsWith('.json')) {
    const cache = (m.stores.get('json') as Map<string, Value> | undefined) ?? new Map<string, Value>();
    m.stores.set('json', cache);
    const known = cache.get(file);
    if (known) return known;
    const value = valueOfJson(m, m.files.config(file));
    if (value.kind === 'object' && form === 'import' && !value.fields.has('default'))
      value.getters = new Map([['default', () => value]]);
    cache.set(file, value);
    return value;
  }
  const module = m.loadModule(file, true);
  if (!module) {
    reportMissing(m, file, file, site);
    return unknown(`'${file}' cannot be read`, locationOf(site));
  }
  return namespaceOf(m, module);
}

function reportMissing(m: Machine, path: string, specifier: string, site: ts.Node): void {
  // Styles, templates and the like hold no code.
  if (/\.(?:css|scss|less|html|svg|png|jpe?g|gif|txt|md|graphql|gql|node|wasm|d\.ts)$/.test(path)) return;
  m.report({
    bucket: 'unresolved-module',
    location: locationOf(site),
    site: excerptOf(site),
    reason: specifier.startsWith('/opt/')
      ? `'${specifier}' is in a layer that is not in the project`
      : `'${specifier}' is not in the project: it may be generated, or outside the root`,
    advice: specifier.startsWith('/opt/')
      ? 'Analyse from a folder that also holds the layer.'
      : 'Run the code generation first, or analyse from a higher folder.',
  });
}
