import { expect, it } from 'vitest';
import { textOf } from '../../../src/findings/index.js';
import { folderOf, read } from '../read.js';

const CODE = `resource "aws_dynamodb_table" "orders" {
  name = "orders"
}

resource "aws_lambda_function" "fn" {
  function_name = "fn"
  filename      = "src"
  handler       = "index.handler"
  runtime       = "nodejs22.x"
  memory_size   = 512
  layers        = [file("my_layer.txt")]
  role          = "arn:aws:iam::111122223333:role/fn"

  environment {
    variables = { TABLE = aws_dynamodb_table.orders.name, MODE = "x" }
  }
}
`;

const TABLE = { references: ['aws_dynamodb_table.orders.name', 'aws_dynamodb_table.orders'] };

/** The configuration that Terraform writes for CODE; values that do not matter are left out. */
const PLAN = {
  format_version: '1.2',
  planned_values: {
    root_module: {
      resources: [
        {
          address: 'aws_lambda_function.fn',
          mode: 'managed',
          type: 'aws_lambda_function',
          name: 'fn',
          values: { function_name: 'fn', filename: 'src', handler: 'index.handler', runtime: 'nodejs22.x' },
        },
      ],
    },
  },
  configuration: {
    root_module: {
      resources: [
        {
          address: 'aws_dynamodb_table.orders',
          mode: 'managed',
          type: 'aws_dynamodb_table',
          name: 'orders',
          expressions: { name: { constant_value: 'orders' } },
        },
        {
          address: 'aws_lambda_function.fn',
          mode: 'managed',
          type: 'aws_lambda_function',
          name: 'fn',
          expressions: {
            handler: { constant_value: 'index.handler' },
            memory_size: { constant_value: 512 },
            layers: {},
            environment: [{ variables: TABLE }],
          },
        },
      ],
    },
  },
};

/** Texts of IT344 for this code beside the plan. */
async function staleness(code: string): Promise<string[]> {
  const folder = folderOf({
    'plan.json': JSON.stringify(PLAN),
    'src/index.mjs': 'export const handler = async () => 1;\n',
    ...(code !== '' && { 'main.tf': code }),
  });
  const { findings } = await read(folder);
  return findings
    .filter(({ ruleId }) => ruleId === 'IT344')
    .map((finding) => `${finding.location?.file}:${finding.location?.line} ${textOf(finding)}`);
}

it.each<[name: string, code: string]>([
  ['the same code', CODE],
  ['no code beside it', ''],
  ['more space and comments', `# old: var.x\n${CODE.replaceAll('=', '  =  ')}`],
  ['code that is not valid HCL', CODE.replace('name = "orders"', 'name = ')],
])('says nothing about %s', async (_, code) => {
  expect(await staleness(code)).toEqual([]);
});

it.each<[code: string, text: string]>([
  [CODE.replace('index.handler', 'app.handler'), 'main.tf:8 … handler of aws_lambda_function.fn was another'],
  [CODE.replace('512', '256'), 'main.tf:10 … memory_size of aws_lambda_function.fn was another'],
  [CODE.replace('"orders"\n', 'var.table\n'), 'main.tf:2 … name of aws_dynamodb_table.orders was another'],
  [
    CODE.replace('orders.name', 'users.name'),
    'main.tf:14 … environment.variables of aws_lambda_function.fn was another',
  ],
  [`${CODE}\nresource "aws_sqs_queue" "q" {}\n`, 'main.tf:19 … aws_sqs_queue.q is not in the plan'],
  [CODE.slice(CODE.indexOf('resource "aws_lambda')), 'plan.json:1 … aws_dynamodb_table.orders is only in the plan'],
])('notices a plan made of other code', async (code, text) => {
  const [place, what] = text.split(' … ');
  expect(await staleness(code)).toEqual([
    `${place} plan.json was made of other code: ${what}; the answer follows the plan`,
  ]);
});
