import type { Call, Library, Shape } from '../summary.js';

const on = (operation: string, config: string): Call => ({
  client: 'rds-data',
  operation,
  config,
  input: { resourceArn: '@options.resourceArn', secretArn: '@options.secretArn', database: '@options.database' },
});

const method = (config: string, ...operations: readonly string[]): Shape => ({
  call: { calls: operations.map((one) => on(one, config)) },
});

const OPTIONS = '@options.options | @options.client';

/** The Data API with the cluster and secret given once. */
export const rdsData: readonly Library[] = [
  {
    packages: ['data-api-client'],
    source: 'https://github.com/jeremydaly/data-api-client#enabling-data-api',
    exports: {
      default: {
        call: {
          bind: { options: '$0' },
          returns: {
            members: {
              query: method(OPTIONS, 'ExecuteStatement', 'BatchExecuteStatement'),
              transaction: {
                call: {
                  calls: ['BeginTransaction', 'CommitTransaction', 'RollbackTransaction', 'ExecuteStatement'].map(
                    (one) => on(one, OPTIONS),
                  ),
                  returns: { chains: true },
                },
              },
              executeStatement: method(OPTIONS, 'ExecuteStatement'),
              batchExecuteStatement: method(OPTIONS, 'BatchExecuteStatement'),
              beginTransaction: method(OPTIONS, 'BeginTransaction'),
              commitTransaction: method(OPTIONS, 'CommitTransaction'),
              rollbackTransaction: method(OPTIONS, 'RollbackTransaction'),
            },
          },
        },
      },
    },
  },
  {
    // drizzle(client, { database, secretArn, resourceArn }): every query is one statement.
    packages: ['drizzle-orm/aws-data-api/pg'],
    source: 'https://orm.drizzle.team/docs/get-started/aws-data-api-pg',
    exports: {
      drizzle: {
        call: {
          bind: { options: '$1' },
          calls: ['ExecuteStatement', 'BeginTransaction', 'CommitTransaction', 'RollbackTransaction'].map(
            (operation) => ({
              client: 'rds-data',
              operation,
              config: '$0',
              input: {
                resourceArn: '$1.resourceArn | $0.resourceArn',
                secretArn: '$1.secretArn | $0.secretArn',
                database: '$1.database | $0.database',
              },
            }),
          ),
        },
      },
    },
  },
];
