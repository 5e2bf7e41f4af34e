// Runs the tool over folders of real code and counts what happened: crashes, slow functions, ledger buckets, commonest reasons.
//   node test/bench/field-study.mjs <folder of repositories> [--templates] [--limit N] [--out rows.jsonl]
// Without --templates every source file that exports a handler is a function of its own; with it every template is a project.
import { appendFileSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { analyze } from '../../dist/pipeline.js';
import { countBuckets, isUnresolved } from '../../dist/render/envelope.js';
import { DeploymentStudy } from './field-study-deployment.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { templates: { type: 'boolean' }, limit: { type: 'string' }, out: { type: 'string' } },
});
const root = positionals[0];
if (!root) throw new Error('name a folder of repositories');

const SOURCE = /\.(js|mjs|cjs|ts|mts|cts)$/;
const TEMPLATE =
  /^main\.tf$|^serverless\.[jt]s$|^((.*[-_.])?template([-_.].*)?|serverless|sam|cloudformation|stack|.*\.template)\.(ya?ml|json)$/;
const SKIPPED = /(^|\/)(node_modules|\.git|cdk\.out|dist|coverage|__tests__|tests?)(\/|$)|\.d\.ts$|\.(test|spec)\./;
const HANDLER =
  /exports\.(\w*[hH]andler|main)\s*=|export\s+(?:const|let|async\s+function|function)\s+(\w*[hH]andler|main)\b|export\s*\{[^}]*\b(\w*[hH]andler)\b/;

function* walk(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (SKIPPED.test(`${relative(root, path)}`)) continue;
    if (entry.isDirectory()) yield* walk(path);
    else if (entry.isFile()) yield path;
  }
}

function* units() {
  for (const path of walk(root)) {
    if (values.templates) {
      if (TEMPLATE.test(basename(path))) yield { path, options: {} };
    } else if (SOURCE.test(path)) {
      const name = HANDLER.exec(readFileSync(path, 'utf8'));
      if (name)
        yield { path, options: { handler: `${basename(path).replace(SOURCE, '')}.${name[1] ?? name[2] ?? name[3]}` } };
    }
  }
}

const study = new DeploymentStudy();
const totals = { units: 0, functions: 0, failed: 0, refused: 0, slow: 0, silent: 0, permissions: 0, bound: 0 };
const buckets = new Map();
const reasons = new Map();
const count = (map, key, by = 1) => map.set(key, (map.get(key) ?? 0) + by);
if (values.out) rmSync(values.out, { force: true });
const log = (row) => values.out && appendFileSync(values.out, `${JSON.stringify(row)}\n`);

for (const { path, options } of units()) {
  if (totals.units >= Number(values.limit ?? Number.POSITIVE_INFINITY)) break;
  totals.units++;
  const file = relative(root, path);
  const start = performance.now();
  try {
    const analysis = await analyze(path, { arnContext: {}, ...options });
    const { functions } = analysis;
    const milliseconds = performance.now() - start;
    totals.functions += functions.length;
    if (values.templates) study.add(file, analysis, (row) => log({ comparison: row }));
    if (milliseconds > 2000 * Math.max(1, functions.length)) {
      totals.slow++;
      console.log(`slow    ${file} ${Math.round(milliseconds)} ms`);
    }
    for (const { fn, permissions, ledger, findings, files } of functions) {
      const fromCode = permissions.filter(({ evidence }) => evidence.some(({ source }) => source === 'static'));
      totals.permissions += fromCode.length;
      totals.bound += fromCode.filter(({ resource }) =>
        resource.some((p) => p.kind === 'reference' && p.targetKind === 'resource'),
      ).length;
      for (const [bucket, n] of Object.entries(countBuckets(ledger))) count(buckets, bucket, n);
      for (const entry of ledger.filter(isUnresolved))
        count(
          reasons,
          `${entry.bucket}: ${entry.reason.replace(/`[^`]*`|'[^']*'|"[^"]*"|\b[\w@./-]+:[\w*]+\b/g, '…').slice(0, 120)}`,
        );
      // A function that loads an SDK and comes back with nothing at all is the worst answer: wrong and unexplained.
      const importsSdk = files.some((name) => /@aws-sdk\/client|['"]aws-sdk/.test(readSafely(path, name)));
      if (importsSdk && fromCode.length === 0 && ledger.length === 0 && findings.length === 0) {
        totals.silent++;
        console.log(`silent  ${file} ${fn.id}`);
      }
      log({
        file,
        id: fn.id,
        ms: Math.round(milliseconds),
        actions: fromCode.map(({ action }) => action),
        buckets: countBuckets(ledger),
        unresolved: ledger.filter(isUnresolved),
      });
    }
  } catch (error) {
    const refused = error?.name === 'UserError';
    totals[refused ? 'refused' : 'failed']++;
    if (refused && values.templates) await study.refused(path, error.message);
    if (!refused) console.log(`failed  ${file} ${error?.stack?.split('\n').slice(0, 4).join(' | ')}`);
    log({ file, error: String(error?.message ?? error), refused });
  }
}

function readSafely(path, name) {
  for (const base of [path, join(path, '..')]) {
    try {
      return readFileSync(join(base, name), 'utf8');
    } catch (error) {
      if (error.code !== 'ENOENT' && error.code !== 'ENOTDIR') throw error;
    }
  }
  return '';
}

console.log(totals);
console.log('buckets', Object.fromEntries([...buckets].sort((a, b) => b[1] - a[1])));
console.log('commonest reasons for unresolved sites');
for (const [reason, n] of [...reasons].sort((a, b) => b[1] - a[1]).slice(0, 20))
  console.log(`${String(n).padStart(6)}  ${reason}`);
if (values.templates) study.print();
