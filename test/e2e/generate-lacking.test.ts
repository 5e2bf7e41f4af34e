import { describe, expect, it } from 'vitest';
import { folderOf } from '../project/read.js';
import { runCli } from './run-cli.js';

const template = (policies: string) => `Transform: AWS::Serverless-2016-10-31
Resources:
  Jobs: { Type: AWS::SQS::Queue }
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      Handler: index.handler
      Runtime: nodejs22.x
      Environment: { Variables: { JOBS: !Ref Jobs } }
      Policies: ${policies}
`;
const CODE = `import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
const sqs = new SQSClient({});
export const handler = () => sqs.send(new SendMessageCommand({ QueueUrl: process.env.JOBS, MessageBody: 'x' }));
`;
const lacking = (policies: string) => {
  const { stderr } = runCli(['generate', folderOf({ 'template.yaml': template(policies), 'index.mjs': CODE })]);
  return stderr.split('\n').filter((line) => line.includes('[IT703]'));
};

describe('generate tells what the policy of today lacks', () => {
  it('names the action, the resource and the call', () => {
    expect(lacking('[{ SQSPollerPolicy: { QueueName: !GetAtt Jobs.QueueName } }]')).toEqual([
      '  ✗ index.mjs:3:39 Fn needs sqs:SendMessage on ${Jobs.Arn} (index.mjs:3 calls sqs:SendMessage), which its policy lacks. [IT703]',
    ]);
  });
  it('says nothing when it is there', () => {
    expect(lacking('[{ SQSSendMessagePolicy: { QueueName: !GetAtt Jobs.QueueName } }]')).toEqual([]);
  });
  it('says nothing when a managed policy is not known', () => {
    expect(lacking('[SomethingOfTheCompany]')).toEqual([]);
  });
});
