import type { Call, Library, Shape } from '../summary.js';

const SOURCE = 'https://developer.amazon.com/docs/alexa/alexa-skills-kit-sdk-for-nodejs/manage-attributes.html';

const onTable = (name: string, create: string, client: string): readonly Call[] => [
  ...['GetItem', 'PutItem', 'DeleteItem'].map((operation) => ({
    client: 'dynamodb',
    operation,
    config: client,
    input: { TableName: name },
  })),
  { client: 'dynamodb', operation: 'CreateTable', when: create, config: client, input: { TableName: name } },
];
const onObject: readonly Call[] = ['GetObject', 'PutObject', 'DeleteObject'].map((operation) => ({
  client: 's3',
  operation,
  config: '$0.s3Client',
  input: { Bucket: '$0.bucketName', Key: { unknown: 'the key is made of the request' } },
}));
const adapter = (calls: readonly Call[]): Shape => ({ construct: { calls, returns: { chains: true } } });

/** A skill's builder: handlers given to it are run, `lambda` gives the function. */
const builder: Shape = {
  call: {
    returns: {
      chains: true,
      members: {
        lambda: { call: { returns: { call: {} } } },
        withTableName: { call: { calls: onTable('$0', '@none', '@none'), returns: '#self' } },
        withAutoCreateTable: {
          call: {
            calls: [
              {
                client: 'dynamodb',
                operation: 'CreateTable',
                when: '$0',
                input: { TableName: { unknown: 'the table is named by another call' } },
              },
            ],
            returns: '#self',
          },
        },
      },
    },
  },
};
const table = adapter(onTable('$0.tableName', '$0.createTable', '$0.dynamoDBClient'));

/** Attributes that a skill keeps; which of reading, writing and deleting a skill does is not followed. */
export const alexa: readonly Library[] = [
  {
    packages: ['ask-sdk-dynamodb-persistence-adapter'],
    source: SOURCE,
    exports: { DynamoDbPersistenceAdapter: table },
  },
  {
    packages: ['ask-sdk-s3-persistence-adapter'],
    source: SOURCE,
    exports: { S3PersistenceAdapter: adapter(onObject) },
  },
  {
    packages: ['ask-sdk'],
    source: SOURCE,
    exports: {
      SkillBuilders: { members: { standard: builder, custom: builder } },
      DynamoDbPersistenceAdapter: table,
    },
  },
];
