import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

// Compares the built catalog with an outside map of operations to actions and with a list of dependent actions:
//   node src/agreement.mjs <folder with iam-dataset-map.2022-08-19.json and sar-dependent-actions.2026-06-14.json>
const CATALOG = join(dirname(fileURLToPath(import.meta.url)), '../..');
const folder = process.argv[2];
if (!folder || !existsSync(folder)) {
  process.stderr.write('agreement: name the folder with the reference data\n');
  process.exit(2);
}
const read = (path) => JSON.parse(readFileSync(path, 'utf8'));
const map = read(join(folder, 'iam-dataset-map.2022-08-19.json')).methods;
const dependents = read(join(folder, 'sar-dependent-actions.2026-06-14.json')).dependentActions;

const { clients } = read(join(CATALOG, 'index/sdk.json'));
const records = new Map();
for (const [client, { v2 }] of Object.entries(clients)) {
  if (!v2) continue;
  for (const [name, record] of Object.entries(read(join(CATALOG, 'operations', `${client}.json`)).operations))
    records.set(`${v2}.${name}`.toLowerCase(), { client, name, record });
}

const lower = (list) => new Set(list.map((action) => action.toLowerCase()));
const granted = (record, kinds) =>
  lower((record.grants ?? []).filter((grant) => kinds(grant)).map((grant) => grant.action));
const isRequired = (grant) => !grant.ask && grant.kind !== 'optional' && !grant.when && !(grant.each && !grant.assume);
const isAny = () => true;

function classify({ record }, theirs) {
  const required = granted(record, isRequired);
  const any = granted(record, isAny);
  if (record.permissionless) return theirs.size === 0 ? 'same' : 'ours needs none, theirs some';
  if (any.size === 0) return theirs.size === 0 ? 'neither' : 'only theirs';
  if (theirs.size === 0) return 'only ours';
  const shared = [...theirs].filter((action) => any.has(action));
  if (shared.length === 0) return 'disjoint';
  if (shared.length < theirs.size) return 'theirs has more';
  return [...required].every((action) => theirs.has(action)) ? 'same' : 'ours has more';
}

const counts = {};
const examples = {};
for (const [key, entry] of records) {
  const theirs = lower((map[byKey(key)] ?? []).filter((one) => !one.stale).map((one) => one.a));
  const kind =
    map[byKey(key)] === undefined && theirs.size === 0
      ? entry.record.grants
        ? 'only ours'
        : entry.record.permissionless
          ? 'same'
          : 'neither'
      : classify(entry, theirs);
  counts[kind] = (counts[kind] ?? 0) + 1;
  (examples[kind] ??= []).push(
    `${entry.client}:${entry.name} ours ${[...granted(entry.record, isAny)].join('+') || '-'} theirs ${[...theirs].join('+') || '-'}`,
  );
}

/** The map's keys in lower case, once. */
function byKey(key) {
  byKey.index ??= new Map(Object.keys(map).map((name) => [name.toLowerCase(), name]));
  return byKey.index.get(key);
}

const dependentCounts = dependentAgreement();

function dependentAgreement() {
  const counts = {
    'granted under a condition': 0,
    'shown as optional': 0,
    'newer than our source': 0,
    'action not ours': 0,
  };
  const byAction = new Map();
  for (const { record } of records.values()) {
    for (const grant of record.grants ?? []) {
      const own = record.grants[0].action.toLowerCase();
      byAction.set(own, [...(byAction.get(own) ?? []), grant]);
    }
  }
  const stored = (action) => {
    const [prefix, name] = action.split(':');
    const path = join(CATALOG, 'services', `${prefix}.json`);
    const found = existsSync(path) && read(path).actions[name];
    return found
      ? lower([...(found.dependents ?? []), ...(found.on ?? []).flatMap(([, , , list = []]) => list)])
      : undefined;
  };
  for (const [action, types] of Object.entries(dependents)) {
    const known = stored(action);
    const grants = byAction.get(action.toLowerCase()) ?? [];
    for (const dependent of new Set(Object.values(types).flat())) {
      const name = dependent.toLowerCase();
      if (!known) counts['action not ours'] += 1;
      else if (grants.some((grant) => grant.action.toLowerCase() === name && !grant.ask))
        counts['granted under a condition'] += 1;
      else if (known.has(name)) counts['shown as optional'] += 1;
      else counts['newer than our source'] += 1;
    }
  }
  return counts;
}

const print = (title, counts) => {
  process.stdout.write(`\n${title}\n`);
  for (const [kind, count] of Object.entries(counts).sort((a, b) => b[1] - a[1]))
    process.stdout.write(`  ${String(count).padStart(6)}  ${kind}\n`);
};
print('operations of the v2 SDK against the map of 2022', counts);
print('dependent actions of the Service Authorization Reference', dependentCounts);
if (process.argv.includes('--details')) {
  for (const [kind, list] of Object.entries(examples))
    if (!['same', 'only ours', 'neither'].includes(kind))
      process.stdout.write(`\n${kind}\n${list.map((line) => `  ${line}`).join('\n')}\n`);
}
