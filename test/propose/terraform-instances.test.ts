import { describe, expect, it } from 'vitest';
import { proposeFolder } from './propose-folder.js';

const CODE = `import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
export const handler = () => new DynamoDBClient({}).send(new GetItemCommand({ TableName: process.env.TABLE, Key: {} }));
`;
const WIDE = 'jsonencode({ Statement = [{ Effect = "Allow", Action = ["dynamodb:*", "logs:*"], Resource = "*" }] })';
const ARCHIVE = `data "archive_file" "code" {
  type        = "zip"
  source_dir  = "\${path.root}/src"
  output_path = "code.zip"
}
`;
const body = (name: string, each: string, table: string, key = '') => `${ARCHIVE}
resource "aws_iam_role" "worker" {
${each}  name = ${name}
  assume_role_policy = "{}"
}
resource "aws_iam_role_policy" "worker" {
${each}  role   = aws_iam_role.worker${key}.id
  policy = ${WIDE}
}
resource "aws_lambda_function" "worker" {
${each}  function_name = ${name}
  handler       = "\${${name}}.handler"
  runtime       = "nodejs22.x"
  role          = aws_iam_role.worker${key}.arn
  filename      = data.archive_file.code.output_path
  environment {
    variables = { TABLE = ${table} }
  }
}
`;
const sources = { 'src/orders.mjs': CODE, 'src/users.mjs': CODE };
const table = (name: string) => `resource "aws_dynamodb_table" "${name}" {\n  name = "${name}"\n}\n`;
const MODULE = `variable "name" {}\nvariable "table" {}\nvariable "table_arn" {\n  default = null\n}\n`;
const call = (name: string) =>
  `module "${name}" {\n  source = "./worker"\n  name   = "${name}"\n  table  = aws_dynamodb_table.${name}.name\n}\n`;

describe('a Terraform role that is declared once for several functions', () => {
  it('is left alone when for_each makes it: what is written there is the policy of every instance', async () => {
    const { changes, said } = await proposeFolder({
      'main.tf': `resource "aws_dynamodb_table" "all" {
  for_each = toset(["orders", "users"])
  name     = each.key
}
${body('each.key', '  for_each = toset(["orders", "users"])\n', 'aws_dynamodb_table.all[each.key].name', '[each.key]')}`,
      ...sources,
    });
    expect(changes).toEqual([]);
    expect(said.filter((text) => text.includes('declared once for several functions'))).toHaveLength(2);
  });

  it('is left alone when count makes just one of it', async () => {
    const { changes, said } = await proposeFolder({
      'main.tf': `${table('orders')}${body('"orders"', '  count = 1\n', 'aws_dynamodb_table.orders.name', '[0]')}`,
      ...sources,
    });
    expect(changes).toEqual([]);
    expect(said.join()).toContain('is made with count');
  });

  it('is left alone when its module is called twice', async () => {
    const { changes, said } = await proposeFolder({
      'main.tf': `${table('orders')}${table('users')}${call('orders')}${call('users')}`,
      'worker/main.tf': `${MODULE}${body('var.name', '', 'var.table')}`,
      ...sources,
    });
    expect(changes).toEqual([]);
    expect(said.filter((text) => text.includes('declared once for several functions'))).toHaveLength(2);
  });

  it('is left alone when its module has no name for what the caller passes otherwise', async () => {
    const { changes, said } = await proposeFolder({
      'main.tf': `${table('orders')}${call('orders')}`,
      'worker/main.tf': `${MODULE}${body('var.name', '', 'var.table')}`,
      ...sources,
    });
    expect(changes).toEqual([]);
    expect(said.join()).toContain('the module has no name for Arn of aws_dynamodb_table.orders');
  });

  it('is edited in the words of its module when it has one', async () => {
    const { changes, added } = await proposeFolder({
      'main.tf': call('orders'),
      'worker/main.tf': `${MODULE}${table('own')}${body('var.name', '', 'aws_dynamodb_table.own.name')}`,
      ...sources,
    });
    expect(changes.map(({ file }) => file)).toEqual(['worker/main.tf']);
    expect(added).toContain('aws_dynamodb_table.own.arn,');
    expect(added.filter((line) => line.includes('module.'))).toEqual([]);
  });
});
