import type { Call, InputPart, Library, Shape } from '../summary.js';

const TABLE: InputPart = { unknown: 'the table is named by a decorator or by the connection' };
const on = (operation: string, config: string, input: { readonly [member: string]: InputPart } = {}): Call => ({
  client: 'dynamodb',
  operation,
  config,
  input: { TableName: TABLE, ...input },
});
const ANY_INDEX: InputPart = { unknown: 'the index is chosen by the given options' };

const mapper = (...operations: readonly string[]): Shape => ({
  call: { calls: operations.map((one) => on(one, '@options.client')) },
});

/** Mappers whose table is named away from the call: its name is not followed. */
export const mappers: readonly Library[] = [
  {
    packages: ['@aws/dynamodb-data-mapper'],
    source: 'https://awslabs.github.io/dynamodb-data-mapper-js/packages/dynamodb-data-mapper/',
    exports: {
      DataMapper: {
        construct: {
          bind: { options: '$0' },
          returns: {
            members: {
              get: mapper('GetItem'),
              put: mapper('PutItem'),
              update: mapper('UpdateItem'),
              delete: mapper('DeleteItem'),
              query: { call: { calls: [on('Query', '@options.client', { IndexName: '$2.indexName' })] } },
              scan: { call: { calls: [on('Scan', '@options.client', { IndexName: '$1.indexName' })] } },
              parallelScan: mapper('Scan'),
              batchGet: mapper('BatchGetItem'),
              batchPut: mapper('BatchWriteItem'),
              batchDelete: mapper('BatchWriteItem'),
              batchWrite: mapper('BatchWriteItem'),
              createTable: mapper('CreateTable', 'DescribeTable'),
              ensureTableExists: mapper('DescribeTable', 'CreateTable'),
              deleteTable: mapper('DeleteTable', 'DescribeTable'),
            },
          },
        },
      },
    },
  },
  {
    packages: ['@typedorm/core'],
    source: 'https://github.com/typedorm/typedorm/tree/main/packages/core',
    exports: {
      getEntityManager: {
        call: {
          returns: {
            members: {
              create: mapper('PutItem'),
              findOne: mapper('GetItem'),
              exists: mapper('GetItem', 'Query'),
              update: mapper('UpdateItem'),
              delete: mapper('DeleteItem'),
              find: { call: { calls: [on('Query', '@none', { IndexName: ANY_INDEX })] } },
              count: { call: { calls: [on('Query', '@none', { IndexName: ANY_INDEX })] } },
            },
          },
        },
      },
      getBatchManager: {
        call: { returns: { members: { write: mapper('BatchWriteItem'), read: mapper('BatchGetItem') } } },
      },
      getScanManager: {
        call: { returns: { members: { find: mapper('Scan'), scan: mapper('Scan'), parallelScan: mapper('Scan') } } },
      },
      getTransactionManager: {
        call: {
          returns: { members: { write: mapper('PutItem', 'UpdateItem', 'DeleteItem'), read: mapper('GetItem') } },
        },
      },
    },
  },
  {
    packages: ['connect-dynamodb'],
    source: 'https://github.com/ca98am79/connect-dynamodb',
    exports: {
      default: {
        call: {
          returns: {
            construct: {
              calls: ['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem', 'Scan', 'DescribeTable'].map((operation) => ({
                client: 'dynamodb',
                operation,
                config: '$0.client',
                input: { TableName: '$0.table | =sessions' },
              })),
              returns: { chains: true },
            },
          },
        },
      },
    },
  },
];
