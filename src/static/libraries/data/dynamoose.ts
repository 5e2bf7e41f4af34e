import type { Call, InputPart, Library, Shape } from '../summary.js';

const on = (operation: string, input: { readonly [member: string]: InputPart } = {}): Call => ({
  client: 'dynamodb',
  operation,
  input: { TableName: '@name', ...input },
});

/** Models name their table without what is put around it. https://dynamoosejs.com/guide/Table */
const NAME = '$2.prefix + $0 + $2.suffix';

const item: Shape = {
  chains: true,
  members: { save: { call: { calls: [on('PutItem')] } }, delete: { call: { calls: [on('DeleteItem')] } } },
};

const method = (...calls: readonly Call[]): Shape => ({ call: { calls, returns: item } });

const ANY_INDEX: InputPart = { unknown: 'the library chooses the index by the given attributes' };

const exec = (operation: string): Shape => ({
  call: {
    returns: { chains: true, members: { exec: { call: { calls: [on(operation, { IndexName: ANY_INDEX })] } } } },
  },
});

const batch = (operation: string): Shape => ({
  call: { calls: [{ client: 'dynamodb', operation, input: { RequestItems: { keyedBy: '@name' } } }] },
});

const check: Call = {
  client: 'dynamodb',
  operation: 'TransactWriteItems',
  input: { TransactItems: { items: [{ members: { ConditionCheck: { members: { TableName: '@name' } } } }] } },
};

const model: Shape = {
  construct: { returns: item },
  members: {
    get: method(on('GetItem')),
    create: method(on('PutItem')),
    update: method(on('UpdateItem')),
    delete: method(on('DeleteItem')),
    query: exec('Query'),
    scan: exec('Scan'),
    batchGet: batch('BatchGetItem'),
    batchPut: batch('BatchWriteItem'),
    batchDelete: batch('BatchWriteItem'),
    transaction: {
      members: {
        get: method(on('GetItem')),
        create: method(on('PutItem')),
        update: method(on('UpdateItem')),
        delete: method(on('DeleteItem')),
        condition: method(check),
      },
    },
  },
};

/**
 * A model looks its table up before the first request, unless both options are off; a table that exists is not created again, so
 * CreateTable is not charged. https://dynamoosejs.com/guide/Table
 */
const describe: Call = {
  client: 'dynamodb',
  operation: 'DescribeTable',
  unlessAllFalse: ['$2.create', '$2.waitForActive.enabled | $2.waitForActive'],
  input: { TableName: NAME },
};

const defaults: Shape = {
  members: {
    set: {
      call: {
        reports: {
          when: '$0.prefix | $0.suffix',
          reason: 'it sets a prefix or suffix of all tables, which is not followed',
          advice: 'Give prefix and suffix to each model, or add them to the names of the tables by hand.',
        },
      },
    },
  },
};

const makeModel: Shape = {
  members: { defaults: defaults },
  call: { calls: [describe], bind: { name: NAME }, returns: model },
};

const Table: Shape = { members: { defaults }, construct: {} };

/** Models over a table. */
export const dynamoose: readonly Library[] = [
  {
    packages: ['dynamoose'],
    source: 'https://dynamoosejs.com/guide/Model',
    exports: { model: makeModel, Table, default: { members: { model: makeModel, Table } } },
  },
];
