import { resolveModule } from '../../parse/resolve.js';
import { readBinding } from '../binding.js';
import type { Machine } from '../machine.js';
import type { ModuleRecord } from '../scope.js';
import type { ObjectValue, Value } from '../value.js';
import { type ExportEntry, exportTableOf } from './exports.js';

/** Names a module exports, with those of `export *` from other files of the project. */
function exportedNames(m: Machine, module: ModuleRecord, seen: Set<string>): Set<string> {
  const table = exportTableOf(module.parsed.source);
  const names = new Set(table.names.keys());
  if (seen.has(module.file)) return names;
  seen.add(module.file);
  for (const specifier of table.stars) {
    const target = fileOf(m, specifier, module);
    if (target) for (const name of exportedNames(m, target, seen)) if (name !== 'default') names.add(name);
  }
  return names;
}

function fileOf(m: Machine, specifier: string, from: ModuleRecord): ModuleRecord | undefined {
  if (m.externals.resolve(specifier)) return undefined;
  const resolved = resolveModule(m.files, specifier, from.file);
  return resolved.kind === 'file' ? m.loadModule(resolved.file, true) : undefined;
}

/**
 * What importing a module gives: an ES namespace whose members read through to the module's variables, or `module.exports`. A file with
 * both kinds of export (compiled or mixed code) is a namespace that falls back to `module.exports`.
 */
export function namespaceOf(m: Machine, module: ModuleRecord): Value {
  const table = exportTableOf(module.parsed.source);
  const commonJs = module.moduleObject.fields.get('exports');
  if (table.names.size === 0 && table.stars.length === 0) return commonJs ?? emptyNamespace(module);
  const cache = (m.stores.get('namespaces') as Map<string, ObjectValue> | undefined) ?? new Map<string, ObjectValue>();
  m.stores.set('namespaces', cache);
  const known = cache.get(module.file);
  if (known) return known;
  const namespace = emptyNamespace(module);
  cache.set(module.file, namespace);
  namespace.getters = new Map();
  for (const name of exportedNames(m, module, new Set())) {
    namespace.getters.set(name, () => exportOf(m, module, name) ?? { kind: 'constant', value: undefined });
  }
  namespace.bases = starBases(m, module, table.stars);
  if (commonJs?.kind === 'object' && commonJs.fields.size > 0) namespace.bases.push(commonJs);
  if (namespace.bases.length === 0) delete namespace.bases;
  return namespace;
}

const emptyNamespace = (module: ModuleRecord): ObjectValue => ({
  kind: 'object',
  id: `namespace ${module.file}`,
  fields: new Map(),
});

/** `export * from` a package or a CommonJS file: names cannot be listed, members are looked up there. */
function starBases(m: Machine, module: ModuleRecord, stars: readonly string[]): Value[] {
  return stars.flatMap((specifier) => {
    const target = fileOf(m, specifier, module);
    if (!target) return [m.importModule(specifier, module, 'import', module.parsed.source)];
    const value = namespaceOf(m, target);
    return value.kind === 'object' && !value.getters ? [value] : value.kind === 'object' && value.bases ? [value] : [];
  });
}

/** One exported value; undefined when the module has no such export. */
export function exportOf(m: Machine, module: ModuleRecord, name: string, seen = new Set<string>()): Value | undefined {
  if (seen.has(`${module.file} ${name}`)) return undefined;
  seen.add(`${module.file} ${name}`);
  const table = exportTableOf(module.parsed.source);
  const entry = table.names.get(name);
  if (entry) return entryValue(m, module, entry, seen);
  for (const specifier of name === 'default' ? [] : table.stars) {
    const target = fileOf(m, specifier, module);
    const found = target && exportOf(m, target, name, seen);
    if (found) return found;
  }
  return undefined;
}

function entryValue(m: Machine, module: ModuleRecord, entry: ExportEntry, seen: Set<string>): Value | undefined {
  if (entry.kind === 'local') {
    const binding = module.scope.vars.get(entry.name);
    return binding && readBinding(binding);
  }
  const site = module.parsed.source;
  if (entry.kind === 'namespace') return m.importModule(entry.specifier, module, 'import', site);
  const target = fileOf(m, entry.specifier, module);
  const direct = target && exportOf(m, target, entry.name, seen);
  if (direct) return direct;
  const namespace = m.importModule(entry.specifier, module, 'import', site);
  if (entry.name !== 'default') return m.get(namespace, entry.name, site);
  const found = m.get(namespace, 'default', site);
  return found.kind === 'constant' ? namespace : found;
}
