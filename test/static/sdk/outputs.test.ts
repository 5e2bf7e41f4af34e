import { describe, expect, it } from 'vitest';
import { openCatalog } from '../../../src/catalog/index.js';
import { renderArn } from '../../../src/model/arn-render.js';
import { traceFunction } from '../../../src/static/index.js';

const catalog = openCatalog();

/** The resources of the calls of one operation in a function of this code. */
function resourcesOf(code: string, operation: string): string[] {
  const { calls } = traceFunction({
    root: '/nowhere',
    handler: { file: 'index.js', export: 'handler' },
    environment: {},
    catalog,
    virtualFiles: { 'index.js': code },
  });
  return calls
    .filter((call) => call.operation === operation)
    .flatMap((call) => catalog.authorize(call).needs.map(({ resource }) => renderArn(resource)));
}

const V3 = `const { SQSClient, GetQueueUrlCommand, SendMessageCommand } = require('@aws-sdk/client-sqs');
const { SNS } = require('@aws-sdk/client-sns');
`;

describe('responses that say where a named resource is', () => {
  it.each([
    [
      'the URL of a queue by name, in the Region of its client',
      `${V3}const sqs = new SQSClient({ region: 'eu-west-1' });
      exports.handler = async () => {
        const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: process.env.QUEUE }));
        await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: '' }));
      };`,
      'SendMessage',
      ['arn:aws:sqs:eu-west-1:*:${env:QUEUE}'],
    ],
    [
      'the queue of another account, by v2 callback',
      `const { SQS } = require('aws-sdk'); const sqs = new SQS();
      exports.handler = (event, context, done) => sqs.getQueueUrl({ QueueName: 'jobs', QueueOwnerAWSAccountId: '111122223333' },
        (error, data) => sqs.deleteMessage({ QueueUrl: data.QueueUrl, ReceiptHandle: 'r' }, done));`,
      'DeleteMessage',
      ['arn:aws:sqs:*:111122223333:jobs'],
    ],
    [
      'the ARN of a topic that is made or found by name',
      `${V3}const sns = new SNS({});
      exports.handler = async () => sns.publish({ TopicArn: (await sns.createTopic({ Name: 'alerts' })).TopicArn, Message: '' });`,
      'Publish',
      ['arn:aws:sns:*:*:alerts'],
    ],
    [
      'nothing, when the name is not known',
      `${V3}const sqs = new SQSClient({});
      exports.handler = async (event) => {
        const { QueueUrl } = await sqs.send(new GetQueueUrlCommand(event));
        await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: '' }));
      };`,
      'SendMessage',
      ['arn:aws:sqs:*:*:*'],
    ],
  ])('%s', (_name, code, operation, expected) => expect(resourcesOf(code, operation)).toEqual(expected));
});

describe('responses that give back what was not done', () => {
  it.each([
    [
      'in a loop, by v3',
      `const { DynamoDBClient } = require('@aws-sdk/client-dynamodb'); const { DynamoDBDocumentClient, BatchWriteCommand } = require('@aws-sdk/lib-dynamodb');
      const doc = DynamoDBDocumentClient.from(new DynamoDBClient({}));
      exports.handler = async (event) => {
        let response = await doc.send(new BatchWriteCommand({ RequestItems: { [process.env.T]: event.items, fixed: [] } }));
        while (response.UnprocessedItems && Object.keys(response.UnprocessedItems).length > 0)
          response = await doc.send(new BatchWriteCommand({ RequestItems: response.UnprocessedItems }));
      };`,
      'BatchWriteItem',
    ],
    [
      'by recursion, by v2',
      `const AWS = require('aws-sdk'); const db = new AWS.DynamoDB.DocumentClient();
      const write = async (RequestItems) => {
        const { UnprocessedItems } = await db.batchWrite({ RequestItems }).promise();
        if (Object.keys(UnprocessedItems).length) await write(UnprocessedItems);
      };
      exports.handler = (event) => write({ [process.env.T]: event.items, fixed: [] });`,
      'BatchWriteItem',
    ],
    [
      'keys to read, in a request that is changed',
      `const { DynamoDB } = require('@aws-sdk/client-dynamodb'); const db = new DynamoDB({});
      exports.handler = async (event) => {
        const request = { RequestItems: { fixed: { Keys: event.keys }, [process.env.T]: { Keys: [] } } };
        do {
          const { UnprocessedKeys } = await db.batchGetItem(request);
          request.RequestItems = UnprocessedKeys;
        } while (request.RequestItems);
      };`,
      'BatchGetItem',
    ],
  ])('%s', (_name, code, operation) =>
    expect([...new Set(resourcesOf(code, operation))].sort()).toEqual([
      'arn:aws:dynamodb:*:*:table/${env:T}',
      'arn:aws:dynamodb:*:*:table/fixed',
    ]),
  );
});

describe('forms for uploads', () => {
  it('allow any name where the key says ${filename}', () =>
    expect(
      resourcesOf(
        `const { S3Client } = require('@aws-sdk/client-s3'); const { createPresignedPost } = require('@aws-sdk/s3-presigned-post');
        exports.handler = () => createPresignedPost(new S3Client({}), { Bucket: 'b', Key: 'in/\${filename}.bin' });`,
        'PutObject',
      ),
    ).toEqual(['arn:aws:s3:::b/in/*.bin']));
});
