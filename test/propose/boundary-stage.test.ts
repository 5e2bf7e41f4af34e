import { describe, expect, it } from 'vitest';
import { proposeFolder } from './propose-folder.js';

const CODE = `import { SQSClient, SendMessageCommand } from '@aws-sdk/client-sqs';
export const handler = () => new SQSClient({}).send(new SendMessageCommand({ QueueUrl: 'https://sqs.eu-west-1.amazonaws.com/111122223333/jobs', MessageBody: 'x' }));
`;

const MODULE = `resource "aws_iam_role" "worker" {
  name               = "worker"
  assume_role_policy = "{}" # who may
  tags = {
    team = "shop"
  }
}

resource "aws_iam_role_policy" "worker" {
  role   = aws_iam_role.worker.id
  policy = jsonencode({ Version = "2012-10-17", Statement = [{ Effect = "Allow", Action = "sqs:*", Resource = "*" }] })
}

resource "aws_lambda_function" "worker" {
  function_name = "worker"
  role          = aws_iam_role.worker.arn
  handler       = "index.handler"
  runtime       = "nodejs22.x"
  filename      = data.archive_file.src.output_path
}

data "archive_file" "src" {
  type        = "zip"
  source_dir  = "src"
  output_path = "src.zip"
}
`;

const SERVICE = `service: shop
provider:
  name: aws
  runtime: nodejs22.x # the oldest that is supported
  iamRoleStatements:
    - { Effect: Allow, Action: 'sqs:*', Resource: '*' }
functions:
  own:
    handler: index.handler
    iamRoleStatements:
      - { Effect: Allow, Action: 'sqs:*', Resource: '*' }
  shared: { handler: index.handler }
`;

const PROJECTS: { name: string; file: string; files: { [file: string]: string } }[] = [
  { name: 'Terraform', file: 'main.tf', files: { 'main.tf': MODULE, 'src/index.mjs': CODE } },
  { name: 'Serverless Framework', file: 'serverless.yml', files: { 'serverless.yml': SERVICE, 'index.mjs': CODE } },
];

describe.each(PROJECTS)('the first stage in $name', ({ file, files }) => {
  it('adds a boundary, leaves the policies, and is not done twice', async () => {
    const first = await proposeFolder(files, 'boundary');
    expect(first.said.filter((text) => text.startsWith('IT708'))).toEqual([]);
    const [change] = first.changes;
    expect(change!.file).toBe(file);
    expect(first.removed.filter((line) => !/^(name|assume_role_policy) +=/.test(line))).toEqual([]);
    const bounded = { ...files, [file]: change!.after };
    expect((await proposeFolder(bounded, 'boundary')).changes).toEqual([]);
    const [fn] = (await proposeFolder(bounded, 'policy')).proposals;
    expect(fn!.functions[0]!.declared?.boundary).toBeDefined();
    // The policy of the second stage does not touch the boundary.
    expect((await proposeFolder(bounded, 'policy')).added.filter((line) => /oundary/.test(line))).toEqual([]);
  });

  it('brings the boundary of a former run up to date', async () => {
    const [change] = (await proposeFolder(files, 'boundary')).changes;
    const stale = change!.after.replace(/^( *- |\s*")logs:CreateLogStream.*\n/m, '');
    expect(stale).not.toBe(change!.after);
    const again = await proposeFolder({ ...files, [file]: stale }, 'boundary');
    expect(again.changes[0]!.after).toBe(change!.after);
  });
});

it('keeps the signs of a Terraform role below each other', async () => {
  const { added } = await proposeFolder(PROJECTS[0]!.files, 'boundary');
  expect(added.slice(0, 3)).toEqual([
    'name                 = "worker"',
    'assume_role_policy   = "{}" # who may',
    'permissions_boundary = aws_iam_policy.worker_boundary.arn',
  ]);
});

it.each([
  ['main.tf', MODULE.replace('  tags = {', '  permissions_boundary = var.boundary\n  tags = {'), 'src/index.mjs'],
  [
    'serverless.yml',
    SERVICE.replace(
      '  iamRoleStatements:',
      '  rolePermissionsBoundary: arn:aws:iam::111122223333:policy/b\n  iamRoleStatements:',
    ),
    'index.mjs',
  ],
])('leaves a boundary that somebody else has set in %s', async (file, text, code) => {
  const { said, changes } = await proposeFolder({ [file]: text, [code]: CODE }, 'boundary');
  expect(said.filter((one) => one.includes('has a permissions boundary already'))).toHaveLength(1);
  expect(changes.map(({ after }) => after).join()).not.toMatch(/worker_boundary|permissionsBoundary: !Ref IamRole/);
});

it('prints the boundary for CDK code', async () => {
  const { runCli, REPOSITORY } = await import('../e2e/run-cli.js');
  const { status, stdout } = runCli(['propose', 'samples/cdk-invoice-mailer', '--stage', 'boundary', '-q'], {
    cwd: REPOSITORY,
  });
  expect(status).toBe(0);
  expect(stdout).toMatch(/^iam\.PermissionsBoundary\.of\(\w+\)\.apply\(\w+Boundary\);$/m);
  const document = /fromJson\(([\s\S]*?)\),\n/.exec(stdout)![1]!;
  expect(JSON.parse(document).Statement[0].Action).toEqual(['dynamodb:*', 's3:*', 'ses:*', 'sqs:*']);
});
