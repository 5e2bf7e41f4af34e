import type { Call, InputPart, Library, Shape } from '../summary.js';

const TABLE = '@owner.table.name | @owner.name';
const CLIENT = '@owner.table.client | @owner.client';

const on = (operation: string, input: { readonly [member: string]: InputPart } = {}): Call => ({
  client: 'dynamodb',
  operation,
  config: CLIENT,
  input: { TableName: TABLE, ...input },
});
const batch = (operation: string): Call => ({
  client: 'dynamodb',
  operation,
  config: CLIENT,
  input: { RequestItems: { keyedBy: TABLE } },
});
const check: Call = {
  client: 'dynamodb',
  operation: 'TransactWriteItems',
  config: CLIENT,
  input: { TransactItems: { items: [{ members: { ConditionCheck: { members: { TableName: TABLE } } } }] } },
};

/** A command class: `entity.build(GetItemCommand).key({…}).send()` or `new GetItemCommand(entity, key).send()`. */
const command = (...calls: readonly Call[]): Shape => ({
  construct: { bind: { owner: '$0' }, returns: { chains: true, members: { send: { call: { calls } } } } },
});

const indexed = (operation: string): Shape => {
  const sending = (index: InputPart): Shape => ({
    chains: true,
    members: { send: { call: { calls: [on(operation, { IndexName: index })] } } },
  });
  const returns: Shape = {
    ...sending('@unset'),
    members: {
      ...sending('@unset').members,
      query: { call: { bind: { query: '$0' }, returns: sending('@query.index') } },
      options: { call: { bind: { query: '$0' }, returns: sending('@query.index') } },
    },
  };
  return { construct: { bind: { owner: '$0' }, returns } };
};

/** Parts of batches and transactions: charged when built, because a function of the package sends them together. */
const part = (call: Call): Shape => ({
  construct: {
    bind: { owner: '$0' },
    calls: [{ ...call, config: '$0.table.client', input: ownerAsArgument(call.input) }],
    returns: { chains: true },
  },
});

const ownerAsArgument = (input: Call['input']): Call['input'] =>
  JSON.parse(JSON.stringify(input).replaceAll('@owner', '$0')) as Call['input'];

const direct = (operation: string, input: { readonly [member: string]: InputPart } = {}): Shape => ({
  call: {
    calls: [
      {
        client: 'dynamodb',
        operation,
        config: '@table.client | @client',
        input: { TableName: '@table.name | @name', ...input },
      },
    ],
  },
});

const many = (operation: string): Shape => ({
  call: {
    calls: [
      {
        client: 'dynamodb',
        operation,
        config: '@table.client | @client',
        input: { RequestItems: { keyedBy: '@table.name | @name' } },
      },
    ],
  },
});

/** Methods of version 0 (`Entity.get(…)`), which version 1 and later replace by `build`. */
const methods: { readonly [name: string]: Shape } = {
  get: direct('GetItem'),
  put: direct('PutItem'),
  update: direct('UpdateItem'),
  delete: direct('DeleteItem'),
  query: direct('Query', { IndexName: '$1.index' }),
  scan: direct('Scan', { IndexName: '$0.index' }),
  batchGet: many('BatchGetItem'),
  batchWrite: many('BatchWriteItem'),
  transactGet: direct('GetItem'),
};

const build: Shape = { call: { builds: '$0' } };

const table: Shape = {
  construct: {
    bind: { name: '$0.name.()', client: '$0.documentClient | $0.DocumentClient' },
    returns: { exposes: { name: '@name', client: '@client' }, members: { ...methods, build } },
  },
};
const entity: Shape = {
  construct: { bind: { table: '$0.table' }, returns: { exposes: { table: '@table' }, members: { ...methods, build } } },
};

const exports: { readonly [name: string]: Shape } = {
  Table: table,
  Entity: entity,
  GetItemCommand: command(on('GetItem')),
  PutItemCommand: command(on('PutItem')),
  UpdateItemCommand: command(on('UpdateItem')),
  UpdateAttributesCommand: command(on('UpdateItem')),
  DeleteItemCommand: command(on('DeleteItem')),
  QueryCommand: indexed('Query'),
  ScanCommand: indexed('Scan'),
  DeletePartitionCommand: command(on('Query'), batch('BatchWriteItem')),
  BatchGetRequest: part(batch('BatchGetItem')),
  BatchPutRequest: part(batch('BatchWriteItem')),
  BatchDeleteRequest: part(batch('BatchWriteItem')),
  GetTransaction: part(on('GetItem')),
  PutTransaction: part(on('PutItem')),
  UpdateTransaction: part(on('UpdateItem')),
  DeleteTransaction: part(on('DeleteItem')),
  ConditionCheck: part(check),
};

/** Entities over a table, versions 0 to 2. */
export const dynamodbToolbox: readonly Library[] = [
  {
    packages: ['dynamodb-toolbox', 'dynamodb-toolbox/*'],
    source: 'https://www.dynamodbtoolbox.com/docs/entities/actions/get-item',
    exports,
  },
];
