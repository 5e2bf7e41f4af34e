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
const start = process.hrtime.bigint();
const catalog = openCatalog();
for (const action of ${JSON.stringify(ACTIONS)}) if (!catalog.action(action)) throw new Error(action);
console.log(Number(process.hrtime.bigint() - start) / 1e6);`;

const parse = `
import { readFileSync } from 'node:fs';
const start = process.hrtime.bigint();
for (const prefix of ${JSON.stringify(SERVICES)}) JSON.parse(readFileSync(${JSON.stringify(`${ROOT}action-catalog/services/`)} + prefix + '.json', 'utf8'));
console.log(Number(process.hrtime.bigint() - start) / 1e6);`;

const median = (script) => {
  const times = Array.from({ length: 7 }, () =>
    Number(execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' })),
  );
  return times.sort((a, b) => a - b)[3];
};

/** Milliseconds of both and their ratio. */
export function benchCatalog() {
  const catalog = median(lookUp);
  const bare = median(parse);
  return { catalog, bare, ratio: catalog / bare };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { catalog, bare, ratio } = benchCatalog();
  console.log(
    `catalog, 12 services cold: ${catalog.toFixed(1)} ms; JSON.parse of the same bytes: ${bare.toFixed(1)} ms; ratio ${ratio.toFixed(1)}`,
  );
}
