import type { Call, Library, Shape } from '../summary.js';

const NAME = '@aws-lambda-powertools/idempotency';
/** https://docs.powertools.aws.dev/lambda/typescript/latest/features/idempotency/#iam-permissions */
const SOURCE = 'https://docs.powertools.aws.dev/lambda/typescript/latest/features/idempotency/';

const OPERATIONS = ['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem'];

/** The table's operations, for stores that have a table (the cache layer has none). */
const store = (options: string): readonly Call[] =>
  OPERATIONS.map((operation) => ({
    client: 'dynamodb',
    operation,
    when: `${options}.persistenceStore.tableName`,
    config: `${options}.persistenceStore.config`,
    input: { TableName: `${options}.persistenceStore.tableName` },
  }));

const persistenceLayer: Shape = {
  construct: {
    bind: { tableName: '$0.tableName', config: '$0.awsSdkV3Client | $0.clientConfig' },
    returns: { exposes: { tableName: '@tableName', config: '@config' }, chains: true },
  },
};

const exports: { readonly [name: string]: Shape } = {
  DynamoDBPersistenceLayer: persistenceLayer,
  // makeIdempotent(fn, options) → a function that runs fn and keeps its result in the store.
  makeIdempotent: {
    call: {
      keepsFunctions: true,
      bind: { fn: '$0', options: '$1' },
      returns: { call: { calls: store('@options'), invokes: '@fn' } },
    },
  },
  // @idempotent(options) on a method: the decorator leaves the method as it is.
  idempotent: { call: { calls: store('$0'), returns: { call: {} } } },
  makeHandlerIdempotent: {
    call: { bind: { options: '$0' }, returns: { members: { before: { call: { calls: store('@options') } } } } },
  },
};

/** Idempotent functions that keep their state in a table. */
export const powertoolsIdempotency: readonly Library[] = [{ packages: [NAME, `${NAME}/*`], source: SOURCE, exports }];
