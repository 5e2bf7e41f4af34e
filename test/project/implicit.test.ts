import { describe, expect, it } from 'vitest';
import { folderOf, read } from './read.js';

const HANDLER = { 'index.js': 'exports.handler = async () => {};' };

const implicitOf = async (files: { [file: string]: string }) => {
  const project = await read(folderOf({ ...HANDLER, ...files }));
  return project.functions[0]!.declared!.documents.map(({ origin, implicit }) => [origin, implicit ?? false]);
};

describe('what a framework attaches by itself', () => {
  it('lets a service with a WebSocket API answer on any connection', async () => {
    const project = await read(
      folderOf({
        ...HANDLER,
        'serverless.yml':
          'service: chat\nprovider: { name: aws, runtime: nodejs22.x }\nfunctions:\n  talk: { handler: index.handler, events: [{ websocket: $default }] }\n',
      }),
    );
    const [generated] = project.functions[0]!.declared!.documents;
    expect([generated!.document.Statement].flat().at(-1)).toEqual({
      Effect: 'Allow',
      Action: ['execute-api:ManageConnections'],
      Resource: ['arn:aws:execute-api:*:*:*/@connections/*'],
    });
  });

  it.each([
    ['Shop/Fn/ServiceRole/Resource', true],
    ['Shop/OwnRole/Resource', false],
  ])('takes the managed policies of %s for those of the CDK: %s', async (path, implicit) => {
    const managed = (name: string) => `arn:aws:iam::aws:policy/${name}`;
    const template = {
      Resources: {
        Role: {
          Type: 'AWS::IAM::Role',
          Properties: {
            ManagedPolicyArns: [
              managed('service-role/AWSLambdaBasicExecutionRole'),
              managed('service-role/AWSLambdaSQSQueueExecutionRole'),
            ],
          },
          Metadata: { 'aws:cdk:path': path },
        },
        Fn: {
          Type: 'AWS::Lambda::Function',
          Properties: {
            Code: '.',
            Handler: 'index.handler',
            Runtime: 'nodejs22.x',
            Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
          },
        },
      },
    };
    expect(await implicitOf({ 'template.json': JSON.stringify(template) })).toEqual([
      ['managed policy AWSLambdaBasicExecutionRole', implicit],
      ['managed policy AWSLambdaSQSQueueExecutionRole', false],
    ]);
  });
});
