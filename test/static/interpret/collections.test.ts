import { expect, it } from 'vitest';
import { callsOf } from '../trace-code.js';

it('keeps what a map holds under each key apart, however often it is filled', () => {
  expect(
    callsOf(`import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { SSMProvider } from '@aws-lambda-powertools/parameters/ssm';
const FROM_ENV = ['A', 'B'];
class Config {
  entries = new Map<string, string>();
  ssm = new SSMProvider();
  async init(keys: string[]) {
    for (const key of keys.filter((one) => FROM_ENV.includes(one))) this.entries.set(key, process.env[key]!);
    const names = Object.fromEntries(keys.filter((one) => !FROM_ENV.includes(one)).map((one) => [\`/\${process.env.STACK}/\${one}\`, {}]));
    const found = await this.ssm.getParametersByName(names);
    for (const name of Object.keys(found)) this.entries.set(name.split('/').pop()!, found[name]);
  }
}
const config = new Config();
const keys = ['A', 'C', ...(process.env.LEGACY ? ['B', 'D'] : [])];
const db = new DynamoDBClient({});
export const handler = async () => {
  await config.init(keys);
  await db.send(new GetItemCommand({ TableName: config.entries.get('A'), Key: {} }));
};`).sort(),
  ).toEqual(['dynamodb:GetItem TableName=${A} Key={}', 'ssm:GetParameters Names=[/${STACK}/C,/${STACK}/D]']);
});

it('lists every shape that the items of a list of unknown length have', () => {
  expect(
    callsOf(`import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
const client = new EventBridgeClient({});
export const handler = async (event) => {
  const all = event.batches.map((one) => ({ EventBusName: 'own' }));
  if (event.more) all.push({ EventBusName: 'other' });
  while (all.length > 0) await client.send(new PutEventsCommand({ Entries: all.splice(0, 10) }));
  await client.send(new PutEventsCommand({ Entries: event.entries }));
};`),
  ).toEqual([
    'eventbridge:PutEvents Entries=<event.entries>',
    'eventbridge:PutEvents Entries=[{EventBusName=own},{EventBusName=other}]',
  ]);
});

it.each([
  ['a list', `const held = event.q ? [] : [];`, `held.push('a'); for (const x of held) get(x);`],
  ['a list that may be missing', `let held: any; if (event.q) held = [];`, `held.push('a'); held.forEach(get);`],
  ['a map', `const held = event.q ? new Map() : new Map();`, `held.set('k', 'a'); held.forEach(get);`],
  ['a set', `const held = event.q ? new Set() : new Set();`, `held.add('a'); for (const x of held) get(x);`],
  [
    'a list in one of two classes',
    `const held = event.q ? new One() : new Two();`,
    `held.add('a'); held.list.map(get);`,
  ],
  ['lists that differ', `const held = event.q ? ['a'] : ['a', 'a'];`, `held.map(get);`],
])('adds to whatever it may be: %s', (_name, made, use) => {
  expect(
    callsOf(`import { S3 } from '@aws-sdk/client-s3';
const s3 = new S3({}); const get = (Key: any) => s3.getObject({ Bucket: 'b', Key });
class One { list: string[] = []; add(x: string) { this.list.push(x); } }
class Two { list: string[] = []; add(x: string) { this.list.push(x); } }
export const handler = async (event: any) => { ${made} ${use} };`),
  ).toEqual(['s3:GetObject Bucket=b Key=a']);
});
