// A cold look-up of twelve services beside a bare JSON.parse of the same bytes, each in a process of its own: the median of seven.
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const ACTIONS = [
  's3:GetObject',
  'dynamodb:Query',
  'sqs:SendMessage',
  'sns:Publish',
  'events:PutEvents',
  'states:StartExecution',
  'ssm:GetParameter',
  'secretsmanager:GetSecretValue',
  'kms:Decrypt',
  'lambda:InvokeFunction',
  'logs:PutLogEvents',
  'ec2:StartInstances',
];
const SERVICES = ACTIONS.map((action) => action.split(':')[0]);

const lookUp = `
const { openCatalog } = await import(${JSON.stringify(`file://${ROOT}dist/catalog/index.js`)});
const [start, cpu] = [process.hrtime.bigint(), process.cpuUsage()];
const catalog = openCatalog();
for (const action of ${JSON.stringify(ACTIONS)}) if (!catalog.action(action)) throw new Error(action);
const { user, system } = process.cpuUsage(cpu);
console.log(JSON.stringify([Number(process.hrtime.bigint() - start) / 1e6, (user + system) / 1e3]));`;

const parse = `
import { readFileSync } from 'node:fs';
const [start, cpu] = [process.hrtime.bigint(), process.cpuUsage()];
for (const prefix of ${JSON.stringify(SERVICES)}) JSON.parse(readFileSync(${JSON.stringify(`${ROOT}action-catalog/services/`)} + prefix + '.json', 'utf8'));
const { user, system } = process.cpuUsage(cpu);
console.log(JSON.stringify([Number(process.hrtime.bigint() - start) / 1e6, (user + system) / 1e3]));`;

const median = (values) => values.sort((a, b) => a - b)[3];

/** Median wall and processor milliseconds of seven runs; on a busy machine only the second says what the work costs. */
function measure(script) {
  const runs = Array.from({ length: 7 }, () =>
    JSON.parse(execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' })),
  );
  return { wall: median(runs.map(([wall]) => wall)), cpu: median(runs.map(([, cpu]) => cpu)) };
}

/** Milliseconds of both, by the clock and of the processor, and the ratio of the latter. */
export function benchCatalog() {
  const catalog = measure(lookUp);
  const bare = measure(parse);
  return {
    catalog: catalog.wall,
    bare: bare.wall,
    catalogCpu: catalog.cpu,
    bareCpu: bare.cpu,
    ratio: catalog.cpu / bare.cpu,
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { catalog, bare, catalogCpu, bareCpu, ratio } = benchCatalog();
  console.log(
    `catalog, 12 services cold: ${catalog.toFixed(1)} ms (cpu ${catalogCpu.toFixed(1)}); JSON.parse of the same bytes: ${bare.toFixed(1)} ms (cpu ${bareCpu.toFixed(1)}); ratio ${ratio.toFixed(1)}`,
  );
}
