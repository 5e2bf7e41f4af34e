import { describe, expect, it } from 'vitest';
import { LIBRARIES } from '../../../src/static/libraries/index.js';
import { callsOf, openEntriesOf, trace } from '../trace-helper.js';

/** Name, code, and every call it makes. */
const CASES: readonly (readonly [name: string, code: string, calls: readonly string[]])[] = [
  [
    'powertools parameters, functions and providers',
    `import { getParameter, getParameters, getParametersByName, setParameter, SSMProvider } from '@aws-lambda-powertools/parameters/ssm';
     import { getSecret, SecretsProvider } from '@aws-lambda-powertools/parameters/secrets';
     import { getAppConfig } from '@aws-lambda-powertools/parameters/appconfig';
     import { DynamoDBProvider } from '@aws-lambda-powertools/parameters/dynamodb';
     const ssm = new SSMProvider({ clientConfig: { region: 'us-east-1' } });
     export const handler = async () => {
       await getParameter('/a/b', { decrypt: true });
       await getParameters('/path', { recursive: true });
       await getParametersByName({ '/x': {}, '/y': { decrypt: true } });
       await setParameter('/w', { value: '1' });
       await ssm.get('/p');
       await getSecret('s');
       await new SecretsProvider().get('t');
       await getAppConfig('flags', { application: 'app', environment: 'env' });
       await new DynamoDBProvider({ tableName: process.env.T }).getMultiple('k');
     };`,
    [
      'appconfigdata:GetLatestConfiguration {ApplicationIdentifier:app,EnvironmentIdentifier:env,ConfigurationProfileIdentifier:flags}',
      'appconfigdata:StartConfigurationSession {ApplicationIdentifier:app,EnvironmentIdentifier:env,ConfigurationProfileIdentifier:flags}',
      'dynamodb:Query {TableName:${env:T}}',
      'secrets-manager:GetSecretValue {SecretId:s}',
      'secrets-manager:GetSecretValue {SecretId:t}',
      'ssm:GetParameter {Name:/a/b,WithDecryption:true}',
      'ssm:GetParameter {Name:/p} region=us-east-1',
      'ssm:GetParameter {Name:/y,WithDecryption:true}',
      'ssm:GetParameters {Names:[/x,/y]}',
      'ssm:GetParametersByPath {Path:/path,Recursive:true}',
      'ssm:PutParameter {Name:/w}',
    ],
  ],
  [
    'powertools idempotency as wrapper: only when the wrapped function runs',
    `import { makeIdempotent } from '@aws-lambda-powertools/idempotency';
     import { DynamoDBPersistenceLayer } from '@aws-lambda-powertools/idempotency/dynamodb';
     const persistenceStore = new DynamoDBPersistenceLayer({ tableName: process.env.T });
     const unused = makeIdempotent(async () => {}, { persistenceStore: new DynamoDBPersistenceLayer({ tableName: 'unused' }) });
     export const handler = makeIdempotent(async (event) => event, { persistenceStore });`,
    ['dynamodb:DeleteItem', 'dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'].map(
      (one) => `${one} {TableName:\${env:T}}`,
    ),
  ],
  [
    'powertools idempotency as middleware: only of this handler',
    `import middy from '@middy/core';
     import { makeHandlerIdempotent } from '@aws-lambda-powertools/idempotency/middleware';
     import { DynamoDBPersistenceLayer } from '@aws-lambda-powertools/idempotency/dynamodb';
     export const handler = middy(async () => {}).use(makeHandlerIdempotent({ persistenceStore: new DynamoDBPersistenceLayer({ tableName: 'mine' }) }));
     export const other = middy(async () => {}).use(makeHandlerIdempotent({ persistenceStore: new DynamoDBPersistenceLayer({ tableName: 'other' }) }));`,
    ['dynamodb:DeleteItem', 'dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'].map(
      (one) => `${one} {TableName:mine}`,
    ),
  ],
  [
    'powertools batch runs the record handler with the records',
    `import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
     import { SQS } from '@aws-sdk/client-sqs';
     const sqs = new SQS({});
     const record = async (one) => { await sqs.sendMessage({ QueueUrl: 'q', MessageBody: one.body }); };
     export const handler = async (event, context) => processPartialResponse(event, record, new BatchProcessor(EventType.SQS), { context });`,
    ['sqs:SendMessage {QueueUrl:q,MessageBody:*}'],
  ],
  [
    'middlewares of middy before version 1',
    `const middy = require('middy');
     const { ssm, secretsManager, jsonBodyParser } = require('middy/middlewares');
     module.exports.handler = middy(async () => {}).use(jsonBodyParser())
       .use(ssm({ names: { A: '/x/a' }, paths: { P: '/y' }, awsSdkOptions: { region: 'us-east-1' } }))
       .use(secretsManager({ secrets: { s: 'prod/db' } }));`,
    [
      'secrets-manager:GetSecretValue {SecretId:prod/db}',
      'ssm:GetParameters {Names:[/x/a],WithDecryption:true} region=us-east-1',
      'ssm:GetParametersByPath {Path:/y,Recursive:true,WithDecryption:true} region=us-east-1',
    ],
  ],
  [
    'every AWS middleware of middy',
    `import middy from '@middy/core'; import sts from '@middy/sts'; import s3 from '@middy/s3'; import dynamodb from '@middy/dynamodb';
     import rdsSigner from '@middy/rds-signer'; import appconfig from '@middy/appconfig'; import wsResponse from '@middy/ws-response';
     import ssm from '@middy/ssm'; import secretsManager from '@middy/secrets-manager'; import serviceDiscovery from '@middy/service-discovery';
     import httpErrorHandler from '@middy/http-error-handler'; import { SNS } from '@aws-sdk/client-sns';
     export const handler = middy()
       .use(sts({ fetchData: { role: { RoleArn: 'arn:aws:iam::2:role/x' } } }))
       .use([s3({ fetchData: { o: { Bucket: 'b', Key: 'k' } } }), dynamodb({ fetchData: { i: { TableName: 't', Key: {} } } })])
       .use(rdsSigner({ fetchData: { t: { hostname: 'h', username: 'u', port: 1 } } }))
       .use(appconfig({ fetchData: { c: { Application: 'a', Environment: 'e', Configuration: 'c' } } }))
       .use(wsResponse({ awsClientOptions: { endpoint: 'https://x' } }))
       .use(ssm({ fetchData: { a: '/x', all: '/dir/' } })).use(ssm({ fetchData: { a: '/other' }, awsClientAssumeRole: 'role' }))
       .use(secretsManager({ fetchData: { s: process.env.SECRET }, fetchRotationDate: true }))
       .use(serviceDiscovery({ fetchData: { d: { NamespaceName: 'n', ServiceName: 's' } } }))
       .use(httpErrorHandler())
       .before(async () => { await new SNS({}).publish({ TopicArn: 'before', Message: '' }); })
       .handler(async () => {});`,
    [
      'apigatewaymanagementapi:PostToConnection {ConnectionId:*} endpoint=https://x',
      'appconfigdata:GetLatestConfiguration {ApplicationIdentifier:a,EnvironmentIdentifier:e,ConfigurationProfileIdentifier:c}',
      'appconfigdata:StartConfigurationSession {ApplicationIdentifier:a,EnvironmentIdentifier:e,ConfigurationProfileIdentifier:c}',
      'dynamodb:GetItem {TableName:t}',
      'rds-signer:Connect {hostname:h,port:1,username:u}',
      's3:GetObject {Bucket:b,Key:k}',
      'secrets-manager:DescribeSecret {SecretId:${env:SECRET}}',
      'secrets-manager:GetSecretValue {SecretId:${env:SECRET}}',
      'servicediscovery:DiscoverInstances {NamespaceName:n,ServiceName:s}',
      'sns:Publish {TopicArn:before,Message:}',
      'ssm:GetParameters {Names:[/other],WithDecryption:true} other',
      'ssm:GetParameters {Names:[/x],WithDecryption:true}',
      'ssm:GetParametersByPath {Path:/dir/,Recursive:true,WithDecryption:true}',
      'sts:AssumeRole {RoleArn:arn:aws:iam::2:role/x}',
    ],
  ],
  [
    'X-Ray gives clients and namespaces back and runs what it measures',
    `const AWSXRay = require('aws-xray-sdk'); const AWS = AWSXRay.captureAWS(require('aws-sdk')); const s3 = AWSXRay.captureAWSClient(new AWS.S3());
     exports.handler = async () => {
       AWSXRay.captureAsyncFunc('x', async (segment) => { await s3.getObject({ Bucket: 'a', Key: 'k' }).promise(); segment.close(); });
       await new AWS.SQS().sendMessage({ QueueUrl: 'q', MessageBody: '' }).promise();
     };`,
    ['s3:GetObject {Bucket:a,Key:k}', 'sqs:SendMessage {QueueUrl:q,MessageBody:}'],
  ],
  [
    'monitoring wrappers give the handler back',
    `const Sentry = require('@sentry/serverless'); const { datadog } = require('datadog-lambda-js'); const lumigo = require('@lumigo/tracer')({ token: 'x' });
     const { SNS } = require('@aws-sdk/client-sns'); const sns = new SNS({});
     exports.handler = Sentry.AWSLambda.wrapHandler(datadog(lumigo.trace(async (event) => { await sns.publish({ TopicArn: 't', Message: event.body }); })));`,
    ['sns:Publish {TopicArn:t,Message:*}'],
  ],
  [
    'electrodb entities, batches, indexes, transactions and collections',
    `import { Entity, Service } from 'electrodb'; import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
     const client = new DynamoDBClient({}); const table = process.env.TABLE;
     const Tasks = new Entity({ model: {}, attributes: {}, indexes: { primary: { pk: {} }, byOwner: { index: 'gsi1', pk: {} } } }, { client, table });
     const Users = new Entity({ model: {}, table: 'users', indexes: { primary: {} } }, { client });
     const app = new Service({ Tasks, Users }, { client, table });
     export const handler = async (event) => {
       await Tasks.get({ id: event.id }).go(); await Tasks.get([{ id: '1' }, { id: '2' }]).go(); await Tasks.put([{ id: '1' }]).go();
       await Tasks.create({}).go(); await Tasks.update({ id: '1' }).set({ a: 1 }).where((a, o) => o.eq(a.x, 1)).go();
       await Tasks.query.byOwner({ owner: 'x' }).begins({}).go(); await Tasks.query.primary({}).go(); await Tasks.scan.go();
       await Users.remove({ id: '1' }).go();
       await app.transaction.write(({ Tasks, Users }) => [Tasks.delete({}).commit(), Users.check({ id: '1' }).commit()]).go();
       await app.collections.mine({ owner: 'x' }).go(); await app.entities.Users.upsert({}).go();
       Users.get({ id: '1' }).params();
     };`,
    [
      'dynamodb:BatchGetItem {RequestItems:{[${env:TABLE}]:{}}}',
      'dynamodb:BatchWriteItem {RequestItems:{[${env:TABLE}]:{}}}',
      'dynamodb:DeleteItem {TableName:${env:TABLE}}',
      'dynamodb:DeleteItem {TableName:users}',
      'dynamodb:GetItem {TableName:${env:TABLE}}',
      'dynamodb:PutItem {TableName:${env:TABLE}}',
      'dynamodb:Query {TableName:${env:TABLE},IndexName:*}',
      'dynamodb:Query {TableName:${env:TABLE},IndexName:gsi1}',
      'dynamodb:Query {TableName:${env:TABLE}}',
      'dynamodb:Scan {TableName:${env:TABLE}}',
      'dynamodb:TransactWriteItems {TransactItems:[{ConditionCheck:{TableName:users}}]}',
      'dynamodb:UpdateItem {TableName:${env:TABLE}}',
      'dynamodb:UpdateItem {TableName:users}',
    ],
  ],
  [
    'dynamodb-toolbox, commands and transactions',
    `import { Table, Entity, GetItemCommand, PutItemCommand, QueryCommand, UpdateItemCommand, PutTransaction, ConditionCheck, BatchGetRequest } from 'dynamodb-toolbox';
     import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'; import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
     const documentClient = DynamoDBDocumentClient.from(new DynamoDBClient({ region: 'eu-west-1' }));
     const T = new Table({ name: 'T', documentClient }); const E = new Entity({ name: 'E', table: T, schema: {} });
     export const handler = async () => {
       await E.build(GetItemCommand).key({ id: '1' }).send(); await new PutItemCommand(E, {}).options({}).send();
       await T.build(QueryCommand).query({ partition: 'p', index: 'gsi1' }).entities(E).send(); E.build(UpdateItemCommand).item({}).params();
       E.build(PutTransaction).item({}); E.build(ConditionCheck).key({}); E.build(BatchGetRequest).key({});
     };`,
    [
      'dynamodb:BatchGetItem {RequestItems:{T:{}}} region=eu-west-1',
      'dynamodb:GetItem {TableName:T} region=eu-west-1',
      'dynamodb:PutItem {TableName:T} region=eu-west-1',
      'dynamodb:Query {TableName:T,IndexName:gsi1} region=eu-west-1',
      'dynamodb:TransactWriteItems {TransactItems:[{ConditionCheck:{TableName:T}}]} region=eu-west-1',
    ],
  ],
  [
    'dynamodb-toolbox of version 0',
    `import { Table, Entity } from 'dynamodb-toolbox'; const T = new Table({ name: 'T', DocumentClient: x }); const E = new Entity({ name: 'E', table: T });
     export const handler = async () => { await E.get({ id: 1 }); await E.query('pk', { index: 'g' }); await T.scan(); };`,
    ['dynamodb:GetItem {TableName:T}', 'dynamodb:Query {TableName:T,IndexName:g}', 'dynamodb:Scan {TableName:T}'],
  ],
  [
    'dynamoose models, instances and transactions; a look at the table unless it is switched off',
    `import * as dynamoose from 'dynamoose';
     const Cat = dynamoose.model('Cat', {}); const Dog = dynamoose.model('Dog', {}, { create: false, waitForActive: { enabled: false } });
     export const handler = async () => {
       await new Cat({ id: 1 }).save(); const dog = await Dog.get(1); await dog.delete(); await Dog.query('a').eq(1).exec();
       await dynamoose.transaction([Dog.transaction.update({}), Dog.transaction.condition(1, {})]);
     };`,
    [
      'dynamodb:DeleteItem {TableName:Dog}',
      'dynamodb:DescribeTable {TableName:Cat}',
      'dynamodb:GetItem {TableName:Dog}',
      'dynamodb:PutItem {TableName:Cat}',
      'dynamodb:Query {TableName:Dog,IndexName:*}',
      'dynamodb:TransactWriteItems {TransactItems:[{ConditionCheck:{TableName:Dog}}]}',
      'dynamodb:UpdateItem {TableName:Dog}',
    ],
  ],
  [
    'mappers whose table is named elsewhere',
    `import { DataMapper } from '@aws/dynamodb-data-mapper'; import { getEntityManager } from '@typedorm/core';
     const mapper = new DataMapper({ client: x });
     export const handler = async () => { await mapper.put(a); for await (const one of mapper.query(A, {}, { indexName: 'g' })) {} await getEntityManager().findOne(A, {}); };`,
    ['dynamodb:GetItem {TableName:*}', 'dynamodb:PutItem {TableName:*}', 'dynamodb:Query {TableName:*,IndexName:g}'],
  ],
  [
    'queue helpers',
    `import { Consumer } from 'sqs-consumer'; import { Producer } from 'sqs-producer';
     export const handler = async () => {
       Consumer.create({ queueUrl: process.env.Q, handleMessage: async () => {} }).start();
       await Producer.create({ queueUrl: 'out' }).send([]);
     };`,
    [
      'sqs:DeleteMessage {QueueUrl:${env:Q}}',
      'sqs:ReceiveMessage {QueueUrl:${env:Q}}',
      'sqs:SendMessageBatch {QueueUrl:out}',
    ],
  ],
  [
    'database tokens',
    `import { Signer } from '@aws-sdk/rds-signer'; import { DsqlSigner } from '@aws-sdk/dsql-signer';
     export const handler = async () => {
       await new Signer({ hostname: 'h', port: 3306, username: 'app' }).getAuthToken();
       await new DsqlSigner({ hostname: 'd' }).getDbConnectAdminAuthToken();
     };`,
    ['dsql-signer:DbConnectAdmin {hostname:d}', 'rds-signer:Connect {hostname:h,port:3306,username:app}'],
  ],
  [
    'the AWS Encryption SDK',
    `import { buildClient, KmsKeyringNode } from '@aws-crypto/client-node'; const { encrypt, decrypt } = buildClient();
     const keyring = new KmsKeyringNode({ generatorKeyId: process.env.KEY, keyIds: ['second'] });
     export const handler = async (event) => { await encrypt(keyring, 'x'); await decrypt(keyring, event.x); };`,
    [
      'kms:Decrypt {KeyId:${env:KEY}}',
      'kms:Decrypt {KeyId:second}',
      'kms:Encrypt {KeyId:second}',
      'kms:GenerateDataKey {KeyId:${env:KEY}}',
    ],
  ],
  [
    'nodemailer over SES, and not over SMTP',
    `import nodemailer from 'nodemailer'; import * as aws from '@aws-sdk/client-ses'; import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
     const one = nodemailer.createTransport({ SES: { ses: new aws.SES({}), aws } }); const smtp = nodemailer.createTransport({ host: 'x' });
     const two = nodemailer.createTransport({ SES: { sesClient: new SESv2Client({}), SendEmailCommand } });
     export const handler = async () => { await one.sendMail({ from: 'a@b.c' }); await smtp.sendMail({ from: 's@b.c' }); await two.sendMail({ from: 'd@e.f' }); };`,
    ['ses:SendRawEmail {Source:a@b.c}', 'sesv2:SendEmail {FromEmailAddress:d@e.f,Content:{Raw:{}}}'],
  ],
  [
    'the Data API client',
    `const data = require('data-api-client')({ secretArn: process.env.SECRET, resourceArn: process.env.CLUSTER });
     exports.handler = async () => { await data.query('select 1'); };`,
    [
      'rds-data:BatchExecuteStatement {resourceArn:${env:CLUSTER},secretArn:${env:SECRET}}',
      'rds-data:ExecuteStatement {resourceArn:${env:CLUSTER},secretArn:${env:SECRET}}',
    ],
  ],
  [
    'callbacks over lists, and promises by bluebird',
    `import _ from 'lodash'; import pMap from 'p-map'; import pLimit from 'p-limit'; import Bluebird from 'bluebird'; import AWS from 'aws-sdk';
     const s3 = Bluebird.promisifyAll(new AWS.S3()); const limit = pLimit(2);
     const get = (Bucket) => s3.getObjectAsync({ Bucket, Key: 'k' });
     export const handler = async () => {
       _.map(['a'], get); _.each(['b'], get); await pMap(['c'], get); await Bluebird.map(['d'], get); await limit(get, 'e'); await limit(() => get('f'));
       const keep = await pMap(['g'], (one) => 'in-' + one); for (const one of keep) await get(one);
       for (const list of _.chunk(['h'], 25)) await Promise.all(list.map(get));
     };`,
    ['a', 'b', 'c', 'd', 'e', 'f', 'h', 'in-g'].map((one) => `s3:GetObject {Bucket:${one},Key:k}`),
  ],
  [
    'loggers that write to CloudWatch Logs, and database tokens by another name',
    `import WinstonCloudWatch from 'winston-cloudwatch'; import { Signer } from 'aws-sdk-js-v3-rds-signer';
     const transport = new WinstonCloudWatch({ logGroupName: 'g', logStreamName: process.env.S, ensureLogGroup: false });
     export const handler = async () => { await new Signer({ hostname: 'h', username: 'u' }).getAuthToken(); };`,
    [
      'cloudwatch-logs:CreateLogStream {logGroupName:g,logStreamName:${env:S}}',
      'cloudwatch-logs:DescribeLogStreams {logGroupName:g,logStreamName:${env:S}}',
      'cloudwatch-logs:PutLogEvents {logGroupName:g,logStreamName:${env:S}}',
      'rds-signer:Connect {hostname:h,username:u}',
    ],
  ],
  [
    'uploads from forms',
    `import multer from 'multer'; import multerS3 from 'multer-s3'; import { S3Client } from '@aws-sdk/client-s3';
     export const handler = async () => { multer({ storage: multerS3({ s3: new S3Client({}), bucket: process.env.B, acl: 'public-read' }) }); };`,
    [
      's3:AbortMultipartUpload {Bucket:${env:B},Key:*}',
      's3:DeleteObject {Bucket:${env:B},Key:*}',
      's3:PutObject {Bucket:${env:B},Key:*,ACL:public-read}',
    ],
  ],
];

describe('packages that call AWS for you', () => {
  it.each(CASES)('%s', (_name, code, calls) => {
    const result = trace(code);
    expect([...new Set(callsOf(result))]).toEqual(calls);
    expect(openEntriesOf(result)).toEqual([]);
  });

  it('report what they sign by hand', () => {
    const result = trace(`import { SignatureV4 } from '@smithy/signature-v4'; import aws4 from 'aws4';
      export const handler = async () => {
        await new SignatureV4({ service: 'execute-api' }).sign({});
        aws4.sign({ service: 'es' });
      };`);
    expect(callsOf(result)).toEqual([]);
    expect(openEntriesOf(result)).toEqual(['unresolved-operation 3', 'unresolved-operation 4']);
  });

  it('each say where their behaviour is documented', () => {
    expect(LIBRARIES.filter((one) => !/^https:\/\/[\w.-]+\//.test(one.source))).toEqual([]);
    const names = LIBRARIES.flatMap((one) => one.packages);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });
});
