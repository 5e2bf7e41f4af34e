// A template of a hundred functions: reading and binding it beside parsing its YAML alone, processor time, least of eight turns.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseAllDocuments } from 'yaml';
import { openCatalog } from '../../dist/catalog/index.js';
import { readProject } from '../../dist/project/index.js';

const FUNCTIONS = 100;
const TURNS = 8;
const AIM = 4;

const block = (index) => `  Fn${index}:
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
`;

const text = `Transform: AWS::Serverless-2016-10-31\nGlobals: { Function: { Runtime: nodejs22.x } }\nResources:\n${Array.from({ length: FUNCTIONS }, (_, index) => block(index)).join('')}`;

async function cpu(work) {
  const start = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

/**
 * Measures and prints one row.
 * @param row prints name, figure, aim and details, as run.mjs does
 */
export async function benchProject(row) {
  const folder = mkdtempSync(join(tmpdir(), 'iam-tighten-project-'));
  try {
    writeFileSync(join(folder, 'template.yaml'), text);
    writeFileSync(join(folder, 'index.js'), 'exports.handler = async () => {};\n');
    const options = { exportsOf: () => ['handler'], catalog: openCatalog() };
    let [parsing, reading] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
    for (let turn = 0; turn < TURNS; turn++) {
      parsing = Math.min(parsing, await cpu(() => parseAllDocuments(text, { logLevel: 'silent' })));
      reading = Math.min(reading, await cpu(() => readProject(folder, options)));
    }
    row(
      `${FUNCTIONS} functions read and bound / YAML parsed`,
      `${(reading / parsing).toFixed(2)}×`,
      `aim ≤ ${AIM}×`,
      `${reading.toFixed(0)} ms against ${parsing.toFixed(0)} ms of processor time`,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await benchProject((...cells) => console.log(cells.join('  ')));
