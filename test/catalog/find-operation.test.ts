import { describe, expect, it } from 'vitest';
import { findOperations } from '../../src/catalog/describe/find-operation.js';

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
  ])('%s', (name, expected) => {
    expect(found(name).sort()).toEqual([...expected].sort());
  });

  it.each(['s3', 's3:', ':PutObject', 's3:PutObjct', 'nothing:PutObject', '', 's3:constructor', '__proto__:x'])(
    'none for %j',
    (name) => {
      expect(found(name)).toEqual([]);
    },
  );
});
