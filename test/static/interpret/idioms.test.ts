import { describe, expect, it } from 'vitest';
import { callsOf, runCode } from '../trace-code.js';

type Case = readonly [
  name: string,
  code: string | { [file: string]: string },
  calls: readonly string[],
  env?: { [name: string]: string },
];

const CASES: readonly Case[] = [
  [
    'String.raw over a list in an object, as tag functions call it',
    `import { S3 } from '@aws-sdk/client-s3'; const s3 = new S3({});
     const key = (strings, ...values) => String.raw({ raw: strings }, ...values.map(encodeURIComponent));
     const path = (strings, ...values) => String.raw({ raw: strings.raw }, ...values);
     export const handler = async (event) => { await s3.putObject({ Bucket: 'b', Key: key\`users/\${event.id}/a\` }); await s3.getObject({ Bucket: 'b', Key: path\`logs/\${'x'}\` }); };`,
    ['s3:GetObject Bucket=b Key=logs/x', 's3:PutObject Bucket=b Key=users/<event.id>/a'],
  ],
  [
    'a table of settings read by a variable that the deployment sets',
    `import { LambdaClient, InvokeCommand } from '@aws-sdk/client-lambda'; const lambda = new LambdaClient({});
     const settings = { dev: { fn: 'a-dev' }, prod: { fn: 'a-prod' } };
     const stage = process.env.STAGE ?? 'dev';
     export const handler = () => lambda.send(new InvokeCommand({ FunctionName: settings[stage].fn }));`,
    ['lambda:Invoke FunctionName=a-prod'],
    { STAGE: 'prod' },
  ],
  [
    'the same table when nothing sets the variable: every entry',
    `import { LambdaClient, InvokeCommand } from '@aws-sdk/client-lambda'; const lambda = new LambdaClient({});
     const settings = { dev: { fn: 'a-dev' }, prod: { fn: 'a-prod' } };
     export const handler = () => lambda.send(new InvokeCommand({ FunctionName: settings[process.env.STAGE].fn }));`,
    ['lambda:Invoke FunctionName=a-dev|a-prod'],
  ],
  [
    'what a wrapper of another package is called with stands for what it might call',
    `import memoize from 'memoizee'; import { SecretsManager } from '@aws-sdk/client-secrets-manager'; const sm = new SecretsManager({});
     const secret = memoize(async (id) => (await sm.getSecretValue({ SecretId: id })).SecretString, { promise: true });
     export const handler = () => secret('api-key');`,
    ['secrets-manager:GetSecretValue SecretId=api-key'],
  ],
  [
    'a callback that is not called through its wrapper keeps its unknown argument',
    `import { onSecret } from 'somewhere'; import { SecretsManager } from '@aws-sdk/client-secrets-manager'; const sm = new SecretsManager({});
     const load = async (id) => { await sm.getSecretValue({ SecretId: id }); };
     onSecret(load);
     export const handler = () => load('api-key');`,
    ['secrets-manager:GetSecretValue SecretId=<id>', 'secrets-manager:GetSecretValue SecretId=api-key'],
  ],
  [
    'an instance known by its type takes the defaults of its constructor',
    `import { ApolloServer } from '@apollo/server'; import { DynamoDBDocument } from '@aws-sdk/lib-dynamodb'; import { DynamoDB } from '@aws-sdk/client-dynamodb';
     const doc = DynamoDBDocument.from(new DynamoDB({}));
     class Books { constructor(private table = process.env.T) {} all() { return doc.scan({ TableName: this.table }); } }
     interface Context { books: Books }
     const server = new ApolloServer<Context>({ resolvers: { Query: { books: (_: unknown, __: unknown, { books }: Context) => books.all() } } });
     export const handler = server.start({ context: async () => ({ books: new Books() }) });`,
    ['dynamodb:Scan TableName=${T}'],
  ],
  [
    'but any argument where some code gives one',
    `import { ApolloServer } from '@apollo/server'; import { DynamoDBDocument } from '@aws-sdk/lib-dynamodb'; import { DynamoDB } from '@aws-sdk/client-dynamodb';
     const doc = DynamoDBDocument.from(new DynamoDB({}));
     class Books { constructor(private table = process.env.T) {} all() { return doc.scan({ TableName: this.table }); } }
     interface Context { books: Books }
     const server = new ApolloServer<Context>({ resolvers: { Query: { books: (_: unknown, __: unknown, { books }: Context) => books.all() } } });
     export const handler = server.start({ context: async (event) => ({ books: new Books(event.table) }) });`,
    ['dynamodb:Scan TableName=${T}|<table>'],
  ],
  [
    'an interface behind a token: every class that implements it, also one that passes calls on',
    `import { inject, injectable, container } from 'tsyringe'; import { DynamoDBClient } from '@aws-sdk/client-dynamodb'; import { DynamoDBDocumentClient, DeleteCommand } from '@aws-sdk/lib-dynamodb';
     const doc = DynamoDBDocumentClient.from(new DynamoDBClient({}));
     interface Db { remove(table: string): Promise<unknown> }
     class Dynamo implements Db { remove(table: string) { return doc.send(new DeleteCommand({ TableName: table, Key: {} })); } }
     @injectable() class Repository implements Db { constructor(@inject('Db') private db: Db) {} remove(table: string) { return this.db.remove(table); } }
     container.register('Db', { useClass: Dynamo });
     export const handler = () => container.resolve(Repository).remove('users');`,
    ['dynamodb:DeleteItem TableName=users Key={}'],
  ],
  [
    'a proxy whose trap makes the client when a member is read',
    `import { S3 } from '@aws-sdk/client-s3';
     const lazy = (C) => { let made; return new Proxy({}, { get: (_target, name) => { made ??= new C({}); const v = Reflect.get(made, name, made); return typeof v === 'function' ? v.bind(made) : v; } }); };
     const s3 = lazy(S3);
     export const handler = () => s3.headObject({ Bucket: 'b', Key: 'k' });`,
    ['s3:HeadObject Bucket=b Key=k'],
  ],
];

describe('idioms', () => {
  for (const [name, code, calls, env] of CASES)
    it(name, () => {
      expect(callsOf(code, { ...(env && { env }) })).toEqual(calls);
    });

  it('takes no Region from what is told to an emulator', () => {
    const code = `import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb'; const options = {};
      if (process.env.IS_OFFLINE) { options['region'] = 'localhost'; options['endpoint'] = 'http://localhost:4000'; }
      const client = new DynamoDBClient(options); const far = new DynamoDBClient({ region: 'us-gov-west-1' });
      export const handler = async () => { await client.send(new GetItemCommand({ TableName: 'a' })); await far.send(new GetItemCommand({ TableName: 'b' })); };`;
    expect(runCode(code).calls.map(({ region }) => region?.kind)).toEqual([undefined, 'text']);
  });
});
