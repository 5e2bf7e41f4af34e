import { describe, expect, it } from 'vitest';
import { openCatalog } from '../../src/catalog/index.js';
import { renderCondition } from '../../src/model/condition-render.js';
import { literal } from '../../src/model/text.js';
import { ask } from './ask.js';
import { toArgument } from './plain-argument.js';

const catalog = openCatalog();

describe('text from code', () => {
  it('stands for itself in an ARN', () => {
    expect(ask('s3:GetObject', { Bucket: 'b', Key: 'a*b?c${x}' }).needs).toEqual([
      's3:GetObject arn:P:s3:::b/a${*}b${?}c${$}{x}',
    ]);
    expect(ask('lambda:Invoke', { FunctionName: 'worker', Qualifier: '*' }).needs).toEqual([
      'lambda:InvokeFunction arn:P:lambda:R:A:function:worker:${*}',
    ]);
    expect(ask('ssm:GetParameter', { Name: '/a/*' }).needs).toEqual([
      'ssm:GetParameter arn:P:ssm:R:A:parameter/a/${*}',
    ]);
    expect(ask('sqs:SendMessage', { QueueUrl: 'arn:aws:sqs:eu-west-1:1:q*' }).needs).toEqual([
      'sqs:SendMessage arn:aws:sqs:eu-west-1:1:q${*}',
    ]);
  });

  it('is escaped once where it has to be decoded first', () => {
    expect(ask('s3:CopyObject', { Bucket: 'd', Key: 'k', CopySource: '/s/a%2Ab%3F.txt?versionId=3' }).needs).toEqual([
      's3:GetObjectVersion arn:P:s3:::s/a${*}b${?}.txt',
      's3:PutObject arn:P:s3:::d/k',
    ]);
  });

  it('leaves the wildcards that converters add', () => {
    expect(ask('ssm:GetParametersByPath', { Path: '/a*' }).needs).toEqual([
      'ssm:GetParametersByPath arn:P:ssm:R:A:parameter/a${*}',
      'ssm:GetParametersByPath arn:P:ssm:R:A:parameter/a${*}/*',
    ]);
    expect(ask('secrets-manager:GetSecretValue', { SecretId: 'a?' }).needs).toEqual([
      'secretsmanager:GetSecretValue arn:P:secretsmanager:R:A:secret:a${?}-??????',
    ]);
    expect(
      ask('cloudwatch-logs:FilterLogEvents', { logGroupIdentifier: 'arn:aws:logs:eu-west-1:1:log-group:g:*' }).needs,
    ).toEqual([
      'logs:FilterLogEvents arn:aws:logs:eu-west-1:1:log-group:g',
      'logs:FilterLogEvents arn:aws:logs:eu-west-1:1:log-group:g:*',
    ]);
  });

  it('is escaped in deployed values and in alternatives as well', () => {
    const text = [
      { kind: 'env' as const, name: 'KEY', value: [{ kind: 'literal' as const, text: 'a*' }] },
      { kind: 'unknown' as const, reason: 'by stage', oneOf: [[{ kind: 'literal' as const, text: 'b*' }]] },
    ];
    const input = {
      kind: 'object' as const,
      members: { Bucket: toArgument('b'), Key: { kind: 'text' as const, text } },
    };
    const [need] = catalog.authorize({ client: 's3', operation: 'GetObject', input }).needs;
    expect(need!.resource.slice(-2)).toEqual([
      { kind: 'env', name: 'KEY', value: [{ kind: 'literal', text: 'a${*}' }] },
      { kind: 'unknown', reason: 'by stage', oneOf: [[{ kind: 'literal', text: 'b${*}' }]] },
    ]);
  });
});

describe('directory buckets', () => {
  it('are asked for a session, whatever names them', () => {
    const session = 's3express:CreateSession arn:P:s3express:R:A:bucket/data--use1-az4--x-s3';
    for (const operation of ['s3:GetObject', 's3:PutObject', 's3:HeadObject', 's3:DeleteObject'])
      expect(ask(operation, { Bucket: 'data--use1-az4--x-s3', Key: 'k' }).needs).toEqual([session]);
    expect(ask('s3:GetObject', { Bucket: '$ref:D|AWS::S3Express::DirectoryBucket', Key: 'k' }).needs).toEqual([
      's3express:CreateSession ${D.Arn}',
    ]);
    expect(ask('s3:GetObject', { Bucket: '$?', Key: 'k' }).needs).toEqual(['s3:GetObject arn:P:s3:::?/k']);
  });

  it('are added where the code may name either kind', () => {
    const Bucket = { kind: 'choice' as const, of: [toArgument('plain'), toArgument('data--use1-az4--x-s3')] };
    const answer = catalog.authorize({
      client: 's3',
      operation: 'HeadBucket',
      input: { kind: 'object', members: { Bucket } },
    });
    expect([...new Set(answer.needs.map((need) => need.action))]).toEqual(['s3:ListBucket', 's3express:CreateSession']);
  });
});

describe('a condition with a part nobody knows', () => {
  const region = { kind: 'unknown' as const, reason: 'from the event' };
  const input = {
    Bucket: 'b',
    Key: 'k',
    ServerSideEncryption: 'aws:kms',
    SSEKMSKeyId: '1234abcd-12ab-34cd-56ef-1234567890ab',
  };

  it('stays and becomes a pattern: leaving it out would widen the grant', () => {
    const answer = catalog.authorize({ client: 's3', operation: 'PutObject', input: toArgument(input), region });
    const key = answer.needs.find((need) => need.action === 'kms:GenerateDataKey')!;
    expect(renderCondition(key.condition!, {})).toEqual({ StringLike: { 'kms:ViaService': ['s3.*.amazonaws.com'] } });
  });

  it('takes the Region of the key where its ARN is known', () => {
    const byArn = { ...input, SSEKMSKeyId: 'arn:aws:kms:eu-west-1:1:key/a' };
    const answer = catalog.authorize({ client: 's3', operation: 'PutObject', input: toArgument(byArn), region });
    const key = answer.needs.find((need) => need.action === 'kms:GenerateDataKey')!;
    expect(renderCondition(key.condition!, {})).toEqual({
      StringEquals: { 'kms:ViaService': ['s3.eu-west-1.amazonaws.com'] },
    });
  });

  it('is exact where the Region is known', () => {
    const answer = catalog.authorize({ client: 's3', operation: 'PutObject', input: toArgument(input) });
    const key = answer.needs.find((need) => need.action === 'kms:GenerateDataKey')!;
    expect(renderCondition(key.condition!, { region: 'eu-west-1' })).toEqual({
      StringEquals: { 'kms:ViaService': ['s3.eu-west-1.amazonaws.com'] },
    });
    expect(renderCondition(key.condition!, {})).toEqual({ StringLike: { 'kms:ViaService': ['s3.*.amazonaws.com'] } });
  });
});

describe('text of code in conditions', () => {
  it.each([
    ['StringEquals', literal('a${aws:username}*'), { StringEquals: { k: ['a${$}{aws:username}*'] } }],
    ['StringEquals', [...literal('${x}*'), { kind: 'unknown', reason: 'r' }], { StringLike: { k: ['${$}{x}${*}*'] } }],
    ['ForAllValues:StringEquals', literal('a$b'), { 'ForAllValues:StringEquals': { k: ['a$b'] } }],
  ] as const)('%s of %j is no variable and no pattern', (operator, text, expected) => {
    expect(renderCondition({ [operator]: { k: [text] } }, {})).toEqual(expected);
  });
});
