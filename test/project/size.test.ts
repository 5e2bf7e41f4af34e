import { describe, expect, it } from 'vitest';
import { readProject } from '../../src/project/index.js';
import { folderOf } from './read.js';

const functions = (count: number) =>
  Array.from(
    { length: count },
    (_, index) => `  Fn${index}:
    Type: AWS::Serverless::Function
    Properties:
      Handler: index.handler
      Environment: { Variables: { TABLE: !Ref Table${index}, QUEUE: !Sub 'https://sqs/\${Queue${index}.QueueName}' } }
      Policies: [{ DynamoDBCrudPolicy: { TableName: !Ref Table${index} } }]
      Events:
        Jobs: { Type: SQS, Properties: { Queue: !GetAtt Queue${index}.Arn } }
        Get: { Type: Api, Properties: { Path: /x${index}, Method: get } }
  Table${index}: { Type: AWS::DynamoDB::Table, Properties: { TableName: !Sub 'table-\${AWS::StackName}-${index}' } }
  Queue${index}: { Type: AWS::SQS::Queue, Properties: { VisibilityTimeout: 30 } }
`,
  ).join('');

const template = (count: number) =>
  `Transform: AWS::Serverless-2016-10-31\nGlobals: { Function: { Runtime: nodejs22.x } }\nResources:\n${functions(count)}`;
const OPTIONS = { exportsOf: () => ['handler'] };
const HANDLER = { 'index.js': 'exports.handler = async () => {};' };

describe('large templates', () => {
  // How long it takes beside parsing the YAML alone is a line of `npm run bench`.
  it('reads a hundred functions and binds each to its own table', async () => {
    const project = await readProject(folderOf({ 'template.yaml': template(100), ...HANDLER }), OPTIONS);
    const bound = project.functions.map(({ environment }) => environment['TABLE']?.[0]);
    expect(bound.map((part) => part?.kind === 'reference' && part.target)).toEqual(
      Array.from({ length: 100 }, (_, index) => `Table${index}`),
    );
  });

  it('reads a template of a hundred thousand lines', async () => {
    const filler = Array.from({ length: 90_000 }, (_, index) => `    Line${index}: value`).join('\n');
    const folder = folderOf({ 'template.yaml': `${template(1)}Metadata:\n  Big:\n${filler}\n`, ...HANDLER });
    const project = await readProject(folder, OPTIONS);
    expect(project.functions.map(({ id }) => id)).toEqual(['Fn0']);
  });
});
