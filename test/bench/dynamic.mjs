// Mining a trail, in one run on one data set: `npm run bench dynamic`, or node test/bench/dynamic.mjs [--events N] [--runs N] [--keep folder]
// Every engine is a process of its own, runs alternate, and ratios are of medians, because machines are shared and noisy.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { writeTrail } from './data.mjs';

const CLI = fileURLToPath(new URL('../../bin/iam-tighten.js', import.meta.url));
const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const ROLE = 'arn:aws:iam::111122223333:role/service/orders-0-role';

/** Wall milliseconds and peak MB of one process; throws when it fails. The kernel counts the peak of the child that ran. */
function once(args) {
  const script = `
    const start = process.hrtime.bigint();
    const { status, stderr } = require('node:child_process').spawnSync(process.execPath, ${JSON.stringify(args)}, { stdio: ['ignore', 'ignore', 'pipe'] });
    const ms = Number(process.hrtime.bigint() - start) / 1e6;
    console.log(JSON.stringify({ ms, status, stderr: String(stderr).slice(-500) }));`;
  const { stdout } = spawnSync('/usr/bin/env', [process.execPath, '-e', script], { encoding: 'utf8' });
  const { ms, status, stderr } = JSON.parse(stdout);
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}: ${stderr}`);
  return ms;
}

/** Peak resident MB, read from the process itself at its end. */
function peak(args) {
  const hook = "process.on('exit', () => process.stderr.write('peak=' + process.resourceUsage().maxRSS + '\\n'))";
  const { stderr } = spawnSync(
    process.execPath,
    ['--import', `data:text/javascript,${encodeURIComponent(hook)}`, ...args],
    {
      encoding: 'utf8',
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  return Math.round(Math.max(...[...stderr.matchAll(/peak=(\d+)/g)].map(([, kb]) => Number(kb))) / 1024);
}

const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];

/** Measures and hands each line to `row(name, figure, aim, detail)`. */
export async function benchDynamic(row, { events = 2_000_000, runs = 3, keep } = {}) {
  const folder = keep ?? mkdtempSync(join(tmpdir(), 'iam-tighten-trail-'));
  try {
    const large = join(folder, 'large');
    const small = join(folder, 'small');
    if (!existsSync(large)) await writeTrail({ out: large, events });
    if (!existsSync(small)) await writeTrail({ out: small, events: events / 10, days: 3 });
    const collect = (path, ...more) => [CLI, 'collect', path, '-q', '-o', join(folder, 'usage.json'), ...more];
    const engines = {
      gunzip: [here('./dynamic-gunzip.mjs'), large],
      all: collect(large),
      one: collect(large, '--role', ROLE),
      duckdb: [here('./dynamic-duckdb.mjs'), large],
    };
    const times = Object.fromEntries(Object.keys(engines).map((name) => [name, []]));
    for (let i = 0; i < runs; i++) for (const [name, args] of Object.entries(engines)) times[name].push(once(args));
    const [base, all, one, duckdb] = Object.values(times).map(median);
    const rate = (ms) => `${Math.round(events / ms)}k events/s in ${Math.round(ms)} ms`;
    row(
      'trail, all roles / gunzip of the same files',
      `${(all / base).toFixed(2)}×`,
      'aim ≤ 2×',
      `${rate(all)}; gunzip ${Math.round(base)} ms`,
    );
    row('trail, one role / gunzip of the same files', `${(one / base).toFixed(2)}×`, 'aim ≤ 1.3×', rate(one));
    row('trail, all roles / DuckDB', `${(all / duckdb).toFixed(2)}×`, 'aim < 1×', `DuckDB ${Math.round(duckdb)} ms`);
    const [few, many] = [peak(collect(small)), peak(collect(large))];
    row('peak memory, all roles', `${many} MB`, 'aim ≤ 400', `${few} MB for a tenth of the data`);
  } finally {
    if (!keep) rmSync(folder, { recursive: true, force: true });
  }
}

if (process.argv[1]?.endsWith('dynamic.mjs')) {
  const { values } = parseArgs({
    options: { events: { type: 'string' }, runs: { type: 'string' }, keep: { type: 'string' } },
  });
  const row = (...cells) =>
    console.log(`${cells[0].padEnd(46)} ${cells[1].padStart(8)}  ${cells[2].padEnd(12)} ${cells[3]}`);
  const options = {
    ...(values.events && { events: Number(values.events) }),
    ...(values.runs && { runs: Number(values.runs) }),
  };
  await benchDynamic(row, { ...options, ...(values.keep && { keep: values.keep }) });
}
