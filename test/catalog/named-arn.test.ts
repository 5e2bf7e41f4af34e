import { describe, expect, it } from 'vitest';
import { openCatalog } from '../../src/catalog/index.js';
import type { Argument } from '../../src/model/argument.js';
import { renderArn } from '../../src/model/arn-render.js';

const catalog = openCatalog();
const env = (name: string): Argument => ({ kind: 'text', text: [{ kind: 'env', name }] });
const parameter = (target: string): Argument => ({
  kind: 'text',
  text: [{ kind: 'reference', target, targetKind: 'parameter' }],
});

/** A member takes a name or an ARN; a value that only the deployment knows is taken at its own name's word. */
describe('values whose name says that they are ARNs', () => {
  it.each([
    ['lambda', 'Invoke', { FunctionName: env('TAX_FUNCTION_ARN') }, '${env:TAX_FUNCTION_ARN}'],
    ['lambda', 'Invoke', { FunctionName: env('TAX_FUNCTION') }, 'arn:aws:lambda:*:*:function:${env:TAX_FUNCTION}'],
    ['secrets-manager', 'GetSecretValue', { SecretId: parameter('SecretArn') }, '${SecretArn}'],
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
    ['ecs', 'RunTask', { taskDefinition: env('TASK_DEFINITION_ARN') }, '${env:TASK_DEFINITION_ARN}'],
  ] as const)('%s:%s of %j', (client, operation, members, expected) => {
    const { needs } = catalog.authorize({ client, operation, input: { kind: 'object', members: { ...members } } });
    expect(needs.filter(({ kind }) => kind !== 'optional').map(({ resource }) => renderArn(resource))).toEqual([
      expected,
    ]);
  });
});
