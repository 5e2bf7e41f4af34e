import type { Call, InputPart, Library, Shape } from '../summary.js';

const TABLE = '@options.table | @model.table';

const on = (operation: string, input: { readonly [member: string]: InputPart } = {}): Call => ({
  client: 'dynamodb',
  operation,
  config: '@options.client',
  input: { TableName: TABLE, ...input },
});

const batch = (operation: string): Call => ({
  client: 'dynamodb',
  operation,
  config: '@options.client',
  input: { RequestItems: { keyedBy: TABLE } },
});

/** A member of TransactWriteItems is authorised as its own operation; a condition check has no other than this. */
const check: Call = {
  client: 'dynamodb',
  operation: 'TransactWriteItems',
  config: '@options.client',
  input: { TransactItems: { items: [{ members: { ConditionCheck: { members: { TableName: TABLE } } } }] } },
};

/** A builder: `go` sends it, `commit` puts it into a transaction. */
const sending = (...calls: readonly Call[]): Shape => ({
  chains: true,
  members: { go: { call: { calls } }, page: { call: { calls } }, commit: { call: { calls } } },
});

const method = (...calls: readonly Call[]): Shape => ({ call: { returns: sending(...calls) } });

/** Lists of keys or items make it a batch. */
const orBatch = (operation: string, batched: string): Shape =>
  method({ ...on(operation), unless: '@many' }, { ...batch(batched), when: '@many' });

const bindMany = (shape: Shape): Shape => ({ call: { ...shape.call, bind: { many: '$0.[]' } } });

/** `entity.query.byOwner({…})`: the name is an access pattern of the model, which names the index. */
const query: Shape = { anyMember: method(on('Query', { IndexName: '@model.indexes.@member.index' })) };

const entity: Shape = {
  exposes: { model: '@model' },
  members: {
    get: bindMany(orBatch('GetItem', 'BatchGetItem')),
    put: bindMany(orBatch('PutItem', 'BatchWriteItem')),
    delete: bindMany(orBatch('DeleteItem', 'BatchWriteItem')),
    remove: method(on('DeleteItem')),
    create: method(on('PutItem')),
    upsert: method(on('UpdateItem')),
    update: method(on('UpdateItem')),
    patch: method(on('UpdateItem')),
    check: method(check),
    query,
    scan: sending(on('Scan')),
    match: method(
      on('Query', { IndexName: { unknown: 'the library chooses the index by the given attributes' } }),
      on('Scan'),
    ),
    find: method(
      on('Query', { IndexName: { unknown: 'the library chooses the index by the given attributes' } }),
      on('Scan'),
    ),
  },
};

const transaction: Shape = { call: { invokes: '$0', invokesWith: ['@entities'] } };

const service: Shape = {
  exposes: { entities: '@entities' },
  members: {
    collections: {
      anyMember: method(on('Query', { IndexName: { unknown: 'collections are read by the index they share' } })),
    },
    transaction: { members: { write: transaction, get: transaction } },
  },
};

/** https://electrodb.dev: the operations behind a model's methods, on the table of the model or its configuration. */
export const electrodb: readonly Library[] = [
  {
    packages: ['electrodb'],
    source: 'https://electrodb.dev/en/core-concepts/executing-queries/',
    exports: {
      Entity: { construct: { bind: { model: '$0', options: '$1' }, returns: entity } },
      Service: { construct: { bind: { entities: '$0', options: '$1' }, returns: service } },
    },
  },
];
