import { describe, expect, it } from 'vitest';
import { callsOf } from '../trace-code.js';

const S3 = `import { S3Client, GetObjectCommand, PutObjectCommand, HeadObjectCommand, DeleteObjectCommand, DeleteBucketCommand } from '@aws-sdk/client-s3';
const s3 = new S3Client({});
`;

describe('over-grants (cases-to-get-right, section 1)', () => {
  it('O1 an unused import grants nothing', () => {
    expect(
      callsOf(`import { S3Client, GetObjectCommand, DeleteObjectCommand } from '@aws-sdk/client-s3';
export const handler = () => new S3Client({}).send(new GetObjectCommand({ Bucket: 'a', Key: 'k' }));`),
    ).toEqual(['s3:GetObject Bucket=a Key=k']);
  });
  it('O2 type-like names and import type grant nothing', () => {
    expect(
      callsOf(
        `import { DeleteTableCommandInput } from '@aws-sdk/client-dynamodb';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
export const describe = (x: DeleteTableCommandInput) => x.TableName;`,
        { handler: 'describe' },
      ),
    ).toEqual([]);
  });
  it('O3 an unused barrel re-export grants nothing', () => {
    expect(
      callsOf({
        'index.ts': `import { ok } from './barrel'; export const handler = () => ok;`,
        'barrel.ts': `export { PublishCommand } from '@aws-sdk/client-sns'; export const ok = 1;`,
      }),
    ).toEqual([]);
  });
  it('O4 dead code and functions never called grant nothing', () => {
    expect(
      callsOf(`${S3}
function never() { return s3.send(new DeleteBucketCommand({ Bucket: 'y' })); }
export const handler = async () => {
  if (false) s3.send(new DeleteBucketCommand({ Bucket: 'x' }));
  return 1;
  s3.send(new DeleteBucketCommand({ Bucket: 'z' }));
};`),
    ).toEqual([]);
  });
  it('O5 the same variable name in another scope', () => {
    expect(
      callsOf(`import { S3 } from '@aws-sdk/client-s3';
function f() { const store = new S3({}); return store.getObject({ Bucket: 'a', Key: 'k' }); }
function g() { const store = new Map(); return (store as any).deleteBucket('x'); }
export const handler = async () => { await f(); g(); };`),
    ).toEqual(['s3:GetObject Bucket=a Key=k']);
  });
  it('O6 a second export that is not the configured handler', () => {
    expect(
      callsOf(`import { DynamoDBClient, GetItemCommand, BatchWriteItemCommand } from '@aws-sdk/client-dynamodb';
const ddb = new DynamoDBClient({});
export const handler = () => ddb.send(new GetItemCommand({ TableName: 't', Key: {} }));
export const batch = () => ddb.send(new BatchWriteItemCommand({ RequestItems: {} }));`),
    ).toEqual(['dynamodb:GetItem TableName=t Key={}']);
  });
  it('O7 a command table with a known key set', () => {
    expect(
      callsOf(`${S3}
const CMDS = { get: GetObjectCommand, put: PutObjectCommand };
export const handler = async (event: any) => { await s3.send(new CMDS[event.op]({ Bucket: 'a', Key: 'k', Body: '' })); };`),
    ).toEqual(['s3:GetObject Bucket=a Key=k Body=', 's3:PutObject Bucket=a Key=k Body=']);
  });
  it('O8 a type-only use of a class does not run its module', () => {
    expect(
      callsOf({
        'index.ts': `import { Store } from './store'; export const handler = (s: Store) => 1;`,
        'store.ts': `${S3} s3.send(new GetObjectCommand({ Bucket: 'top', Key: 'k' })); export class Store {}`,
      }),
    ).toEqual([]);
  });
  it('O9 module top level counts as reached', () => {
    expect(
      callsOf({
        'index.ts': `import { ready } from './store'; export const handler = () => ready;`,
        'store.ts': `${S3} export const ready = s3.send(new GetObjectCommand({ Bucket: 'top', Key: 'k' }));`,
      }),
    ).toEqual(['s3:GetObject Bucket=top Key=k']);
  });
});

describe('misses (section 2)', () => {
  it('M1 comments inside import braces', () => {
    expect(
      callsOf(`import { S3Client, // reads
  GetObjectCommand, /* writes */ PutObjectCommand } from '@aws-sdk/client-s3';
const c = new S3Client({});
export const handler = async () => { await c.send(new GetObjectCommand({ Bucket: 'a', Key: 'k' })); await c.send(new PutObjectCommand({ Bucket: 'b', Key: 'k' })); };`),
    ).toEqual(['s3:GetObject Bucket=a Key=k', 's3:PutObject Bucket=b Key=k']);
  });
  it('M2 every form of require and import', () => {
    expect(
      callsOf(
        {
          'index.js': `const { GetObjectCommand: Get } = require('@aws-sdk/client-s3');
const S3 = require('@aws-sdk/client-s3');
exports.handler = async () => {
  new S3.GetObjectCommand({ Bucket: 'namespace', Key: 'k' });
  new Get({ Bucket: 'renamed', Key: 'k' });
  const { S3Client, HeadObjectCommand } = await import('@aws-sdk/client-s3');
  await new S3Client({}).send(new HeadObjectCommand({ Bucket: 'dynamic', Key: 'k' }));
  await require('./more').run();
};`,
          'more.ts': `import S3x = require('@aws-sdk/client-s3');
import * as lib from '@aws-sdk/client-s3';
import aws, { GetObjectCommand as G } from '@aws-sdk/client-s3';
const { PutObjectCommand: Put } = lib;
export const run = async () => {
  new S3x.GetObjectCommand({ Bucket: 'equals', Key: 'k' });
  new Put({ Bucket: 'destructured', Key: 'k' });
  new lib.S3({}).getObject({ Bucket: 'aggregated', Key: 'k' });
  new G({ Bucket: 'default and named', Key: 'k' });
};`,
        },
        { handler: 'index.js#handler' },
      ),
    ).toEqual([
      's3:GetObject Bucket=aggregated Key=k',
      's3:GetObject Bucket=default and named Key=k',
      's3:GetObject Bucket=equals Key=k',
      's3:GetObject Bucket=namespace Key=k',
      's3:GetObject Bucket=renamed Key=k',
      's3:HeadObject Bucket=dynamic Key=k',
      's3:PutObject Bucket=destructured Key=k',
    ]);
  });
  it('M3 aggregated clients by every way of holding them', () => {
    expect(
      callsOf(`import { S3 } from '@aws-sdk/client-s3';
import { SNS } from '@aws-sdk/client-sns';
import { SQS } from '@aws-sdk/client-sqs';
import { DynamoDB } from '@aws-sdk/client-dynamodb';
import { Tracer } from '@acme/tracer';
const tracer = new Tracer();
const a1 = new S3();
const a2: S3 = new S3({}); const b1 = new S3({}), b2 = 1;
class Repo { ddb = new DynamoDB({}); get() { return this.ddb.getItem({ TableName: 't', Key: {} }); } }
const send = (q: SQS) => q.sendMessage({ QueueUrl: process.env.Q!, MessageBody: '' });
let lazy: S3; const c = () => (lazy ??= new S3({}));
const maybeSns = process.env.ON ? new SNS({}) : undefined;
const traced = tracer.captureAWSv3Client(new SNS({}));
const ddb = new DynamoDB({});
export const handler = async (event: any) => {
  a1.listBuckets();
  a1.getObject({ Bucket: 'callback', Key: 'k' }, (err: any, data: any) => { a1.putObject({ Bucket: 'inside', Key: data.ETag }); });
  a2.getObject({ Bucket: 'annotated', Key: 'k' }); b1.getObject({ Bucket: 'several', Key: 'k' });
  new Repo().get();
  send(event.q);
  c().getObject({ Bucket: 'lazy', Key: 'k' });
  maybeSns?.publish({ TopicArn: 'arn:aws:sns:eu-west-1:1:t', Message: '' });
  traced.publish({ TopicArn: 'traced', Message: '' });
  const put = ddb.putItem.bind(ddb); put({ TableName: 'bound', Item: {} });
};`),
    ).toEqual([
      'dynamodb:GetItem TableName=t Key={}',
      'dynamodb:PutItem TableName=bound Item={}',
      's3:GetObject Bucket=annotated Key=k',
      's3:GetObject Bucket=callback Key=k',
      's3:GetObject Bucket=lazy Key=k',
      's3:GetObject Bucket=several Key=k',
      's3:ListBuckets',
      's3:PutObject Bucket=inside Key=<GetObject().ETag>',
      'sns:Publish TopicArn=arn:aws:sns:eu-west-1:1:t Message=',
      'sns:Publish TopicArn=traced Message=',
      'sqs:SendMessage QueueUrl=${Q} MessageBody=',
    ]);
  });
  it('M4 document client', () => {
    expect(
      callsOf(`import { DynamoDBDocument } from '@aws-sdk/lib-dynamodb'; import { DynamoDB } from '@aws-sdk/client-dynamodb';
const doc = DynamoDBDocument.from(new DynamoDB({}));
export const handler = async () => { await doc.put({ TableName: 't', Item: {} }); await doc.query({ TableName: 't' }); };`),
    ).toEqual(['dynamodb:PutItem TableName=t Item={}', 'dynamodb:Query TableName=t']);
  });
  it('M5 paginators and waiters', () => {
    expect(
      callsOf(`import { S3, S3Client, paginateListObjectsV2 } from '@aws-sdk/client-s3';
import { AutoScalingClient, waitUntilGroupExists } from '@aws-sdk/client-auto-scaling';
const s3 = new S3Client({}); const asg = new AutoScalingClient({}); const aggregated: any = new S3({});
export const handler = async () => {
  for await (const p of paginateListObjectsV2({ client: s3 }, { Bucket: 'a' })) {}
  for await (const p of aggregated.paginateListObjectsV2({ Bucket: 'b' })) {}
  await waitUntilGroupExists({ client: asg, maxWaitTime: 9 }, { AutoScalingGroupNames: ['g'] });
};`),
    ).toEqual([
      'auto-scaling:DescribeAutoScalingGroups AutoScalingGroupNames=[g]',
      's3:ListObjectsV2 Bucket=a',
      's3:ListObjectsV2 Bucket=b',
    ]);
  });
  it('M6 presigners', () => {
    expect(
      callsOf(`${S3}
import { getSignedUrl } from '@aws-sdk/s3-request-presigner'; import { createPresignedPost } from '@aws-sdk/s3-presigned-post';
export const handler = async () => {
  await createPresignedPost(s3, { Bucket: 'a', Key: 'k' });
  await getSignedUrl(s3, new GetObjectCommand({ Bucket: 'a', Key: 'k' }));
};`),
    ).toEqual(['s3:GetObject Bucket=a Key=k', 's3:PutObject Bucket=a Key=k']);
  });
  it('M7 SDK v2', () => {
    expect(
      callsOf(
        {
          'index.js': `const AWS = require('aws-sdk');
const s3 = new AWS.S3();
exports.handler = async () => {
  await s3.getObject({ Bucket: 'a', Key: 'k' }).promise();
  await new AWS.DynamoDB.DocumentClient().get({ TableName: 't', Key: {} }).promise();
  s3.getSignedUrl('getObject', { Bucket: 'b', Key: 'k' });
};`,
        },
        { handler: 'index.js#handler' },
      ),
    ).toEqual(['dynamodb:GetItem TableName=t Key={}', 's3:GetObject Bucket=a Key=k', 's3:GetObject Bucket=b Key=k']);
  });
  it('M8 helper libraries', () => {
    expect(
      callsOf(`import { getParameter } from '@aws-lambda-powertools/parameters/ssm';
export const handler = async () => { await getParameter('/a/b'); };`),
    ).toEqual(['ssm:GetParameter Name=/a/b']);
  });
  it('M9 a wrapper in another file', () => {
    expect(
      callsOf({
        'index.ts': `import { publish } from './aws'; export const handler = async () => { await publish('arn:aws:sns:eu-west-1:1:t', 'hi'); };`,
        'aws.ts': `import { SNSClient, PublishCommand } from '@aws-sdk/client-sns'; const sns = new SNSClient({});
export const publish = (TopicArn: string, Message: string) => sns.send(new PublishCommand({ TopicArn, Message }));`,
      }),
    ).toEqual(['sns:Publish TopicArn=arn:aws:sns:eu-west-1:1:t Message=hi']);
  });
});

describe('language idioms (section 2)', () => {
  const idiom = (body: string, before = '') =>
    callsOf(`${S3}import * as ns from '@aws-sdk/client-sqs'; import { DynamoDB } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocument } from '@aws-sdk/lib-dynamodb'; import middy from 'middy-like';
const ddb = new DynamoDB({}); const doc = DynamoDBDocument.from(ddb);
${before}
export const handler = async (event: any) => { ${body} };`);

  it('I1 container-held client, I2 enum member', () => {
    expect(
      idiom(
        `await clients.get('s3').send(new PutObjectCommand({ Bucket: Out.B, Key: 'z', Body: '' }));`,
        `const clients = new Map<string, any>([['s3', s3]]); enum Out { B = 'out-bucket' }`,
      ),
    ).toEqual(['s3:PutObject Bucket=out-bucket Key=z Body=']);
  });
  it('I3 static singleton and namespace import', () => {
    expect(
      idiom(
        `await Reg.get().sqs.sendMessage({ QueueUrl: process.env.Q, MessageBody: '' });`,
        `class Reg { static i?: Reg; static get() { return (Reg.i ??= new Reg()); } sqs = new ns.SQS({}); }`,
      ),
    ).toEqual(['sqs:SendMessage QueueUrl=${Q} MessageBody=']);
  });
  it('I4 generator', () => {
    expect(
      idiom(
        `for (const x of gen()) await s3.send(x);`,
        `function* gen() { yield new HeadObjectCommand({ Bucket: 'b', Key: 'x' }); }`,
      ),
    ).toEqual(['s3:HeadObject Bucket=b Key=x']);
  });
  it('I5 destructured environment with a default', () => {
    expect(
      idiom(
        `await s3.send(new GetObjectCommand({ Bucket: bucket, Key: 'k' }));`,
        `const { BUCKET: bucket = 'fallback' } = process.env;`,
      ),
    ).toEqual(['s3:GetObject Bucket=${BUCKET?fallback} Key=k']);
  });
  it('I6 two tables out of a map, I7 a joined name, I8 a dispatch table', () => {
    expect(
      idiom(
        `await ops[event.op](event);`,
        `const tables = ['a', 'b'].map((t) => \`\${process.env.PREFIX}-\${t}\`);
const name = (s: string, { stage = process.env.STAGE } = {}) => [process.env.APP, stage, s].join('-');
const ops: Record<string, any> = { create: (e: any) => doc.put({ TableName: tables[0], Item: e }), read: (e: any) => doc.get({ TableName: name('r'), Key: e }), more: (e: any) => doc.get({ TableName: tables[1], Key: e }) };`,
      ),
    ).toEqual([
      'dynamodb:GetItem TableName=${APP}-${STAGE}-r Key=<event>',
      'dynamodb:GetItem TableName=${PREFIX}-b Key=<event>',
      'dynamodb:PutItem TableName=${PREFIX}-a Item=<event>',
    ]);
  });
  it('I9 bind', () => {
    expect(idiom(`const b = s3.send.bind(s3); await b(new GetObjectCommand({ Bucket: 'x', Key: '1' }));`)).toEqual([
      's3:GetObject Bucket=x Key=1',
    ]);
  });
  it('I10 Reflect.apply', () => {
    expect(
      idiom(
        `await Promise.all([1, 2].map(() => Reflect.apply(s3.send, s3, [new GetObjectCommand({ Bucket: 'y', Key: 'r' })])));`,
      ),
    ).toEqual(['s3:GetObject Bucket=y Key=r']);
  });
  it('I11 computed send', () => {
    expect(idiom(`await (s3 as any)['send'](new GetObjectCommand({ Bucket: 'z', Key: 'r' }));`)).toEqual([
      's3:GetObject Bucket=z Key=r',
    ]);
  });
  it('I12 narrowed to a declared union', () => {
    expect(
      idiom(`const m = event.method as 'deleteItem' | 'getItem'; await (ddb as any)[m]({ TableName: 'd' });`),
    ).toEqual(['dynamodb:DeleteItem TableName=d', 'dynamodb:GetItem TableName=d']);
  });
  it('I13 functions inside objects given to packages', () => {
    expect(
      callsOf(`${S3}import middy from 'middy-like';
const core = async (event: any) => { await s3.send(new GetObjectCommand({ Bucket: 'core', Key: event.key })); };
export const handler = middy(core).use({ before: async () => { await s3.send(new HeadObjectCommand({ Bucket: 'mw', Key: 'b' })); } });`),
    ).toEqual(['s3:GetObject Bucket=core Key=<event.key>', 's3:HeadObject Bucket=mw Key=b']);
  });
  it('I14 a generic wrapper', () => {
    expect(
      idiom(
        `await send(new GetObjectCommand({ Bucket: 'g', Key: 'k' }));`,
        `async function send<I, O>(cmd: any) { return s3.send(cmd); }`,
      ),
    ).toEqual(['s3:GetObject Bucket=g Key=k']);
  });
});
