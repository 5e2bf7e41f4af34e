import { describe, expect, it } from 'vitest';
import { findOperations } from '../../src/catalog/describe/find-operation.js';
import { suggestNames } from '../../src/catalog/describe/suggest.js';
import { openCatalog } from '../../src/catalog/index.js';

const found = (name: string) => findOperations(name).map(({ client, operation }) => `${client.client}:${operation}`);

describe('the names of an operation', () => {
  it.each([
    ['s3:PutObject', ['s3:PutObject']],
    ['@aws-sdk/client-s3:PutObject', ['s3:PutObject']],
    ['S3.putObject', ['s3:PutObject']],
    ['StepFunctions.startExecution', ['sfn:StartExecution']],
    ['stepfunctions.start_execution', ['sfn:StartExecution']],
    ['states:StartExecution', ['sfn:StartExecution']],
    ['elasticmapreduce:RunJobFlow', ['emr:RunJobFlow']],
    ['execute-api:PostToConnection', ['apigatewaymanagementapi:PostToConnection']],
    ['events:put_events', ['eventbridge:PutEvents']],
    [
      'elasticloadbalancing:DescribeLoadBalancers',
      ['elastic-load-balancing:DescribeLoadBalancers', 'elastic-load-balancing-v2:DescribeLoadBalancers'],
    ],
    ['ses:SendEmail', ['ses:SendEmail']],
    ['ses:ListContactLists', ['sesv2:ListContactLists']],
    ['bedrock:InvokeModel', ['bedrock-runtime:InvokeModel']],
    ['dynamodb:GetRecords', ['dynamodb-streams:GetRecords']],
    ['@aws-sdk/client-s3:PutObjectCommand', ['s3:PutObject']],
    ['AWS.S3.putObject', ['s3:PutObject']],
    [' s3 : PutObject ', ['s3:PutObject']],
    ['SFN.StartExecution', ['sfn:StartExecution']],
    ['SESv2.sendEmail', ['sesv2:SendEmail']],
    ['CognitoIdentityProviderClient:AdminGetUserCommand', ['cognito-identity-provider:AdminGetUser']],
    ['monitoring.amazonaws.com:PutMetricData', ['cloudwatch:PutMetricData']],
    ['ConverseCommand', ['bedrock-runtime:Converse']],
    ['list_objects_v2', ['s3:ListObjectsV2']],
    ['@aws-sdk/client-s3:paginateListObjectsV2', ['s3:ListObjectsV2']],
    ["s3.get_paginator('list_objects_v2')", ['s3:ListObjectsV2']],
    ['waitUntilTableExists', ['dynamodb:DescribeTable']],
    ['dynamodb:table_exists', ['dynamodb:DescribeTable']],
    ["dynamodb.get_waiter('table_exists')", ['dynamodb:DescribeTable']],
    ['@aws-sdk/lib-dynamodb:PutCommand', ['dynamodb:PutItem']],
    ['DynamoDB.DocumentClient.put', ['dynamodb:PutItem']],
    ['TransactWriteCommand', ['dynamodb:TransactWriteItems']],
  ])('%s', (name, expected) => {
    expect(found(name).sort()).toEqual([...expected].sort());
  });

  it.each([
    's3',
    's3:',
    ':PutObject',
    's3:PutObjct',
    'nothing:PutObject',
    '',
    's3:constructor',
    '__proto__:x',
    'dynamodb:constructor',
    'get_waiter()',
    'PutObjectCommand',
    'lib-storage:Upload',
  ])('none for %j', (name) => {
    expect(found(name)).toEqual([]);
  });

  it('says which operations a helper calls, and which clients have a name', () => {
    expect(suggestNames('operation', 's3.download_file', openCatalog())).toEqual(['s3:HeadObject', 's3:GetObject']);
    expect(suggestNames('operation', 'PutObjectCommand', openCatalog())).toEqual([
      'mediastore-data:PutObject',
      's3:PutObject',
    ]);
  });
});
