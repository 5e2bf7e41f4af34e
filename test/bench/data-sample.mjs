// Writes the history of samples/orders-with-history: node test/bench/data-sample.mjs. Three months of one role, a few calls a day.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { randomFrom } from './data-random.mjs';
import { roleRecord } from './data-records.mjs';

const TRAIL = fileURLToPath(new URL('../../samples/orders-with-history/trail/', import.meta.url));
const ACCOUNT = '111122223333';
const REGION = 'eu-west-1';
const NAME = 'shop-ConfirmOrderRole-1K8QZ3EXAMPLE';
const role = {
  key: 'c0ffee0ddba11',
  app: 'shop-ConfirmOrder',
  account: ACCOUNT,
  region: REGION,
  arn: `arn:aws:iam::${ACCOUNT}:role/${NAME}`,
  deniedShare: 0,
};
const arn = (service, name) => `arn:aws:${service}:${REGION}:${ACCOUNT}:${name}`;
const one = (type, ARN) => JSON.stringify([{ accountId: ACCOUNT, type, ARN }]);
const call = (source, name, parameters, more = {}) => ({
  source,
  name,
  parameters: JSON.stringify(parameters),
  ...more,
});

const TABLE = 'shop-Orders-7T2M';
const BUCKET = 'shop-receipts-9w4c';

/** The calls of one day. `n` counts days from 0. */
function callsOf(n, day) {
  const id = `o-${1000 + n * 7}`;
  const key = `receipts/customer-${String.fromCharCode(97 + (n % 23))}${String.fromCharCode(97 + (n % 7))}/${id}.json`;
  const calls = [
    call(
      'dynamodb',
      'GetItem',
      { tableName: TABLE, key: { pk: id } },
      { category: 'Data', resources: one('AWS::DynamoDB::Table', arn('dynamodb', `table/${TABLE}`)) },
    ),
    call(
      's3',
      'PutObject',
      { bucketName: BUCKET, key },
      {
        category: 'Data',
        resources: JSON.stringify([
          { type: 'AWS::S3::Object', ARN: `arn:aws:s3:::${BUCKET}/${key}` },
          { accountId: ACCOUNT, type: 'AWS::S3::Bucket', ARN: `arn:aws:s3:::${BUCKET}` },
        ]),
      },
    ),
    call('states', 'StartExecution', { stateMachineArn: arn('states', 'stateMachine:shop-fulfilment') }),
    // A layer reads its settings; the code of the function does not show it.
    call('ssm', 'GetParameter', { name: '/shop/feature-flags', withDecryption: false }),
  ];
  if (n % 7 === 2)
    calls.push(
      call('scheduler', 'CreateSchedule', {
        name: `remind-${id}`,
        groupName: 'default',
        target: {
          arn: arn('lambda', 'function:shop-Remind'),
          roleArn: `arn:aws:iam::${ACCOUNT}:role/shop-ReminderRole-5H1JEXAMPLE`,
        },
      }),
    );
  // Until the release of 15 August the function also wrote to a queue.
  if (day < '2026-08-15')
    calls.push(
      call(
        'sqs',
        'SendMessage',
        { queueUrl: `https://sqs.${REGION}.amazonaws.com/${ACCOUNT}/shop-legacy` },
        { category: 'Data', resources: one('AWS::SQS::Queue', arn('sqs', 'shop-legacy')) },
      ),
    );
  if (day === '2026-09-03')
    calls.push(call('secretsmanager', 'GetSecretValue', { secretId: 'billing/api-key' }, { denied: true }));
  return calls;
}

rmSync(TRAIL, { recursive: true, force: true });
const r = randomFrom(20260701);
for (let n = 0; n < 92; n++) {
  const day = new Date(Date.UTC(2026, 6, 1 + n)).toISOString().slice(0, 10);
  const records = callsOf(n, day).map((event, index) =>
    roleRecord({ ...role, deniedShare: event.denied ? 1 : 0 }, event, day, 32_400 + index, {
      ...r,
      chance: (share) => share === 1,
    }).replaceAll(`${role.app}-role`, NAME),
  );
  const stamp = `${day.replaceAll('-', '')}T0905Z_${r.hex(16)}`;
  const file = join(
    TRAIL,
    'AWSLogs',
    ACCOUNT,
    'CloudTrail',
    REGION,
    ...day.split('-'),
    `${ACCOUNT}_CloudTrail_${REGION}_${stamp}.json.gz`,
  );
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, gzipSync(`{"Records":[${records.join(',')}]}`, { level: 9 }));
}
