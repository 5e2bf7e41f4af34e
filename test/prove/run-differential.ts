// npx tsx test/prove/run-differential.ts [cases=100000] [seed=1]: exits 1 when a case is decided differently here and by iam-simulate.
import { differences } from './differential.js';

const [cases, seed] = [Number(process.argv[2] ?? 100_000), Number(process.argv[3] ?? 1)];
const result = await differences(cases, seed);
console.log(JSON.stringify({ cases, seed, decisions: result.decisions, differences: result.differences.length }));
for (const one of result.differences.slice(0, 5)) console.log(JSON.stringify(one));
process.exitCode = result.differences.length > 0 ? 1 : 0;
