import { parse } from '@cdktf/hcl2json';
import { describe, expect, it } from 'vitest';
import { analyzeProject } from '../../src/cli/analyze-project.js';
import { FORMATS } from '../../src/render/index.js';
import { folderOf } from '../project/read.js';
import { OPTIONS } from './shop.js';

const CODE = `import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { SNSClient, PublishCommand } from '@aws-sdk/client-sns';
import { SQSClient, SendMessageCommand } from '@aws-sdk/client-sqs';
export const handler = async () => {
  await new DynamoDBClient({}).send(new GetItemCommand({ TableName: process.env.TABLE, Key: {} }));
  await new SNSClient({}).send(new PublishCommand({ TopicArn: process.env.TOPIC, Message: '' }));
  await new SQSClient({}).send(new SendMessageCommand({ QueueUrl: process.env.QUEUE, MessageBody: '' }));
};
`;
const fn = (table: string, topic: string, queue: string) => `resource "aws_iam_role" "run" {
  assume_role_policy = "{}"
}
resource "aws_cloudwatch_log_group" "run" {
  name = "/aws/lambda/run"
}
resource "aws_lambda_function" "run" {
  function_name = "run"
  handler       = "index.handler"
  runtime       = "nodejs22.x"
  role          = aws_iam_role.run.arn
  filename      = "build/run.zip"
  environment {
    variables = { TABLE = ${table}, TOPIC = ${topic}, QUEUE = ${queue} }
  }
}
`;
const RESOURCES = `resource "aws_dynamodb_table" "orders" {\n  name = "orders"\n}
resource "aws_sns_topic" "alerts" {\n  name = "alerts"\n}
resource "aws_sqs_queue" "jobs" {\n  name = "jobs"\n}
`;

async function resourcesOf(files: { [file: string]: string }, label: string): Promise<string[]> {
  const { analysis } = await analyzeProject(folderOf({ ...files, 'src/run/index.mjs': CODE }), {});
  const text = (await FORMATS['terraform']!.load())(analysis, OPTIONS);
  const parsed = (await parse('main.tf', text)) as {
    data: { aws_iam_policy_document: { [label: string]: [{ statement: { resources: string[] }[] }] } };
  };
  const statements = parsed.data.aws_iam_policy_document[label]![0].statement;
  return statements.flatMap(({ resources }) => resources).filter((resource) => !resource.includes(':log-group:'));
}

const ARN = (service: string) =>
  `arn:\${data.aws_partition.current.partition}:${service}:\${data.aws_region.current.id}:\${data.aws_caller_identity.current.account_id}:`;

describe('Terraform in the words of the module of a function', () => {
  it('reads other modules through their outputs, and asks for what none of them gives', async () => {
    const outputs = `output "table" {\n  value = aws_dynamodb_table.orders.name\n}
output "topic" {\n  value = aws_sns_topic.alerts.arn\n}
output "queue" {\n  value = aws_sqs_queue.jobs.url\n}
`;
    const main = `module "data" {\n  source = "./data"\n}\n${fn('module.data.table', 'module.data.topic', 'module.data.queue')}`;
    expect(await resourcesOf({ 'main.tf': main, 'data/main.tf': RESOURCES + outputs }, 'run')).toEqual([
      `${ARN('dynamodb')}table/\${module.data.table}`,
      '${module.data.topic}',
      '${var.module_data_aws_sqs_queue_jobs_arn}',
    ]);
  });

  it('reads what the caller passes through variables, and its own resources without the name of the module', async () => {
    const main = `${RESOURCES}module "runner" {
  source = "./runner"
  table  = aws_dynamodb_table.orders.name
  arns   = { alerts = aws_sns_topic.alerts.arn }
}
`;
    const runner = `variable "table" {}
variable "arns" {}
resource "aws_sqs_queue" "own" {\n  name = "own"\n}
${fn('var.table', 'var.arns["alerts"]', 'aws_sqs_queue.own.url')}`;
    expect(await resourcesOf({ 'main.tf': main, 'runner/main.tf': runner }, 'runner_run')).toEqual([
      `${ARN('dynamodb')}table/\${var.table}`,
      '${var.arns["alerts"]}',
      '${aws_sqs_queue.own.arn}',
    ]);
  });
});
