import { describe, expect, it } from 'vitest';
import { runCli } from './run-cli.js';

const json = (args: string[]) => {
  const { status, stdout, stderr } = runCli(['catalog', 'show', ...args, '--format', 'json']);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return JSON.parse(stdout) as { [key: string]: unknown };
};

describe('catalog show', () => {
  it('describes an action', () => {
    expect(json(['sqs:sendmessage'])).toEqual({
      action: 'sqs:SendMessage',
      accessLevel: 'Write',
      resourceTypes: [{ type: 'queue', arn: 'arn:${Partition}:sqs:${Region}:${Account}:${QueueName}', required: true }],
      conditionKeys: ['aws:ResourceTag/${TagKey}'],
    });
  });

  it('describes an operation: required, conditional and optional actions with their resources and sources', () => {
    const answer = json(['--operation', 'dynamodb:BatchGetItem']);
    expect(answer).toMatchObject({ operation: 'dynamodb:BatchGetItem', service: 'dynamodb' });
    expect(answer['permissionless']).toBeUndefined();
    const actions = answer['actions'] as { [key: string]: unknown }[];
    expect(actions.map(({ action, kind }) => `${action} ${kind}`)).toEqual([
      'dynamodb:BatchGetItem required',
      'kms:Decrypt conditional',
    ]);
    expect(actions[0]).toEqual({
      action: 'dynamodb:BatchGetItem',
      kind: 'required',
      resourceTypes: ['table'],
      resources: ['arn:${Partition}:dynamodb:${Region}:${Account}:table/${keys of RequestItems}'],
      evidence: {
        kind: 'override',
        source: 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/api-permissions-reference.html',
      },
    });
    expect(actions[1]!['when']).toMatch(/encrypted with a customer managed key/);
  });

  it('takes any SDK name of the client and any case', () => {
    expect(json(['--operation', 'CloudWatchLogs:putlogevents'])['operation']).toBe('cloudwatch-logs:PutLogEvents');
    expect(json(['--operation', 'stepfunctions:StartExecution'])['operation']).toBe('sfn:StartExecution');
  });

  it('says that an operation needs no permission, and why', () => {
    expect(json(['--operation', 'sts:GetCallerIdentity'])).toEqual({
      operation: 'sts:GetCallerIdentity',
      service: 'sts',
      actions: [],
      permissionless: true,
      why: 'no permissions are required, not even an explicit deny stops it',
      source: 'https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html',
    });
  });

  it('describes an event', () => {
    expect(json(['--event', 's3.amazonaws.com:ListObjects'])).toEqual({
      eventSource: 's3.amazonaws.com',
      eventName: 'ListObjects',
      operations: ['s3:ListObjects'],
      actions: ['s3:ListBucket'],
      visibility: 'data',
      dataType: 'AWS::S3::Object',
    });
  });

  it.each([
    [['s3:GetObjct'], /the catalog has no action s3:GetObjct; did you mean s3:GetObject\?/],
    [['--operation', 'sqs:SendMesage'], /the catalog has no operation sqs:SendMesage; did you mean sqs:SendMessage\?/],
    [['--event', 's3.amazonaws.com:Nothing'], /the catalog has no event s3\.amazonaws\.com:Nothing/],
    [[], /catalog show takes one action, one --operation or one --event/],
    [['s3:GetObject', '--operation', 's3:GetObject'], /catalog show takes one action/],
  ])('answers %j with a sentence and exit code 2', (args, message) => {
    const { status, stdout, stderr } = runCli(['catalog', 'show', ...args]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/\n\s+at /);
  });
});

describe('catalog show --batch', () => {
  it('answers each line under its id, in order, and exits with 2 when one can not be answered', () => {
    const input = [
      '{"id":1,"action":"s3:GetObject"}',
      '',
      '{"id":"b","operation":"sns:Publish"}',
      '{"id":3,"event":"lambda.amazonaws.com:Invoke"}',
      '{"id":4,"action":"s3:GetObjct"}',
      'not json',
      '{"id":6}',
      '7',
      'null',
      '{"id":9,"operation":"sts:GetCallerIdentity"}',
    ].join('\n');
    const { status, stdout } = runCli(['catalog', 'show', '--batch', '-', '--format', 'jsonl'], { input });
    const answers = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { id: unknown; error?: string; action?: string; operation?: string });
    expect(status).toBe(2);
    expect(answers.map(({ id }) => id)).toEqual([1, 'b', 3, 4, null, 6, null, null, 9]);
    expect(answers.map((answer) => answer.error !== undefined)).toEqual([
      false,
      false,
      false,
      true,
      true,
      true,
      true,
      true,
      false,
    ]);
    expect(answers[3]!.error).toMatch(/:5: the catalog has no action s3:GetObjct; did you mean s3:GetObject\?$/);
    expect(answers[4]!.error).toMatch(/:6: not valid JSON/);
  });

  it('exits with 0 when every line is answered', () => {
    const { status, stdout } = runCli(['catalog', 'show', '--batch', '-', '--format', 'jsonl'], {
      input: '{"id":1,"action":"s3:GetObject"}\n{"id":2,"operation":"cloudtrail:ListInsightsMetricData"}\n',
    });
    expect(status).toBe(0);
    expect(JSON.parse(stdout.split('\n')[1]!)).toEqual({
      id: 2,
      operation: 'cloudtrail:ListInsightsMetricData',
      service: 'cloudtrail',
      actions: [],
      unmapped: true,
    });
  });

  it('says which file it can not read', () => {
    const { status, stderr } = runCli(['catalog', 'show', '--batch', 'no-such-file.jsonl']);
    expect(status).toBe(2);
    expect(stderr).toMatch(/no-such-file\.jsonl/);
  });
});

describe('catalog search', () => {
  it('finds actions and operations', () => {
    const { status, stdout } = runCli(['catalog', 'search', 'batchgetsecret', '--format', 'json']);
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toEqual({
      actions: ['secretsmanager:BatchGetSecretValue'],
      operations: ['secrets-manager:BatchGetSecretValue'],
    });
  });

  it('finds nothing without failing', () => {
    const { status, stdout, stderr } = runCli(['catalog', 'search', 'zzzzzz']);
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: '', stderr: '0 actions, 0 operations\n' });
  });
});
