import { describe, expect, it } from 'vitest';
import { callsOf, openEntriesOf, trace } from '../trace-helper.js';

const V3 = `import { S3Client, S3, GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { STSClient, AssumeRoleCommand } from '@aws-sdk/client-sts';
import * as providers from '@aws-sdk/credential-providers';
`;
const GET = `${V3}const get = (Bucket) => new GetObjectCommand({ Bucket, Key: 'k' });\n`;
const inHandler = (body: string, before = GET): string =>
  `${before}export const handler = async (event) => { ${body} };`;

type Case = readonly [name: string, code: string, calls: readonly string[], open?: readonly string[]];

const CASES: readonly Case[] = [
  [
    'one command sent as the own role and as another is two calls',
    inHandler(`const command = get('a'); await new S3Client({}).send(command);
      await new S3Client({ credentials: providers.fromTemporaryCredentials({ params: { RoleArn: 'r' } }) }).send(command);`),
    ['s3:GetObject {Bucket:a,Key:k}', 's3:GetObject {Bucket:a,Key:k} other', 'sts:AssumeRole {RoleArn:r}'],
  ],
  [
    'credentials of an assumed role, passed on by hand',
    inHandler(`const { Credentials: c } = await new STSClient({}).send(new AssumeRoleCommand({ RoleArn: process.env.ROLE, RoleSessionName: 's' }));
      const s3 = new S3Client({ credentials: { accessKeyId: c!.AccessKeyId!, secretAccessKey: c!.SecretAccessKey!, sessionToken: c!.SessionToken } });
      await s3.send(get('a'));`),
    ['s3:GetObject {Bucket:a,Key:k} other', 'sts:AssumeRole {RoleArn:${env:ROLE},RoleSessionName:s}'],
  ],
  [
    'credentials from the event, keys from the environment, profiles and identity pools',
    inHandler(`await new S3Client({ credentials: event.credentials }).send(get('event'));
      await new S3Client({ credentials: { accessKeyId: process.env.KEY, secretAccessKey: process.env.SECRET } }).send(get('keys'));
      await new S3Client({ credentials: providers.fromIni({ profile: 'p' }) }).send(get('profile'));
      await new S3Client({ credentials: providers.fromCognitoIdentityPool({ identityPoolId: 'x' }) }).send(get('pool'));`),
    ['event', 'keys', 'pool', 'profile'].map((bucket) => `s3:GetObject {Bucket:${bucket},Key:k} other`),
  ],
  [
    "the own role by any name: default chain, Lambda's variables, a choice that may be unset",
    inHandler(`await new S3Client({ credentials: providers.fromNodeProviderChain() }).send(get('chain'));
      await new S3Client({ credentials: providers.fromEnv() }).send(get('env'));
      await new S3Client({ credentials: { accessKeyId: process.env.AWS_ACCESS_KEY_ID, secretAccessKey: process.env.AWS_SECRET_ACCESS_KEY } }).send(get('own'));
      await new S3Client({ credentials: event.x ? providers.fromIni() : undefined }).send(get('choice'));
      const options: any = {}; if (process.env.LOCAL) options.credentials = { accessKeyId: process.env.KEY, secretAccessKey: 's' };
      await new S3Client(options).send(get('condition'));`),
    ['chain', 'choice', 'condition', 'env', 'own'].map((bucket) => `s3:GetObject {Bucket:${bucket},Key:k}`),
  ],
  [
    "regions and endpoints: the function's own region and emulators say nothing",
    inHandler(`await new S3Client({ region: 'us-east-1' }).send(get('other'));
      await new S3Client({ region: process.env.AWS_REGION }).send(get('own'));
      await new S3Client({ endpoint: 'http://localhost:4566', credentials: { accessKeyId: 'x', secretAccessKey: 'y' } }).send(get('local'));
      await new S3Client({ endpoint: 'https://s3.example.com' }).send(get('custom'));`),
    [
      's3:GetObject {Bucket:custom,Key:k} endpoint=https://s3.example.com',
      's3:GetObject {Bucket:local,Key:k}',
      's3:GetObject {Bucket:other,Key:k} region=us-east-1',
      's3:GetObject {Bucket:own,Key:k}',
    ],
  ],
  [
    'an input changed between building and sending',
    inHandler(
      `const params: any = { Bucket: 'a' }; const command = new GetObjectCommand(params); params.Key = 'late'; await new S3Client({}).send(command);
      const other = new PutObjectCommand({ Bucket: 'b', Key: 'k' }); other.input.ACL = 'public-read'; await new S3Client({}).send(other);`,
      V3,
    ),
    ['s3:GetObject {Bucket:a,Key:late}', 's3:PutObject {Bucket:b,Key:k,ACL:public-read}'],
  ],
  [
    'classes derived from clients and commands',
    inHandler(
      `await new Store({}).send(get('client')); await new Files().read('files'); await new S3Client({}).send(new Read({ Bucket: 'command', Key: 'k' }));`,
      `${GET}class Store extends S3Client {} class Read extends GetObjectCommand {}
       class Files extends S3 { constructor() { super({ region: 'us-east-1' }); } read(Bucket) { return this.getObject({ Bucket, Key: 'k' }); } }\n`,
    ),
    [
      's3:GetObject {Bucket:client,Key:k}',
      's3:GetObject {Bucket:command,Key:k}',
      's3:GetObject {Bucket:files,Key:k} region=us-east-1',
    ],
  ],
  [
    'enums of a client package',
    inHandler(
      `await new S3Client({}).send(new PutObjectCommand({ Bucket: 'b', Key: 'k', ACL: ObjectCannedACL.private, ServerSideEncryption: ServerSideEncryption.aws_kms, StorageClass: StorageClass.STANDARD_IA }));`,
      `${V3}import { ObjectCannedACL, ServerSideEncryption, StorageClass } from '@aws-sdk/client-s3';\n`,
    ),
    ['s3:PutObject {Bucket:b,Key:k,ACL:private,ServerSideEncryption:aws:kms,StorageClass:STANDARD_IA}'],
  ],
  [
    'a signed POST with fields, a signed URL with the signing client',
    inHandler(
      `await createPresignedPost(new S3Client({}), { Bucket: 'p', Key: 'k', Fields: { acl: 'private', tagging: '<x/>' }, Conditions: [] });
      await getSignedUrl(new S3Client({ region: 'us-east-1' }), get('u'), { expiresIn: 5 });`,
      `${GET}import { createPresignedPost } from '@aws-sdk/s3-presigned-post'; import { getSignedUrl } from '@aws-sdk/s3-request-presigner';\n`,
    ),
    ['s3:GetObject {Bucket:u,Key:k} region=us-east-1', 's3:PutObject {Bucket:p,Key:k,ACL:private,Tagging:<x/>}'],
  ],
  [
    'lib-storage: abort unless parts stay, tagging only with tags',
    inHandler(
      `const client = new S3Client({}); await new Upload({ client, params: { Bucket: 'a', Key: 'k' } }).done();
      await new Upload({ client, params: { Bucket: 'b', Key: 'k' }, tags: [{ Key: 't', Value: 'v' }], leavePartsOnError: true }).done();`,
      `${V3}import { Upload } from '@aws-sdk/lib-storage';\n`,
    ),
    [
      's3:AbortMultipartUpload {Bucket:a,Key:k}',
      's3:PutObject {Bucket:a,Key:k}',
      's3:PutObject {Bucket:b,Key:k}',
      's3:PutObjectTagging {Bucket:b,Key:k,Tagging:{TagSet:[{Key:t,Value:v}]}}',
    ],
  ],
  [
    'what the catalog does not know is reported, never guessed',
    `${V3}const any: any = new S3({});
     import { FlyCommand } from '@aws-sdk/client-s3';
     export const handler = async (event) => {
       any.flyToTheMoon({});
       await new S3Client({}).send(new FlyCommand({}));
       await new S3Client({}).send(event.command);
       await (new S3Client({}) as any).getObject({ Bucket: 'b', Key: 'k' });
       await any[event.method]({ Bucket: 'b' });
     };`,
    [],
    [7, 8, 9, 10, 11].map((line) => `unresolved-operation ${line}`),
  ],
  [
    'version 2: every way to send',
    `const AWS = require('aws-sdk'); const s3 = new AWS.S3({ region: 'us-east-1' });
     exports.handler = async () => {
       await s3.getObject({ Bucket: 'promise', Key: 'k' }).promise();
       s3.getObject({ Bucket: 'send', Key: 'k' }).send((error, data) => s3.headObject({ Bucket: 'nested', Key: 'k' }).promise());
       s3.getObject({ Bucket: 'on', Key: 'k' }).on('success', () => {}).send();
       s3.getObject({ Bucket: 'stream', Key: 'k' }).createReadStream().pipe(process.stdout);
       s3.listObjectsV2({ Bucket: 'pages' }).eachPage(() => true);
       s3.makeRequest('putObject', { Bucket: 'make', Key: 'k' }, () => {});
       await s3.waitFor('objectExists', { Bucket: 'wait', Key: 'k' }).promise();
       s3.getSignedUrl('putObject', { Bucket: 'signed', Key: 'k' }); await s3.getSignedUrlPromise('getObject', { Bucket: 'signed', Key: 'k' });
       s3.listBuckets(() => {});
       s3.deleteObject({ Bucket: 'only built', Key: 'k' });
     };`,
    [
      's3:DeleteObject {Bucket:only built,Key:k} constructed region=us-east-1',
      's3:GetObject {Bucket:on,Key:k} region=us-east-1',
      's3:GetObject {Bucket:promise,Key:k} region=us-east-1',
      's3:GetObject {Bucket:send,Key:k} region=us-east-1',
      's3:GetObject {Bucket:signed,Key:k} region=us-east-1',
      's3:GetObject {Bucket:stream,Key:k} region=us-east-1',
      's3:HeadObject {Bucket:nested,Key:k} region=us-east-1',
      's3:HeadObject {Bucket:wait,Key:k} region=us-east-1',
      's3:ListBuckets {} region=us-east-1',
      's3:ListObjectsV2 {Bucket:pages} region=us-east-1',
      's3:PutObject {Bucket:make,Key:k} region=us-east-1',
      's3:PutObject {Bucket:signed,Key:k} region=us-east-1',
    ],
  ],
  [
    'version 2: deep imports, DocumentClient, bound parameters, managed uploads',
    `import S3 from 'aws-sdk/clients/s3'; import { DocumentClient } from 'aws-sdk/clients/dynamodb'; import * as AWS from 'aws-sdk';
     const bucket = new S3({ params: { Bucket: process.env.B } }); const doc = new DocumentClient({ service: new AWS.DynamoDB({ region: 'us-east-1' }) });
     const management = new AWS.ApiGatewayManagementApi({ endpoint: process.env.WS });
     export const handler = async () => {
       await bucket.putObject({ Key: 'k' }).promise(); await doc.batchGet({ RequestItems: { t: {} } }).promise(); await doc.transactWrite({ TransactItems: [] }).promise();
       await bucket.upload({ Bucket: 'u', Key: 'k' }, { leavePartsOnError: true }).promise(); await new AWS.S3.ManagedUpload({ params: { Bucket: 'm', Key: 'k' } }).promise();
       await management.postToConnection({ ConnectionId: 'c', Data: '' }).promise();
     };`,
    [
      'apigatewaymanagementapi:PostToConnection {ConnectionId:c,Data:} endpoint=${env:WS}',
      'dynamodb:BatchGetItem {RequestItems:{t:{}}} region=us-east-1',
      'dynamodb:TransactWriteItems {TransactItems:[]} region=us-east-1',
      's3:AbortMultipartUpload {Bucket:m,Key:k}',
      's3:PutObject {Bucket:${env:B},Key:k}',
      's3:PutObject {Bucket:m,Key:k}',
      's3:PutObject {Bucket:u,Key:k}',
    ],
  ],
  [
    'version 2: credentials by class, by options and for all clients',
    `const AWS = require('aws-sdk'); AWS.config.update({ region: 'us-east-1' });
     exports.handler = async () => {
       const role = new AWS.ChainableTemporaryCredentials({ params: { RoleArn: 'r', RoleSessionName: 's' } });
       await new AWS.SNS({ credentials: role }).publish({ TopicArn: 'role' }).promise();
       const data = await new AWS.STS().assumeRole({ RoleArn: 'q', RoleSessionName: 's' }).promise();
       await new AWS.SNS({ accessKeyId: data.Credentials.AccessKeyId, secretAccessKey: data.Credentials.SecretAccessKey }).publish({ TopicArn: 'keys' }).promise();
       await new AWS.SNS({ credentials: new AWS.EnvironmentCredentials('AWS') }).publish({ TopicArn: 'own' }).promise();
     };`,
    [
      'sns:Publish {TopicArn:keys} region=us-east-1 other',
      'sns:Publish {TopicArn:own} region=us-east-1',
      'sns:Publish {TopicArn:role} region=us-east-1 other',
      'sts:AssumeRole {RoleArn:q,RoleSessionName:s} region=us-east-1',
      'sts:AssumeRole {RoleArn:r,RoleSessionName:s}',
    ],
  ],
  [
    'version 2: requests signed by hand, presigned speech and database tokens',
    `const AWS = require('aws-sdk');
     exports.handler = async (event) => {
       new AWS.Signers.V4(new AWS.HttpRequest(new AWS.Endpoint('x')), 'es').addAuthorization({});
       new AWS.Polly.Presigner().getSynthesizeSpeechUrl({ Text: 't', OutputFormat: 'mp3', VoiceId: 'Amy' }, 60, () => {});
       new AWS.RDS.Signer({ hostname: 'h', username: 'u' }).getAuthToken({ port: 1 }, () => {});
       new AWS.CloudFront.Signer('id', 'key').getSignedUrl({});
     };`,
    [
      'polly:SynthesizeSpeech {Text:t,OutputFormat:mp3,VoiceId:Amy}',
      'rds-signer:Connect {hostname:h,port:1,username:u}',
    ],
    ['unresolved-operation 3'],
  ],
];

describe('SDK shapes', () => {
  it.each(CASES.map(([name, code, calls, open = []]) => ({ name, code, calls, open })))(
    '$name',
    ({ code, calls, open }) => {
      const result = trace(code);
      expect([...new Set(callsOf(result))]).toEqual(calls);
      expect(openEntriesOf(result)).toEqual(open);
    },
  );
});
