// Mining a trail, in one run on one data set: `npm run bench dynamic`, or node test/bench/dynamic.mjs [--events N] [--runs N] [--keep folder]
// Every engine is a process of its own; a round runs each once, ratios are taken inside a round, and their medians are shown: machines are shared and noisy.
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

const HOOK = `process.on('exit', () => {
  const { user, system } = process.cpuUsage();
  process.stderr.write('\\nmeasured=' + JSON.stringify({ cpu: (user + system) / 1000, kb: process.resourceUsage().maxRSS }) + '\\n');
})`;

/** Wall and CPU milliseconds (of all its threads) and peak resident MB of one process; throws when it fails. */
function once(args) {
  const start = process.hrtime.bigint();
  const { status, stderr } = spawnSync(
    process.execPath,
    ['--import', `data:text/javascript,${encodeURIComponent(HOOK)}`, ...args],
    { encoding: 'utf8', stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const wall = Number(process.hrtime.bigint() - start) / 1e6;
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}: ${stderr.slice(-500)}`);
  // Threads run the hook too; the process's own line is the last and the largest.
  const all = [...stderr.matchAll(/measured=(.*)/g)].map(([, json]) => JSON.parse(json));
  const most = (member) => Math.max(...all.map((one) => one[member]));
  return { wall, cpu: most('cpu'), mb: Math.round(most('kb') / 1024) };
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
    const rounds = [];
    for (let i = 0; i < runs; i++)
      rounds.push(Object.fromEntries(Object.entries(engines).map(([name, args]) => [name, once(args)])));
    // A ratio is taken inside a round, so that both of its processes met the same noise.
    const ratio = (name, base, unit) => median(rounds.map((round) => round[name][unit] / round[base][unit]));
    const of = (name, unit) => median(rounds.map((round) => round[name][unit]));
    const compare = (title, name, base, aim) => {
      const [wall, cpu] = [of(name, 'wall'), of(name, 'cpu')].map((ms) => (ms / 1000).toFixed(1));
      const detail = `${Math.round(events / of(name, 'wall'))}k events/s; ${wall} s, ${cpu} s of CPU; ${base} ${(of(base, 'wall') / 1000).toFixed(1)} s, ${(of(base, 'cpu') / 1000).toFixed(1)} s of CPU`;
      row(`${title}, wall time`, `${ratio(name, base, 'wall').toFixed(2)}×`, aim, detail);
      row(`${title}, CPU`, `${ratio(name, base, 'cpu').toFixed(2)}×`, '', '');
    };
    compare('trail, all roles / gunzip of the same files', 'all', 'gunzip', 'aim ≤ 2×');
    compare('trail, one role / gunzip of the same files', 'one', 'gunzip', 'aim ≤ 1.3×');
    compare('trail, all roles / DuckDB', 'all', 'duckdb', 'aim < 1×');
    const few = once(collect(small)).mb;
    row('peak memory, all roles', `${of('all', 'mb')} MB`, 'aim ≤ 400', `${few} MB for a tenth of the data`);
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
