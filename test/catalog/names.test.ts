import { describe, expect, it } from 'vitest';
import { openCatalog } from '../../src/catalog/index.js';

const catalog = openCatalog();

describe('names of SDK clients', () => {
  it.each([
    ['cognito-identity-provider', 'CognitoIdentityServiceProvider', 'cognito-idp', 'cognito-idp'],
    ['cloudwatch-logs', 'CloudWatchLogs', 'logs', 'logs'],
    ['sfn', 'StepFunctions', 'stepfunctions', 'states'],
    ['eventbridge', 'EventBridge', 'events', 'events'],
    ['cloudwatch', 'CloudWatch', 'cloudwatch', 'cloudwatch'],
    ['secrets-manager', 'SecretsManager', 'secretsmanager', 'secretsmanager'],
    ['iot-data-plane', 'IotData', 'iot-data', 'iot'],
    ['lex-runtime-v2', 'LexRuntimeV2', 'lexv2-runtime', 'lex'],
  ])('%s is %s in v2, %s in boto3 and %s in IAM', (client, v2, boto3, prefix) => {
    expect(catalog.client(client)).toMatchObject({ client, v2Class: v2, boto3, prefix });
    expect(catalog.clientOfV2(v2)?.client).toBe(client);
    expect(catalog.clientOfBoto3(boto3)?.client).toBe(client);
  });

  it('finds nothing under made-up names and names of object members', () => {
    for (const name of ['nothing', 'constructor', '__proto__', '../services/s3', '']) {
      expect(catalog.client(name)).toBeUndefined();
      expect(catalog.service(name)).toBeUndefined();
    }
  });

  it('spells methods as operations', () => {
    const s3 = catalog.client('s3')!;
    expect(s3.operationOfMethod('getObject')).toBe('GetObject');
    expect(s3.operationOfMethod('listObjectsV2')).toBe('ListObjectsV2');
    expect(s3.operationOfMethod('destroy')).toBeUndefined();
    expect(catalog.client('sns')!.operationOfMethod('getSMSAttributes')).toBe('GetSMSAttributes');
  });

  it('knows waiters and paginators', () => {
    expect(catalog.client('s3')!.waiters).toEqual({
      BucketExists: 'HeadBucket',
      BucketNotExists: 'HeadBucket',
      ObjectExists: 'HeadObject',
      ObjectNotExists: 'HeadObject',
    });
    expect(catalog.client('auto-scaling')!.waiters['GroupExists']).toBe('DescribeAutoScalingGroups');
    expect(catalog.client('dynamodb')!.paginators).toContain('Query');
  });
});

describe('actions', () => {
  it('are found in any case, with one access level', () => {
    expect(catalog.action('S3:putobject')?.action).toBe('s3:PutObject');
    expect(catalog.action('sqs:AddPermission')?.accessLevel).toBe('Permissions management');
    expect(catalog.action('s3:HeadObject')).toBeUndefined();
  });

  it('say when they take no resource', () => {
    expect(catalog.action('s3:ListAllMyBuckets')?.wildcardOnly).toBe(true);
    expect(catalog.action('cloudwatch:PutMetricData')?.wildcardOnly).toBe(false);
  });

  it('keep the dependent actions of the last release that had them', () => {
    const runTask = catalog.action('ecs:RunTask')!;
    expect(runTask.resourceTypes.flatMap((type) => type.dependentActions)).toEqual(['iam:PassRole']);
  });
});

describe('CloudFormation types', () => {
  it.each([
    ['AWS::S3::Bucket', 's3', 'bucket', 'name', 'Arn'],
    ['AWS::SQS::Queue', 'sqs', 'queue', 'url', 'Arn'],
    ['AWS::SNS::Topic', 'sns', 'topic', 'arn', 'TopicArn'],
    ['AWS::DynamoDB::GlobalTable', 'dynamodb', 'table', 'name', 'Arn'],
    ['AWS::SecretsManager::Secret', 'secretsmanager', 'Secret', 'arn', undefined],
    ['AWS::Serverless::Function', 'lambda', 'function', 'name', 'Arn'],
    ['AWS::Logs::LogGroup', 'logs', 'log-group', 'name', undefined],
    ['AWS::Events::Rule', 'events', 'rule-on-default-event-bus', 'name', 'Arn'],
  ])('%s is %s:%s; Ref gives its %s', (type, prefix, resourceType, ref, arnAttribute) => {
    const record = catalog.resourceOfCfn(type, prefix);
    expect(record?.resourceType).toBe(resourceType);
    expect(record?.ref).toBe(ref);
    expect(record?.arnAttribute).toBe(arnAttribute);
  });

  it('belong to the service that is asked for', () => {
    expect(catalog.resourceOfCfn('AWS::S3::Bucket', 'sqs')).toBeUndefined();
    expect(catalog.resourceOfCfn('Custom::Thing', 's3')).toBeUndefined();
  });
});

describe('CloudTrail events', () => {
  it.each([
    ['s3.amazonaws.com', 'ListObjects', ['s3:ListBucket'], 'data'],
    ['s3.amazonaws.com', 'CreateBucket', ['s3:CreateBucket'], 'management'],
    ['monitoring.amazonaws.com', 'PutMetricAlarm', ['cloudwatch:PutMetricAlarm'], 'management'],
    ['lambda.amazonaws.com', 'UpdateFunctionCode20150331v2', ['lambda:UpdateFunctionCode'], 'management'],
    ['lambda.amazonaws.com', 'Invoke', ['lambda:InvokeFunction'], 'data'],
    ['kms.amazonaws.com', 'ReEncrypt', ['kms:ReEncryptFrom', 'kms:ReEncryptTo'], 'management'],
    ['apigateway.amazonaws.com', 'CreateRestApi', ['apigateway:POST'], 'management'],
    ['sqs.amazonaws.com', 'SendMessageBatch', ['sqs:SendMessage'], 'data'],
    ['rdsdata.amazonaws.com', 'ExecuteStatement', ['rds-data:ExecuteStatement'], 'data'],
    ['logs.amazonaws.com', 'PutLogEvents', ['logs:PutLogEvents'], 'never'],
    ['s3.amazonaws.com', 'DeleteObjects', ['s3:DeleteObject'], 'data'],
    ['s3.amazonaws.com', 'PutBucketPublicAccessBlock', ['s3:PutBucketPublicAccessBlock'], 'management'],
    ['s3.amazonaws.com', 'DeleteAccountPublicAccessBlock', ['s3:PutAccountPublicAccessBlock'], 'management'],
    ['s3express.amazonaws.com', 'PutObject', ['s3express:CreateSession'], 'data'],
    ['sqs.amazonaws.com', 'CreateQueue', ['sqs:CreateQueue'], 'management'],
    ['kms.amazonaws.com', 'Decrypt', ['kms:Decrypt'], 'management'],
    ['secretsmanager.amazonaws.com', 'GetSecretValue', ['secretsmanager:GetSecretValue'], 'management'],
    ['bedrock.amazonaws.com', 'Converse', ['bedrock:InvokeModel'], 'management'],
    ['bedrock.amazonaws.com', 'Retrieve', ['bedrock:Retrieve'], 'data'],
    ['events.amazonaws.com', 'PutEvents', ['events:PutEvents'], 'data'],
    ['firehose.amazonaws.com', 'PutRecordBatch', ['firehose:PutRecordBatch'], 'never'],
    ['execute-api.amazonaws.com', 'ManageConnections', ['execute-api:ManageConnections'], 'never'],
    ['timestream.amazonaws.com', 'WriteRecords', ['timestream:DescribeEndpoints', 'timestream:WriteRecords'], 'never'],
    ['metrics-sagemaker.amazonaws.com', 'BatchPutMetrics', ['sagemaker:BatchPutMetrics'], 'data'],
    ['pinpoint.amazonaws.com', 'GetApp', ['mobiletargeting:GetApp'], 'management'],
    [
      'dynamodb.amazonaws.com',
      'TransactWriteItems',
      ['dynamodb:ConditionCheckItem', 'dynamodb:DeleteItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'],
      'data',
    ],
  ])('%s %s', (source, name, actions, visibility) => {
    expect(catalog.event(source, name)).toMatchObject({ actions, visibility });
  });

  it('are logged by the type of resource a trail selects', () => {
    const typeOf = (source: string, name: string) => catalog.event(`${source}.amazonaws.com`, name)?.dataType;
    expect([
      typeOf('dynamodb', 'GetItem'),
      typeOf('dynamodb', 'GetRecords'),
      typeOf('dynamodb', 'DescribeTable'),
    ]).toEqual(['AWS::DynamoDB::Table', 'AWS::DynamoDB::Stream', undefined]);
  });

  it('name every operation of every client', () => {
    const unknown = catalog.clients!().flatMap((name) => {
      const client = catalog.client(name)!;
      const source = client.eventSource ?? `${client.prefix}.amazonaws.com`;
      return client
        .operations()
        .flatMap((operation) => (catalog.event(source, operation) ? [] : [`${name}:${operation}`]));
    });
    expect(unknown).toEqual([]);
  });

  it('need no permission where the call needs none', () => {
    expect(catalog.event('sts.amazonaws.com', 'GetCallerIdentity')).toMatchObject({
      actions: [],
      permissionless: true,
    });
    expect(catalog.event('signin.amazonaws.com', 'ConsoleLogin')).toMatchObject({ actions: [], permissionless: true });
  });

  it('are unknown when neither an operation nor an action is called so', () => {
    expect(catalog.event('s3.amazonaws.com', 'Nothing')).toBeUndefined();
    expect(catalog.event('nothing.amazonaws.com', 'GetObject')).toBeUndefined();
  });
});
