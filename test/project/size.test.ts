import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
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

/** Least processor time of each, taken in turns: what else the machine does must not count. */
async function leastTimes(...works: (() => unknown)[]): Promise<number[]> {
  const least = works.map(() => Number.POSITIVE_INFINITY);
  for (let run = 0; run < 8; run += 1) {
    for (const [index, work] of works.entries()) {
      const start = process.cpuUsage();
      await work();
      const { user, system } = process.cpuUsage(start);
      least[index] = Math.min(least[index]!, user + system);
    }
  }
  return least;
}

describe('large templates', () => {
  it('reads and binds a hundred functions in under four times the time of parsing the YAML', async () => {
    const text = template(100);
    const folder = folderOf({ 'template.yaml': text, ...HANDLER });
    const [parsing, reading] = await leastTimes(
      () => parseAllDocuments(text, { logLevel: 'silent' }),
      () => readProject(folder, OPTIONS),
    );
    expect(reading! / parsing!).toBeLessThan(4);
  });

  it('reads a template of a hundred thousand lines', async () => {
    const filler = Array.from({ length: 90_000 }, (_, index) => `    Line${index}: value`).join('\n');
    const folder = folderOf({ 'template.yaml': `${template(1)}Metadata:\n  Big:\n${filler}\n`, ...HANDLER });
    const project = await readProject(folder, OPTIONS);
    expect(project.functions.map(({ id }) => id)).toEqual(['Fn0']);
  });
});
