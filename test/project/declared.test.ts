import { describe, expect, it } from 'vitest';
import { readCatalogFile } from '../../src/catalog/read-json.js';
import type { DeclaredPolicy } from '../../src/model/function.js';
import type { Statement } from '../../src/model/policy.js';
import { folderOf, read } from './read.js';

const declared = async (
  policies: string,
  resources = '',
  options: Parameters<typeof read>[1] = {},
): Promise<DeclaredPolicy> => {
  const text = `Transform: AWS::Serverless-2016-10-31
Parameters: { Name: { Type: String, Default: orders } }
Resources:
  Orders: { Type: AWS::DynamoDB::Table, Properties: { TableName: !Ref Name } }
  Uploads: { Type: AWS::S3::Bucket }
  Jobs: { Type: AWS::SQS::Queue }
  Setting: { Type: AWS::SSM::Parameter, Properties: { Name: /a/b } }
  Fn:
    Type: AWS::Serverless::Function
    Properties: { Handler: index.handler, Runtime: nodejs22.x, Policies: ${policies} }
  ${resources}
`;
  const project = await read(
    folderOf({ 'template.yaml': text, 'index.js': 'exports.handler = async () => {};' }),
    options,
  );
  return project.functions[0]!.declared!;
};

const statementsOf = (policy: DeclaredPolicy, origin: string): Statement[] =>
  policy.documents.filter((document) => document.origin === origin).flatMap(({ document }) => document.Statement);

describe("today's policy", () => {
  it.each([
    ['a reference', '!GetAtt Orders.Arn', ['${Orders.Arn}']],
    ['an ARN around a reference', "!Sub 'arn:aws:s3:::${Uploads}/*'", ['${Uploads.Arn}/*']],
    [
      'an ARN around a declared name',
      "!Sub 'arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/${Name}/index/*'",
      ['${Orders.Arn}/index/*'],
    ],
    [
      'an ARN around a longer name is another resource',
      "!Sub 'arn:aws:dynamodb:eu-west-1:1:table/${Name}-archive'",
      ['arn:aws:dynamodb:eu-west-1:1:table/${Name}-archive'],
    ],
    ['an ARN around the attribute that is the name', "!Sub 'arn:aws:sqs:*:*:${Jobs.QueueName}'", ['${Jobs.Arn}']],
    ['an ARN around a name that brings its slash', "!Sub 'arn:aws:ssm:*:*:parameter${Setting}'", ['${Setting.Arn}']],
    ['a branch', "!If [C, !GetAtt Orders.Arn, '*']", ['${Orders.Arn}', '*']],
    ['IAM variables', "'arn:aws:s3:::b/${aws:username}'", ['arn:aws:s3:::b/${aws:username}']],
  ])('writes %s as our own output does', async (_name, resource, resources) => {
    const policy = await declared(`[{ Statement: { Effect: Allow, Action: 'x:Y', Resource: ${resource} } }]`);
    expect(statementsOf(policy, 'inline')).toEqual([{ Effect: 'Allow', Action: ['x:Y'], Resource: resources }]);
  });

  it('expands a SAM policy template with its parameters', async () => {
    const policy = await declared('[{ SQSPollerPolicy: { QueueName: jobs } }]');
    expect(statementsOf(policy, 'SAM policy template SQSPollerPolicy')).toEqual([
      {
        Effect: 'Allow',
        Action: [
          'sqs:ChangeMessageVisibility',
          'sqs:ChangeMessageVisibilityBatch',
          'sqs:DeleteMessage',
          'sqs:DeleteMessageBatch',
          'sqs:GetQueueAttributes',
          'sqs:ReceiveMessage',
        ],
        Resource: ['arn:aws:sqs:*:*:jobs'],
      },
    ]);
  });

  it('expands every SAM policy template without leaving anything unknown', async () => {
    const { templates } = readCatalogFile<{ templates: { [name: string]: { parameters: string[] } } }>(
      'sam/',
      'policy-templates',
    )!;
    const policies = Object.entries(templates).map(
      ([name, { parameters }]) => `{ ${name}: { ${parameters.map((parameter) => `${parameter}: value`).join(', ')} } }`,
    );
    const policy = await declared(`[${policies.join(', ')}]`);
    const expanded = policy.documents.filter(({ origin }) => origin.startsWith('SAM policy template'));
    expect(expanded).toHaveLength(policies.length);
    const shown = JSON.stringify(expanded.map(({ document }) => document));
    expect(shown).not.toMatch(/Fn::|"Ref"|\$\{[a-z]\w*\}/);
    for (const { document } of expanded)
      for (const statement of [document.Statement].flat()) expect(statement.Resource).not.toEqual([]);
  });

  it('reports an unknown template and a missing parameter', async () => {
    const folder = folderOf({
      'template.yaml':
        'Transform: AWS::Serverless-2016-10-31\nResources:\n  Fn:\n    Type: AWS::Serverless::Function\n    Properties:\n      Handler: index.handler\n      Policies:\n        - NoSuchPolicy: {}\n        - S3ReadPolicy: {}\n',
      'index.js': 'exports.handler = async () => {};',
    });
    const told = (await read(folder)).findings.filter(({ ruleId }) => ruleId === 'IT314');
    expect(told.map(({ args, location }) => [location!.line, args['name'], args['parameter']])).toEqual([
      [8, 'NoSuchPolicy', ''],
      [9, 'S3ReadPolicy', 'BucketName'],
    ]);
  });

  it('knows managed policies of the template, of the user, and by name only', async () => {
    const folder = folderOf({
      'Own.json': '{ "Statement": [{ "Effect": "Allow", "Action": "a:B", "Resource": "*" }] }',
    });
    const policy = await declared(
      '[!Ref Local, Own, Other]',
      "Local: { Type: AWS::IAM::ManagedPolicy, Properties: { PolicyDocument: { Statement: [{ Effect: Allow, Action: 'c:D', Resource: '*' }] } } }",
      { managedPolicies: folder },
    );
    expect(policy.documents.map(({ origin }) => origin)).toEqual([
      'managed policy ${Local}',
      'managed policy Own',
      'managed policy AWSLambdaBasicExecutionRole',
    ]);
    expect(policy.unknownManagedPolicies.map(({ name, at }) => [name, at.line])).toEqual([['Other', 10]]);
  });

  it.each([
    ['a map', '{ "arn:aws:iam::aws:policy/Own": { "Statement": [] } }'],
    [
      'lines',
      '{ "name": "X", "document": { "Statement": [] } }\n{ "PolicyName": "Own", "PolicyDocument": { "Statement": [] } }\n',
    ],
    ['a list', '[{ "Arn": "arn:aws:iam::1:policy/path/Own", "document": { "Statement": [] } }]'],
  ])('reads managed policies from %s', async (_name, text) => {
    const policy = await declared('[Own]', '', { managedPolicies: `${folderOf({ 'all.json': text })}/all.json` });
    expect(policy.unknownManagedPolicies).toEqual([]);
  });

  it('refuses managed policies that are none', async () => {
    const folder = folderOf({ 'x.json': '{ "a": 1 }' });
    await expect(declared('[]', '', { managedPolicies: folder })).rejects.toMatchObject({
      name: 'UserError',
      message: 'x.json holds no policy document',
    });
  });
});
