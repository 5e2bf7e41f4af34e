// Ratios in one run, never absolute times: these machines are shared and noisy. `npm run bench [section…]`

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { benchCatalog } from './catalog.mjs';
import { benchDynamic } from './dynamic.mjs';
import { benchProject } from './project.mjs';
import { writeTree } from './tree.mjs';

const REPOSITORY = fileURLToPath(new URL('../../', import.meta.url));
const CLI = join(REPOSITORY, 'bin/iam-tighten.js');
const TYPESCRIPT = join(REPOSITORY, 'node_modules/typescript/lib/typescript.js');
const RUNS = 9;

/** Median wall milliseconds and peak MB of a command, run alternately with its baseline so that both meet the same noise. */
function pair(name, aim, ours, baseline) {
  const [a, b] = [[], []];
  for (let i = 0; i < RUNS; i++) {
    a.push(once(ours));
    b.push(once(baseline));
  }
  const ratio = median(a.map(({ ms }) => ms)) / median(b.map(({ ms }) => ms));
  const memory = Math.max(...a.map(({ mb }) => mb));
  row(
    name,
    `${ratio.toFixed(2)}×`,
    `aim ≤ ${aim}×`,
    `${Math.round(median(a.map(({ ms }) => ms)))} ms against ${Math.round(median(b.map(({ ms }) => ms)))} ms, peak ${memory} MB`,
  );
}

/** One run of a command: wall time, and peak memory as the kernel counts it for waited children. */
function once(args) {
  const script = `
    const start = process.hrtime.bigint();
    const { status } = require('node:child_process').spawnSync(process.execPath, ${JSON.stringify(args)}, { stdio: 'ignore' });
    const ms = Number(process.hrtime.bigint() - start) / 1e6;
    console.log(JSON.stringify({ ms, status }));`;
  const { stdout } = spawnSync(process.execPath, ['-e', script], { encoding: 'utf8' });
  const { ms, status } = JSON.parse(stdout);
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}`);
  return { ms, mb: peakMegabytes(args) };
}

/** Peak resident memory, from GNU time where it is installed; 0 elsewhere. */
function peakMegabytes(args) {
  const { error, stderr } = spawnSync('/usr/bin/time', ['-f', '%M', process.execPath, ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  return error ? 0 : Math.round(Number(stderr.trim().split('\n').at(-1)) / 1024);
}

const median = (values) => values.toSorted((x, y) => x - y)[values.length >> 1];
const row = (...cells) =>
  console.log(`${cells[0].padEnd(44)} ${cells[1].padStart(8)}  ${cells[2].padEnd(12)} ${cells[3]}`);

const folder = mkdtempSync(join(tmpdir(), 'iam-tighten-bench-'));
try {
  const one = join(REPOSITORY, 'samples/s3-image-pipeline');
  const thirty = join(folder, 'thirty');
  const large = join(folder, 'large');
  writeTree(thirty, { functions: 30, files: 132, chain: 4, linesPerFile: 20 });
  writeTree(large, { functions: 1, files: 280, chain: 280, linesPerFile: 180 });
  const typescript = ['-e', `require(${JSON.stringify(TYPESCRIPT)})`];
  const generate = (path) => [CLI, 'generate', path, '-q'];

  console.log(`node ${process.version}; medians of ${RUNS} alternating runs\n`);
  pair('one function / require("typescript")', 1.5, generate(one), typescript);
  pair('30 functions in one project / same', 3, generate(thirty), typescript);
  pair('50,000-line tree / same (peak ≤ 300 MB)', 8, generate(large), typescript);
  pair('--help / node -e 0', 2, [CLI, '--help'], ['-e', '0']);

  console.log();
  const { catalogCpu, bareCpu, ratio } = benchCatalog();
  row(
    '12 services, cold look-up / JSON.parse',
    `${ratio.toFixed(2)}×`,
    'aim < 15 ms',
    `${catalogCpu.toFixed(1)} ms CPU against ${bareCpu.toFixed(1)} ms`,
  );
  await benchProject(row);
  const events = Number(process.env.BENCH_EVENTS ?? 200_000);
  console.log(`\nhistory: ${events} events; BENCH_EVENTS=2000000 for the full set`);
  await benchDynamic(row, { events });
} finally {
  rmSync(folder, { recursive: true, force: true });
}
