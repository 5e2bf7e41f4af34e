import type { Call, InputPart, Library, Shape } from '../summary.js';

const on = (operation: string, input: { readonly [member: string]: InputPart } = {}): Call => ({
  client: 'dynamodb',
  operation,
  input: { TableName: '@name', ...input },
});

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
  input: { TableName: '$0' },
};

const makeModel: Shape = { call: { calls: [describe], bind: { name: '$0' }, returns: model } };

/** Models over a table. */
export const dynamoose: readonly Library[] = [
  {
    packages: ['dynamoose'],
    source: 'https://dynamoosejs.com/guide/Model',
    exports: { model: makeModel, default: { members: { model: makeModel } } },
  },
];
