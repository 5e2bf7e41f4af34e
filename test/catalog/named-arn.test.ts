import { describe, expect, it } from 'vitest';
import { openCatalog } from '../../src/catalog/index.js';
import type { Argument } from '../../src/model/argument.js';
import { renderArn } from '../../src/model/arn-render.js';

const catalog = openCatalog();
const env = (name: string): Argument => ({ kind: 'text', text: [{ kind: 'env', name }] });
const reference = (target: string, targetKind: 'parameter' | 'import' | 'dynamic' = 'parameter'): Argument => ({
  kind: 'text',
  text: [{ kind: 'reference', target, targetKind }],
});

/** A member takes a name or an ARN; a value that only the deployment knows is taken at its own name's word. */
describe('values whose name says that they are ARNs', () => {
  it.each([
    ['lambda', 'Invoke', { FunctionName: env('TAX_FUNCTION_ARN') }, '${env:TAX_FUNCTION_ARN}'],
    ['lambda', 'Invoke', { FunctionName: env('TAX_FUNCTION') }, 'arn:aws:lambda:*:*:function:${env:TAX_FUNCTION}'],
    ['secrets-manager', 'GetSecretValue', { SecretId: reference('SecretArn') }, '${SecretArn}'],
    [
      'secrets-manager',
      'GetSecretValue',
      { SecretId: env('SECRET') },
      'arn:aws:secretsmanager:*:*:secret:${env:SECRET}-??????',
    ],
    [
      'dynamodb',
      'Query',
      { TableName: env('tableArn'), IndexName: env('INDEX') },
      '${env:tableArn}/index/${env:INDEX}',
    ],
    ['dynamodb', 'GetItem', { TableName: env('BARN') }, 'arn:aws:dynamodb:*:*:table/${env:BARN}'],
    ['lambda', 'Invoke', { FunctionName: reference('shop-TaxFunctionArn', 'import') }, '${shop-TaxFunctionArn}'],
    [
      'lambda',
      'Invoke',
      { FunctionName: reference('resolve:ssm:/shop/tax-fn-arn:2', 'dynamic') },
      '${resolve:ssm:/shop/tax-fn-arn:2}',
    ],
    [
      'dynamodb',
      'GetItem',
      { TableName: reference('data.aws_ssm_parameter.table_arn.value', 'dynamic') },
      '${data.aws_ssm_parameter.table_arn.value}',
    ],
    ['ecs', 'RunTask', { taskDefinition: env('TASK_DEFINITION_ARN') }, '${env:TASK_DEFINITION_ARN}'],
  ] as const)('%s:%s of %j', (client, operation, members, expected) => {
    const { needs } = catalog.authorize({ client, operation, input: { kind: 'object', members: { ...members } } });
    expect(needs.filter(({ kind }) => kind !== 'optional').map(({ resource }) => renderArn(resource))).toEqual([
      expected,
    ]);
  });

  it.each([
    [reference('QueueUrl'), "arn:aws:sqs:*:*:${QueueUrl.split('/')[4]}"],
    [reference('shop-QueueUrl', 'import'), "arn:aws:sqs:*:*:${shop-QueueUrl.split('/')[4]}"],
    // CloudFormation fills these in too late to cut them.
    [reference('resolve:ssm:/shop/queue-url', 'dynamic'), 'arn:aws:sqs:*:*:*'],
    [reference('QueueArn'), '${QueueArn}'],
  ])('a queue is named by its URL: %j', (url, expected) => {
    const input = { kind: 'object' as const, members: { QueueUrl: url } };
    const { needs } = catalog.authorize({ client: 'sqs', operation: 'SendMessage', input });
    expect(needs.map(({ resource }) => renderArn(resource))).toEqual([expected]);
  });
});

describe('ids that the API gives with the letters their ARN has already', () => {
  it.each([
    ['DescribePolicy', { PolicyId: 'p-1abcdefg' }, 'arn:aws:organizations::111122223333:policy/o-*/*/p-1abcdefg'],
    [
      'DescribeOrganizationalUnit',
      { OrganizationalUnitId: 'ou-ab12-cd34' },
      'arn:aws:organizations::111122223333:ou/o-*/ou-ab12-cd34',
    ],
  ])('%s', (operation, input, resource) => {
    const members = Object.fromEntries(
      Object.entries(input).map(([name, text]): [string, Argument] => [
        name,
        { kind: 'text', text: [{ kind: 'literal', text }] },
      ]),
    );
    const { needs } = catalog.authorize({ client: 'organizations', operation, input: { kind: 'object', members } });
    const shown = needs.map((need) => renderArn(need.resource, { account: '111122223333', partition: 'aws' }));
    expect(shown).toEqual([resource]);
  });
});
