import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Reads `overrides/clients/<client>.json`, expands `$name` resources and short source names, and checks every entry has a source. */
export function loadClientOverrides(folder) {
  const overrides = new Map();
  if (!existsSync(folder)) return overrides;
  for (const file of readdirSync(folder).sort()) {
    const client = file.replace(/\.json$/, '');
    const raw = JSON.parse(readFileSync(join(folder, file), 'utf8'));
    const operations = {};
    for (const [name, entry] of Object.entries(raw.operations))
      operations[name] = expandEntry(entry, raw, `${file}: ${name}`);
    overrides.set(client, operations);
  }
  return overrides;
}

function expandEntry(entry, file, where) {
  const source = expandSource(entry.source ?? file.source, file, where);
  const grants = (list) => list?.map((grant) => expandGrant(grant, file, source, where));
  return {
    ...entry,
    source,
    ...(entry.on && { on: expandResources(entry.on, file, where) }),
    ...(entry.grants && { grants: grants(entry.grants) }),
    ...(entry.add && { add: grants(entry.add) }),
  };
}

function expandGrant(grant, file, source, where) {
  return {
    ...grant,
    evidence: 'override',
    source: grant.source ? expandSource(grant.source, file, where) : source,
    on: expandResources(grant.on ?? ['*'], file, where),
  };
}

function expandResources(list, file, where) {
  return list.map((rule) => {
    if (typeof rule !== 'string' || !rule.startsWith('$')) return rule;
    const named = file.resources?.[rule.slice(1)];
    if (!named) throw new Error(`${where}: no resource ${rule}`);
    return named;
  });
}

function expandSource(source, file, where) {
  const url = file.sources?.[source] ?? source;
  if (!/^https:\/\//.test(url ?? '')) throw new Error(`${where}: an override needs a source link`);
  return url;
}
