import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** How a hand-made fact was checked against AWS documentation; absent: from knowledge, the page was not read. */
const CHECKED = new Set(['opened', 'search', 'reference']);

/**
 * Reads `overrides/clients/<client>.json`: `{ hints, operations }` by client, with `$name` resources and grants and short source names
 * expanded. `like` takes another client's entries. `checked` of an entry holds for the grants written in it, never for `$named` ones.
 */
export function loadClientOverrides(folder) {
  const raw = new Map(
    readdirSync(folder)
      .sort()
      .map((file) => [file.replace(/\.json$/, ''), JSON.parse(readFileSync(join(folder, file), 'utf8'))]),
  );
  return new Map(
    [...raw].map(([client, file]) => [
      client,
      expandFile(file.like ? likeAnother(file, raw.get(file.like)) : file, client),
    ]),
  );
}

/** Another client's entries; `operations` of its own replace or, as null, remove single ones. */
const likeAnother = (file, other) => ({
  ...other,
  inherited: true,
  operations: Object.fromEntries(
    Object.entries({ ...other.operations, ...file.operations }).filter(([, entry]) => entry !== null),
  ),
});

function expandFile(file, client) {
  const operations = {};
  for (const [name, entry] of Object.entries(file.operations ?? {}))
    operations[name] = expandEntry(entry, file, `${client}.json: ${name}`);
  return {
    account: file.account,
    hints: { fill: file.fill, generic: file.generic, alternatives: file.alternatives },
    operations,
    whenever: (file.whenever ?? []).map((rule) => ({
      ...rule,
      grant: expandGrant(
        rule.grant,
        file,
        expandSource(rule.source ?? file.source, file, client),
        client,
        rule.checked,
      ),
    })),
    instead: (file.instead ?? []).map((rule) => ({
      ...rule,
      grants: rule.grants.map((grant) =>
        expandGrant(grant, file, expandSource(rule.source ?? file.source, file, client), client, rule.checked),
      ),
    })),
    permissionless: file.permissionless && {
      permissionless: file.permissionless,
      source: file.source,
      ...(file.checked && { checked: knownCheck(file.checked, client) }),
    },
    inherited: file.inherited === true,
  };
}

function expandEntry(entry, file, where) {
  const source = expandSource(entry.source ?? file.source, file, where);
  const grants = (list) =>
    list?.flatMap((grant) =>
      typeof grant === 'string'
        ? namedGrants(grant, file, where).map((named) => expandGrant(named, file, source, where))
        : expandGrant(grant, file, source, where, entry.checked),
    );
  return {
    ...entry,
    source,
    ...(entry.checked && { checked: knownCheck(entry.checked, where) }),
    ...(entry.on && { on: expandResources(entry.on, file, where) }),
    ...(entry.grants && { grants: grants(entry.grants) }),
    ...(entry.add && { add: grants(entry.add) }),
  };
}

/** `$kmsRead` stands for the grants of that name. */
function namedGrants(grant, file, where) {
  const named = file.grants?.[grant.slice(1)];
  if (!named) throw new Error(`${where}: no grants ${grant}`);
  return named;
}

function expandGrant(grant, file, source, where, checkedOfEntry) {
  const checked = grant.checked ?? checkedOfEntry;
  return {
    ...grant,
    ...(checked && { checked: knownCheck(checked, where) }),
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

function knownCheck(checked, where) {
  if (!CHECKED.has(checked)) throw new Error(`${where}: "checked" is one of ${[...CHECKED].join(', ')}`);
  return checked;
}
