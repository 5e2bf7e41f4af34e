import { describe, expect, it } from 'vitest';
import { callsOf, openEntriesOf, trace } from '../trace-helper.js';

const MODEL = 'anthropic.claude-3-haiku-20240307-v1:0';

/** Name, code, and every call it makes. */
const CASES: readonly (readonly [name: string, code: string, calls: readonly string[]])[] = [
  [
    'a LangChain model that is asked, and one that streams',
    `import { ChatBedrockConverse, BedrockEmbeddings, AmazonKnowledgeBaseRetriever } from '@langchain/aws';
     const chat = new ChatBedrockConverse({ model: '${MODEL}', region: 'us-east-1' });
     const streamed = new ChatBedrockConverse({ modelId: 'amazon.nova-lite-v1:0' });
     export const handler = async (e) => {
       await chat.bindTools([]).invoke([]); await streamed.stream([]);
       await new BedrockEmbeddings({ model: 'amazon.titan-embed-text-v2:0' }).embedQuery(e.q);
       await new AmazonKnowledgeBaseRetriever({ knowledgeBaseId: 'KB', region: 'us-west-2' }).invoke(e.q);
     };`,
    [
      'bedrock-agent-runtime:Retrieve {knowledgeBaseId:KB} region=us-west-2',
      `bedrock-runtime:Converse {modelId:${MODEL}} region=us-east-1`,
      'bedrock-runtime:ConverseStream {modelId:amazon.nova-lite-v1:0}',
      'bedrock-runtime:InvokeModel {modelId:amazon.titan-embed-text-v2:0}',
    ],
  ],
  [
    'a LangChain model in a chain may do either',
    `import { ChatBedrockConverse } from '@langchain/aws'; import { prompt } from './prompt';
     const chain = prompt.pipe(new ChatBedrockConverse({ model: '${MODEL}' }));
     export const handler = (e) => chain.invoke(e);`,
    [`bedrock-runtime:Converse {modelId:${MODEL}}`, `bedrock-runtime:ConverseStream {modelId:${MODEL}}`],
  ],
  [
    'a LangChain model that nobody asks',
    `import { ChatBedrockConverse } from '@langchain/aws'; const chat = new ChatBedrockConverse({ model: '${MODEL}' });
     export const handler = () => 1;`,
    [],
  ],
  [
    "the AI SDK asks the model it is given; another provider's model is no call",
    `import { generateText, streamText, embed, tool } from 'ai'; import { bedrock, createAmazonBedrock } from '@ai-sdk/amazon-bedrock'; import { openai } from '@ai-sdk/openai';
     import { SNS } from '@aws-sdk/client-sns';
     const west = createAmazonBedrock({ region: 'us-west-2' });
     export const handler = async () => {
       await generateText({ model: bedrock('${MODEL}'), tools: { tell: tool({ execute: async () => new SNS({}).publish({ TopicArn: 't', Message: '' }) }) } });
       await generateText({ model: openai('gpt-4o') });
       streamText({ model: west('amazon.nova-lite-v1:0') });
       await embed({ model: bedrock.textEmbeddingModel('amazon.titan-embed-text-v2:0'), value: '' });
     };`,
    [
      `bedrock-runtime:Converse {modelId:${MODEL}}`,
      'bedrock-runtime:ConverseStream {modelId:amazon.nova-lite-v1:0} region=us-west-2',
      'bedrock-runtime:InvokeModel {modelId:amazon.titan-embed-text-v2:0}',
      'sns:Publish {TopicArn:t,Message:}',
    ],
  ],
  [
    'a model of the AI SDK in an agent of another package may do either',
    `import { Agent } from '@mastra/core'; import { bedrock } from '@ai-sdk/amazon-bedrock';
     const agent = new Agent({ model: bedrock('${MODEL}') });
     export const handler = () => agent.generate('');`,
    [`bedrock-runtime:Converse {modelId:${MODEL}}`, `bedrock-runtime:ConverseStream {modelId:${MODEL}}`],
  ],
  [
    "Anthropic's client for Bedrock",
    `import AnthropicBedrock from '@anthropic-ai/bedrock-sdk'; const client = new AnthropicBedrock({ awsRegion: 'us-east-1' });
     export const handler = async () => { await client.messages.create({ model: '${MODEL}', messages: [] }); client.messages.stream({ model: 'b' }); await client.messages.create({ model: 'c', stream: true }); };`,
    [
      `bedrock-runtime:InvokeModel {modelId:${MODEL}} region=us-east-1`,
      'bedrock-runtime:InvokeModelWithResponseStream {modelId:b} region=us-east-1',
      'bedrock-runtime:InvokeModelWithResponseStream {modelId:c} region=us-east-1',
    ],
  ],
  [
    'OneTable: models, unique fields, indexes, batches',
    `import { Table } from 'dynamodb-onetable'; import { Dynamo } from 'dynamodb-onetable/Dynamo'; import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
     const schema = { indexes: {}, models: { User: { email: { type: String, unique: true } }, Post: { id: { type: String } } } };
     const table = new Table({ client: new Dynamo({ client: new DynamoDBClient({ region: 'us-east-1' }) }), name: process.env.T, schema });
     const User = table.getModel('User'); const Post = table.getModel('Post');
     export const handler = async () => {
       await Post.create({ id: '1' }); await Post.find({ x: 1 }, { index: 'gs1' }); await Post.remove({ id: '1' });
       await User.update({ email: 'a' });
       const batch = {}; await Post.create({ id: '2' }, { batch }); await table.batchWrite(batch);
     };`,
    [
      'dynamodb:BatchWriteItem {RequestItems:{[${env:T}]:{}}} region=us-east-1',
      'dynamodb:DeleteItem {TableName:${env:T}} region=us-east-1',
      'dynamodb:GetItem {TableName:${env:T}} region=us-east-1',
      'dynamodb:PutItem {TableName:${env:T}} region=us-east-1',
      'dynamodb:Query {TableName:${env:T},IndexName:gs1} region=us-east-1',
      'dynamodb:UpdateItem {TableName:${env:T}} region=us-east-1',
    ],
  ],
  [
    'DynamoDB-Toolbox: a table named by a function',
    `import { Table } from 'dynamodb-toolbox/table'; import { Entity } from 'dynamodb-toolbox/entity'; import { GetItemCommand } from 'dynamodb-toolbox/entity/actions/get';
     const table = new Table({ name: () => process.env.T }); const user = new Entity({ name: 'u', table });
     export const handler = () => user.build(GetItemCommand).key({}).send();`,
    ['dynamodb:GetItem {TableName:${env:T}}'],
  ],
  [
    'Dynamoose: a table with a prefix',
    `import * as dynamoose from 'dynamoose';
     const Url = dynamoose.model('urls', schema, { prefix: process.env.PREFIX, suffix: '-v2', create: false, waitForActive: false });
     export const handler = (e) => Url.get(e.id);`,
    ['dynamodb:GetItem {TableName:${env:PREFIX}urls-v2}'],
  ],
  [
    'archives and parquet files in a bucket',
    `import unzipper from 'unzipper'; import { ParquetReader } from 'parquetjs-lite'; import { S3Client } from '@aws-sdk/client-s3'; const s3 = new S3Client({});
     export const handler = async () => { await unzipper.Open.s3_v3(s3, { Bucket: 'b', Key: 'a.zip' }); await ParquetReader.openS3(s3, { Bucket: 'b', Key: 'a.parquet' }); };`,
    [
      's3:GetObject {Bucket:b,Key:a.parquet}',
      's3:GetObject {Bucket:b,Key:a.zip}',
      's3:HeadObject {Bucket:b,Key:a.parquet}',
      's3:HeadObject {Bucket:b,Key:a.zip}',
    ],
  ],
  [
    'a skill that keeps attributes',
    `const Alexa = require('ask-sdk-core'); const { DynamoDbPersistenceAdapter } = require('ask-sdk-dynamodb-persistence-adapter');
     exports.handler = Alexa.SkillBuilders.custom().withPersistenceAdapter(new DynamoDbPersistenceAdapter({ tableName: 't', createTable: true })).lambda();`,
    ['CreateTable', 'DeleteItem', 'GetItem', 'PutItem'].map((one) => `dynamodb:${one} {TableName:t}`),
  ],
  [
    'a skill made by the standard builder, with its handlers',
    `const Alexa = require('ask-sdk'); const { SNS } = require('@aws-sdk/client-sns');
     const Launch = { canHandle: () => true, handle: async () => { await new SNS({}).publish({ TopicArn: 'x', Message: '' }); } };
     exports.handler = Alexa.SkillBuilders.standard().addRequestHandlers(Launch).withTableName('t').lambda();`,
    [
      ...['DeleteItem', 'GetItem', 'PutItem'].map((one) => `dynamodb:${one} {TableName:t}`),
      'sns:Publish {TopicArn:x,Message:}',
    ],
  ],
  [
    'settings by schema: the variable stays known',
    `import { createEnv } from '@t3-oss/env-core'; import convict from 'convict'; import * as env from 'env-var'; import { SQS } from '@aws-sdk/client-sqs'; const sqs = new SQS({});
     const typed = createEnv({ server: {}, runtimeEnv: process.env });
     const config = convict({ queue: { format: String, default: '', env: 'B' }, fixed: { url: { default: 'c' } } });
     const named = env.get('D').required().asString();
     export const handler = async () => { for (const QueueUrl of [typed.A, config.get('queue'), config.get('fixed.url'), named]) await sqs.sendMessage({ QueueUrl }); };`,
    ['${env:A}', '${env:B}', '${env:D}', 'c'].map((one) => `sqs:SendMessage {QueueUrl:${one}}`),
  ],
  [
    'lodash picks and memoizes without hiding',
    `import { pick, memoize } from 'lodash'; import { Polly } from '@aws-sdk/client-polly'; import { SSM } from '@aws-sdk/client-ssm'; const tools = { polly: new Polly({}), ssm: new SSM({}) };
     const read = memoize((Name) => tools.ssm.getParameter({ Name }));
     export const handler = async () => { const { polly } = pick(tools, ['polly']); await polly.describeVoices({}); await read('/a'); };`,
    ['polly:DescribeVoices {}', 'ssm:GetParameter {Name:/a}'],
  ],
];

describe('frameworks and settings', () => {
  for (const [name, code, calls] of CASES)
    it(name, () => {
      expect([...new Set(callsOf(trace(code)))]).toEqual(calls);
    });
  it('reports a prefix that all tables get', () => {
    const code = `import dynamoose from 'dynamoose'; dynamoose.Table.defaults.set({ prefix: process.env.PREFIX });
      const Url = dynamoose.model('urls', schema); export const handler = (e) => Url.get(e.id);`;
    expect(openEntriesOf(trace(code))).toEqual(['unresolved-operation 1']);
  });
  it('reports the endpoint whose actions are not known', () => {
    const code = `import { AnthropicBedrockMantle } from '@anthropic-ai/bedrock-sdk'; const client = new AnthropicBedrockMantle();
      export const handler = () => client.messages.create({});`;
    expect(openEntriesOf(trace(code))).toEqual(['unresolved-operation 1']);
  });
});
