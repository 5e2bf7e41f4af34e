import type { Call, InputPart, Library, Shape } from '../summary.js';

const CLIENT = '@options.client.client | @options.client';
const UNIQUE = '@options.schema.models.@model.*.unique';

const on = (
  operation: string,
  extra: Partial<Call> = {},
  input: { readonly [member: string]: InputPart } = {},
): Call => ({
  client: 'dynamodb',
  operation,
  config: CLIENT,
  input: { TableName: '@options.name', ...input },
  ...extra,
});
const uses = (...calls: readonly Call[]): Shape => ({ call: { calls } });
const batch = (operation: string): Shape =>
  uses({ client: 'dynamodb', operation, config: CLIENT, input: { RequestItems: { keyedBy: '@options.name' } } });

const NOT_BATCHED = { unless: '$1.batch' } as const;
const query: Call = on('Query', {}, { IndexName: '$1.index' });
const check: Call = {
  client: 'dynamodb',
  operation: 'TransactWriteItems',
  config: CLIENT,
  input: { TransactItems: { items: [{ members: { ConditionCheck: { members: { TableName: '@options.name' } } } }] } },
};
/** Values of unique fields are items of their own, replaced together with the item. */
const unique = (...operations: readonly string[]): Call[] => operations.map((one) => on(one, { when: UNIQUE }));
const update = [on('UpdateItem', NOT_BATCHED), ...unique('GetItem', 'PutItem', 'DeleteItem')];

const model: Shape = {
  members: {
    create: uses(on('PutItem', NOT_BATCHED)),
    // An incomplete key makes it a query.
    get: uses(on('GetItem', NOT_BATCHED), { ...query, ...NOT_BATCHED }),
    load: batch('BatchGetItem'),
    find: uses(query),
    scan: uses(on('Scan', {}, { IndexName: '$1.index' })),
    update: uses(...update),
    upsert: uses(...update),
    remove: uses(on('DeleteItem', NOT_BATCHED), { ...query, when: '$1.many | $1.index' }, ...unique('GetItem')),
    check: uses(check),
  },
};
const getModel: Shape = { call: { bind: { model: '$0' }, returns: model } };

const table: Shape = {
  construct: {
    bind: { options: '$0' },
    returns: {
      exposes: { options: '@options' },
      members: {
        getModel,
        batchGet: batch('BatchGetItem'),
        batchWrite: batch('BatchWriteItem'),
        getItem: uses(on('GetItem')),
        putItem: uses(on('PutItem')),
        updateItem: uses(on('UpdateItem')),
        deleteItem: uses(on('DeleteItem')),
        queryItems: uses(query),
        scanItems: uses(on('Scan', {}, { IndexName: '$1.index' })),
        createTable: uses(on('CreateTable'), on('DescribeTable')),
        deleteTable: uses(on('DeleteTable'), on('DescribeTable')),
        describeTable: uses(on('DescribeTable')),
        exists: uses({ client: 'dynamodb', operation: 'ListTables', config: CLIENT, input: {} }),
      },
    },
  },
};

/** OneTable: models over one table. Members of a transaction are charged where they are added to it. */
export const onetable: readonly Library[] = [
  {
    packages: ['dynamodb-onetable', 'dynamodb-onetable/*'],
    source: 'https://github.com/sensedeep/dynamodb-onetable/blob/main/src/Model.js',
    exports: {
      Table: table,
      Model: { construct: { bind: { options: '$0.options', model: '$1' }, returns: model } },
      Dynamo: { construct: { bind: { options: '$0' }, returns: { exposes: { client: '@options.client' } } } },
    },
  },
];
