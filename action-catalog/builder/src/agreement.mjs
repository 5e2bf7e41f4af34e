import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compareDependents, compareOperations } from './compare-outside.mjs';

// Compares the built catalog with an outside map of operations to actions and with a list of dependent actions:
//   npm run agreement -- <folder with iam-dataset-map.2022-08-19.json and sar-dependent-actions.2026-06-14.json> [--details]
const CATALOG = join(dirname(fileURLToPath(import.meta.url)), '../..');
const read = (path) => JSON.parse(readFileSync(path, 'utf8'));

/** Records of every operation that the v2 SDK has, by `class.operation` in lower case, as the outside map names them. */
function recordsByV2Name() {
  const records = new Map();
  for (const [client, { v2 }] of Object.entries(read(join(CATALOG, 'index/sdk.json')).clients)) {
    if (!v2) continue;
    const { operations } = read(join(CATALOG, 'operations', `${client}.json`));
    for (const [name, record] of Object.entries(operations))
      records.set(`${v2}.${name}`.toLowerCase(), { name: `${client}:${name}`, record });
  }
  return records;
}

function print(title, groups) {
  process.stdout.write(`\n${title}\n`);
  for (const [kind, list] of [...groups].sort((a, b) => b[1].length - a[1].length))
    process.stdout.write(`  ${String(list.length).padStart(6)}  ${kind}\n`);
}

const [folder] = process.argv.slice(2).filter((word) => !word.startsWith('--'));
if (!folder || !existsSync(folder)) {
  process.stderr.write('agreement: name the folder with the outside data\n');
  process.exitCode = 2;
} else {
  const records = recordsByV2Name();
  const operations = compareOperations(records, read(join(folder, 'iam-dataset-map.2022-08-19.json')).methods);
  const service = (prefix) =>
    existsSync(join(CATALOG, 'services', `${prefix}.json`))
      ? read(join(CATALOG, 'services', `${prefix}.json`))
      : undefined;
  const dependents = compareDependents(
    records,
    read(join(folder, 'sar-dependent-actions.2026-06-14.json')).dependentActions,
    service,
  );
  print('operations of the v2 SDK against the map of 2022', operations);
  print('dependent actions of the Service Authorization Reference', dependents);
  if (process.argv.includes('--details')) {
    for (const [kind, list] of operations)
      process.stdout.write(`\n${kind}\n${list.map((line) => `  ${line}`).join('\n')}\n`);
  }
}
