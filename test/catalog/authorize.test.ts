import { describe, expect, it } from 'vitest';
import { openCatalog } from '../../src/catalog/index.js';
import type { DeployedResource } from '../../src/model/function.js';
import { ask } from './ask.js';
import { toArgument } from './plain-argument.js';
import { plainText } from './plain-text.js';

const catalog = openCatalog();

const deployed = (type: string, more: Partial<DeployedResource> = {}): DeployedResource => ({
  target: 'X',
  type,
  at: { file: 'template.yaml', line: 1, column: 1 },
  properties: {},
  ...more,
});

describe('what can not be decided', () => {
  it('is asked, and the base action granted', () => {
    expect(ask('s3:GetObject', { Bucket: 'b', Key: 'k', $open: true })).toEqual({
      outcome: 'authorized',
      needs: ['s3:GetObject arn:P:s3:::b/k'],
      questions: ['s3:GetObjectVersion: VersionId is set'],
    });
  });

  it('asks about each option that a spread may set', () => {
    expect(ask('s3:PutObject', { Bucket: 'b', Key: 'k', $open: true })).toEqual({
      outcome: 'authorized',
      needs: ['s3:PutObject arn:P:s3:::b/k'],
      questions: [
        's3:PutObjectAcl: one of ACL, GrantFullControl, GrantRead, GrantReadACP, GrantWriteACP is set',
        's3:PutObjectTagging: Tagging is set',
        's3:PutObjectRetention: one of ObjectLockMode, ObjectLockRetainUntilDate is set',
        's3:PutObjectLegalHold: ObjectLockLegalHoldStatus is set',
        'kms:GenerateDataKey: SSEKMSKeyId is set',
      ],
    });
  });

  it('asks about transaction items nobody can see', () => {
    const { needs, questions } = ask('dynamodb:TransactWriteItems', { TransactItems: '$?' });
    expect(needs).toEqual([]);
    expect(questions).toContain('dynamodb:PutItem: TransactItems[].Put is set');
  });

  it('asks about a key that the request does not say', () => {
    expect(ask('ssm:GetParameter', { Name: '/a', WithDecryption: true }).questions).toEqual([
      'kms:Decrypt: WithDecryption is true',
    ]);
    expect(ask('ssm:GetParameter', { Name: '/a', WithDecryption: false }).questions).toEqual([]);
  });
});

describe('alternatives', () => {
  it('give one need each', () => {
    const input = toArgument({ TableName: 'x' });
    const choice = { kind: 'choice' as const, of: [toArgument('a'), toArgument('b')] };
    const answer = catalog.authorize({
      client: 'dynamodb',
      operation: 'GetItem',
      input: { ...input, members: { TableName: choice } } as never,
    });
    expect(answer.needs.map((need) => plainText(need.resource))).toEqual([
      'arn:P:dynamodb:R:A:table/a',
      'arn:P:dynamodb:R:A:table/b',
    ]);
  });

  it('grant both actions when a branch sets the option', () => {
    const answer = catalog.authorize({
      client: 's3',
      operation: 'GetObject',
      input: {
        kind: 'choice',
        of: [toArgument({ Bucket: 'b', Key: 'k' }), toArgument({ Bucket: 'b', Key: 'k', VersionId: 'v' })],
      },
    });
    expect(answer.needs.map((need) => need.action)).toEqual(['s3:GetObject', 's3:GetObjectVersion']);
  });
});

describe('the deployment', () => {
  it('adds the key that encrypts a bucket', () => {
    const key = [
      {
        kind: 'reference' as const,
        target: 'Key',
        attribute: 'Arn',
        targetType: 'AWS::KMS::Key',
        targetKind: 'resource' as const,
      },
    ];
    const resources = { Up: deployed('AWS::S3::Bucket', { target: 'Up', encryptionKey: key }) };
    expect(ask('s3:PutObject', { Bucket: '$ref:Up|AWS::S3::Bucket', Key: 'k' }, { resources }).needs).toEqual([
      's3:PutObject ${Up.Arn}/k',
      'kms:GenerateDataKey ${Key.Arn} if kms:ViaService=s3.R.amazonaws.com',
    ]);
    expect(
      ask(
        's3:PutObject',
        { Bucket: '$ref:Up|AWS::S3::Bucket', Key: 'k', ServerSideEncryption: 'AES256' },
        { resources },
      ).needs,
    ).toEqual(['s3:PutObject ${Up.Arn}/k']);
  });

  it('needs both key actions to send to an encrypted queue, also by its declared name', () => {
    const resources = {
      Q: deployed('AWS::SQS::Queue', {
        target: 'Q',
        declaredName: [{ kind: 'literal', text: 'orders' }],
        encryptionKey: [{ kind: 'literal', text: 'arn:aws:kms:eu-west-1:1:key/k' }],
      }),
    };
    expect(
      ask('sqs:SendMessage', { QueueUrl: 'https://sqs.eu-west-1.amazonaws.com/1/orders' }, { resources }).needs,
    ).toEqual([
      'sqs:SendMessage arn:P:sqs:eu-west-1:1:orders',
      'kms:GenerateDataKey arn:aws:kms:eu-west-1:1:key/k if kms:ViaService=sqs.eu-west-1.amazonaws.com',
      'kms:Decrypt arn:aws:kms:eu-west-1:1:key/k if kms:ViaService=sqs.eu-west-1.amazonaws.com',
    ]);
  });

  it('grants nothing for keys that AWS manages', () => {
    const resources = {
      Q: deployed('AWS::SQS::Queue', { target: 'Q', encryptionKey: [{ kind: 'literal', text: 'alias/aws/sqs' }] }),
    };
    expect(ask('sqs:SendMessage', { QueueUrl: '$ref:Q|AWS::SQS::Queue' }, { resources }).needs).toEqual([
      'sqs:SendMessage ${Q.Arn}',
    ]);
  });

  it('passes the roles of the task definition that is run', () => {
    const role = [
      {
        kind: 'reference' as const,
        target: 'TaskRole',
        attribute: 'Arn',
        targetType: 'AWS::IAM::Role',
        targetKind: 'resource' as const,
      },
    ];
    const resources = {
      Task: deployed('AWS::ECS::TaskDefinition', { target: 'Task', properties: { TaskRoleArn: role } }),
    };
    expect(ask('ecs:RunTask', { taskDefinition: '$ref:Task|AWS::ECS::TaskDefinition' }, { resources })).toEqual({
      outcome: 'authorized',
      needs: ['ecs:RunTask ${Task.Arn}', 'iam:PassRole ${TaskRole.Arn} if iam:PassedToService=ecs-tasks.amazonaws.com'],
      questions: [],
    });
  });
});

describe('the Region of a client', () => {
  it('replaces the Region of the ARN when it is a literal', () => {
    expect(ask('dynamodb:GetItem', { TableName: 't' }, { region: toArgument('eu-west-1') }).needs).toEqual([
      'dynamodb:GetItem arn:P:dynamodb:eu-west-1:A:table/t',
    ]);
  });

  it("is the function's own when it is read from Lambda's environment", () => {
    expect(ask('dynamodb:GetItem', { TableName: 't' }, { region: toArgument('$env:AWS_REGION') }).needs).toEqual([
      'dynamodb:GetItem arn:P:dynamodb:R:A:table/t',
    ]);
  });
});

describe('condition keys from the call', () => {
  it.each([
    ['s3:ListObjectsV2', { Bucket: 'b', Prefix: 'p/' }, ['s3:ListBucket arn:P:s3:::b if s3:prefix=p/']],
    ['s3:ListObjectsV2', { Bucket: 'b', Prefix: '$?' }, ['s3:ListBucket arn:P:s3:::b']],
    ['cloudwatch:PutMetricData', { Namespace: 'N' }, ['cloudwatch:PutMetricData * if cloudwatch:namespace=N']],
    [
      'secrets-manager:GetSecretValue',
      { SecretId: 's', VersionStage: 'AWSCURRENT' },
      [
        'secretsmanager:GetSecretValue arn:P:secretsmanager:R:A:secret:s-?????? if secretsmanager:VersionStage=AWSCURRENT',
      ],
    ],
    [
      'kms:Decrypt',
      { KeyId: 'k', EncryptionContext: { tenant: 'a', other: '$?' } },
      ['kms:Decrypt arn:P:kms:R:A:key/k if kms:EncryptionContext:tenant=a'],
    ],
    [
      'dynamodb:GetItem',
      { TableName: 't', Key: { pk: { S: 'A' } } },
      ['dynamodb:GetItem arn:P:dynamodb:R:A:table/t if dynamodb:LeadingKeys=A'],
    ],
    [
      'dynamodb:GetItem',
      { TableName: 't', Key: { pk: 'A' } },
      ['dynamodb:GetItem arn:P:dynamodb:R:A:table/t if dynamodb:LeadingKeys=A'],
    ],
    [
      'dynamodb:GetItem',
      { TableName: 't', Key: { pk: 'A', sk: 'B' } },
      ['dynamodb:GetItem arn:P:dynamodb:R:A:table/t'],
    ],
    ['dynamodb:GetItem', { TableName: 't', Key: { pk: '$?' } }, ['dynamodb:GetItem arn:P:dynamodb:R:A:table/t']],
    [
      'dynamodb:GetItem',
      {
        TableName: 't',
        Key: { pk: 'A', sk: 'B' },
        ProjectionExpression: '#n, address.street[0], contains',
        ExpressionAttributeNames: { '#n': 'name' },
      },
      ['dynamodb:GetItem arn:P:dynamodb:R:A:table/t if dynamodb:Attributes=address|contains|name|pk|sk'],
    ],
    [
      'dynamodb:UpdateItem',
      {
        TableName: 't',
        Key: { pk: 'A', sk: 'B' },
        UpdateExpression: 'SET total = if_not_exists(total, :zero) + :one REMOVE draft',
        ConditionExpression: 'attribute_exists(pk) AND version = :v',
      },
      ['dynamodb:UpdateItem arn:P:dynamodb:R:A:table/t if dynamodb:Attributes=draft|pk|sk|total|version'],
    ],
    [
      'dynamodb:UpdateItem',
      {
        TableName: 't',
        Key: { pk: 'A', sk: 'B' },
        UpdateExpression: 'SET #a = :one',
        ExpressionAttributeNames: { '#a': '$?' },
      },
      ['dynamodb:UpdateItem arn:P:dynamodb:R:A:table/t'],
    ],
    [
      'dynamodb:PutItem',
      { TableName: 't', Item: { pk: 'A', note: '$?' } },
      ['dynamodb:PutItem arn:P:dynamodb:R:A:table/t if dynamodb:Attributes=note|pk'],
    ],
    [
      'dynamodb:PutItem',
      { TableName: 't', Item: { pk: 'A', $open: true } },
      ['dynamodb:PutItem arn:P:dynamodb:R:A:table/t'],
    ],
    [
      'lambda:CreateEventSourceMapping',
      { FunctionName: 'worker', EventSourceArn: 'arn:aws:sqs:eu-west-1:1:q' },
      ['lambda:CreateEventSourceMapping * if lambda:FunctionArn=arn:P:lambda:R:A:function:worker'],
    ],
  ])('%s %j', (operation, input, needs) => {
    expect(ask(operation, input, { conditions: true }).needs).toEqual(needs);
    expect(ask(operation, input).needs.every((need) => !need.includes(' if '))).toBe(true);
  });
});

describe('what the catalog does not know', () => {
  it('is said, never guessed', () => {
    expect(ask('s3:Nope', {}).outcome).toBe('unknown-operation');
    expect(ask('nope:GetObject', {}).outcome).toBe('unknown-operation');
    expect(ask('dynamodb:StartBulkPutItems', {}).outcome).toBe('unknown-action');
    expect(ask('s3:constructor', {}).outcome).toBe('unknown-operation');
  });

  it('keeps the ARN that is passed where it is of an unforeseen kind', () => {
    expect(ask('sqs:SendMessage', { QueueUrl: 'arn:aws:sqs:eu-west-1:1:q' }).needs).toEqual([
      'sqs:SendMessage arn:aws:sqs:eu-west-1:1:q',
    ]);
    expect(ask('s3:GetObject', { Bucket: '$ref:Fn|AWS::Lambda::Function', Key: 'k' }).needs).toEqual([
      's3:GetObject arn:P:s3:::${Fn}/k',
    ]);
  });
});
