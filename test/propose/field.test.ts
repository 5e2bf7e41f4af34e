import { describe, expect, it } from 'vitest';
import { analyzeProject } from '../../src/cli/analyze-project.js';
import { compareFunctions } from '../../src/cli/compare-functions.js';
import { folderOf } from '../project/read.js';
import { proposeFolder } from './propose-folder.js';

/** What templates of the field hold that the samples do not; each was once a proposal that nobody should have merged. */

const SDK = (client: string, names: string) => `import { ${names} } from '@aws-sdk/client-${client}';\n`;
const FUNCTION = (extra: string, resources = '') => `Transform: AWS::Serverless-2016-10-31
Parameters:
  UploadBucket: { Type: String }
Resources:
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      Handler: index.handler
      Runtime: nodejs22.x
      CodeUri: .
${extra.replace(/^/gm, '      ')}
${resources.replace(/^/gm, '  ')}`;
const READ = `${SDK('s3', 'S3Client, GetObjectCommand')}export const handler = (event) => new S3Client({}).send(new GetObjectCommand({ Bucket: event.bucket, Key: event.key }));\n`;
const NOTHING = 'export const handler = async () => 1;\n';

describe('references that are read back from the policy of today', () => {
  it('a parameter in a SAM policy template stays a reference', async () => {
    const { added, verdicts } = await proposeFolder({
      'template.yaml': FUNCTION('Policies:\n  - S3CrudPolicy:\n      BucketName: !Ref UploadBucket'),
      'index.mjs': READ,
    });
    expect(verdicts).toEqual(['Fn only-removes']);
    expect(added.filter((line) => line.includes('UploadBucket}'))).toEqual([
      "- !Sub 'arn:${AWS::Partition}:s3:::${UploadBucket}/*'",
    ]);
  });

  it('so do the name of an export and the Region of an ARN', async () => {
    const { added } = await proposeFolder({
      'template.yaml': FUNCTION(`Policies:
  - Version: '2012-10-17'
    Statement:
      - { Effect: Allow, Action: 's3:*', Resource: !Sub ['\${B}/*', { B: !ImportValue shared-bucket }] }`),
      'index.mjs': READ,
    });
    expect(added.join('\n')).toContain('shared-bucket');
    expect(added.join('\n')).not.toContain('${shared-bucket}');
  });

  it('and the attribute of a resource of Terraform', async () => {
    const { added } = await proposeFolder({
      'main.tf': `resource "aws_s3_bucket" "media" {}
resource "aws_iam_role" "fn" {
  assume_role_policy = "{}"
}
data "aws_iam_policy_document" "fn" {
  statement {
    actions   = ["s3:*"]
    resources = ["\${aws_s3_bucket.media.arn}/*"]
  }
}
resource "aws_iam_role_policy" "fn" {
  role   = aws_iam_role.fn.id
  policy = data.aws_iam_policy_document.fn.json
}
resource "aws_lambda_function" "fn" {
  function_name = "fn"
  role          = aws_iam_role.fn.arn
  handler       = "index.handler"
  runtime       = "nodejs22.x"
  filename      = data.archive_file.src.output_path
}
data "archive_file" "src" {
  type        = "zip"
  source_dir  = "src"
  output_path = "src.zip"
}
`,
      'src/index.mjs': READ,
    });
    expect(added.filter((line) => line.includes('media'))).toEqual(['"${aws_s3_bucket.media.arn}/*",']);
  });
});

describe('what is known at run time only is bounded by the policy of today', () => {
  it('by the bucket of the one and the prefix of the other', async () => {
    const { verdicts, added } = await proposeFolder({
      'template.yaml': FUNCTION('Policies:\n  - S3WritePolicy:\n      BucketName: !Ref UploadBucket'),
      'index.mjs': `${SDK('s3', 'S3Client, PutObjectCommand')}export const handler = (event) => new S3Client({}).send(new PutObjectCommand({ Bucket: event.bucket, Key: \`small/\${event.key}\` }));\n`,
    });
    expect(verdicts).toEqual(['Fn only-removes']);
    expect(added.at(-1)).toBe("- !Sub 'arn:${AWS::Partition}:s3:::${UploadBucket}/small/*'");
  });

  it('by the condition under which it is allowed', async () => {
    const { verdicts, added, said } = await proposeFolder({
      'template.yaml': FUNCTION(
        `Environment: { Variables: { TABLE: !Ref Table } }
Policies:
  - Version: '2012-10-17'
    Statement:
      - Effect: Allow
        Action: [dynamodb:GetItem, dynamodb:PutItem]
        Resource: !GetAtt Table.Arn
        Condition: { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': [!Sub '\${AWS::StackName}-own'] } }`,
        'Table: { Type: AWS::DynamoDB::Table }',
      ),
      'index.mjs': `${SDK('dynamodb', 'DynamoDBClient, GetItemCommand')}export const handler = (event) => new DynamoDBClient({}).send(new GetItemCommand({ TableName: process.env.TABLE, Key: event }));\n`,
    });
    expect({ verdicts, said }).toEqual({ verdicts: ['Fn only-removes'], said: [] });
    expect(added.slice(-4)).toEqual([
      'Condition:',
      'ForAllValues:StringEquals:',
      'dynamodb:LeadingKeys:',
      "- !Sub '${AWS::StackName}-own'",
    ]);
  });
});

describe('what no reading of code can rule out', () => {
  it('requests that are signed by hand keep their permission', async () => {
    const { added, removed, verdicts } = await proposeFolder({
      'template.yaml': FUNCTION(
        `Policies:
  - Version: '2012-10-17'
    Statement:
      - { Effect: Allow, Action: ['appsync:GraphQL', 's3:PutObject'], Resource: !Sub '\${Api.Arn}/*' }`,
        'Api: { Type: AWS::AppSync::GraphQLApi, Properties: { Name: a, AuthenticationType: AWS_IAM } }',
      ),
      'index.mjs': NOTHING,
    });
    expect(verdicts).toEqual(['Fn only-removes']);
    expect(removed.join()).toContain('s3:PutObject');
    expect(added).toEqual(expect.arrayContaining(['- appsync:GraphQL', "- !Sub '${Api.Arn}/*'"]));
  });

  it.each([
    [
      'a package that calls AWS itself',
      "import { Table } from '@shiftcoders/dynamo-easy';\nexport const handler = () => new Table({}).find();\n",
    ],
    ['a module chosen at run time', 'exports.handler = (event) => require(`./steps/${event.step}`).run(event);\n'],
  ])('a role whose function has %s is left alone', async (_name, code) => {
    const { changes, said } = await proposeFolder({
      'template.yaml': FUNCTION('Policies: [AmazonDynamoDBFullAccess]'),
      'index.js': code,
    });
    expect(changes).toEqual([]);
    expect(said.filter((text) => /^IT708 .* unresolved .*--accept-unresolved/.test(text))).toHaveLength(1);
  });

  it('a poller of a queue that another stack exports keeps what it polls with', async () => {
    const { said, rows, verdicts } = await proposeFolder({
      'template.yaml': FUNCTION(
        `Policies:
  - Version: '2012-10-17'
    Statement:
      - Effect: Allow
        Action: [sqs:ReceiveMessage, sqs:DeleteMessage, sqs:GetQueueAttributes]
        Resource: !ImportValue jobs-arn
      - { Effect: Allow, Action: kms:Decrypt, Resource: !ImportValue jobs-key-arn }`,
        'Poll: { Type: AWS::Lambda::EventSourceMapping, Properties: { FunctionName: !Ref Fn, EventSourceArn: !ImportValue jobs-arn } }',
      ),
      'index.mjs': NOTHING,
    });
    expect({ said, verdicts }).toEqual({ said: [], verdicts: ['Fn same'] });
    expect(rows).toEqual([
      'kept kms:Decrypt ${jobs-key-arn}',
      'kept sqs:DeleteMessage ${jobs-arn}',
      'kept sqs:GetQueueAttributes ${jobs-arn}',
      'kept sqs:ReceiveMessage ${jobs-arn}',
    ]);
  });
});

describe('one thing under two names', () => {
  it('a log group by its ARN and by its name', async () => {
    const { rows } = await proposeFolder({
      'template.yaml': FUNCTION(
        `FunctionName: !Sub '\${AWS::StackName}-proxy'
Role: !GetAtt Role.Arn`,
        `Logs: { Type: AWS::Logs::LogGroup, Properties: { LogGroupName: !Sub '/aws/lambda/\${AWS::StackName}-proxy' } }
Role:
  Type: AWS::IAM::Role
  Properties:
    AssumeRolePolicyDocument: {}
    Policies:
      - PolicyName: logs
        PolicyDocument:
          Statement: [{ Effect: Allow, Action: [logs:CreateLogStream, logs:PutLogEvents], Resource: !GetAtt Logs.Arn }]`,
      ),
      'index.mjs': NOTHING,
    });
    expect(rows).toEqual(['kept logs:CreateLogStream ${Logs.Arn}', 'kept logs:PutLogEvents ${Logs.Arn}']);
  });

  it('a topic by its name in the environment and by its reference', async () => {
    const { rows } = await proposeFolder({
      'template.yaml': FUNCTION(
        `Environment: { Variables: { TOPIC: !Sub 'arn:aws:sns:\${AWS::Region}:\${AWS::AccountId}:jobs' } }
Policies: [{ SNSPublishMessagePolicy: { TopicName: jobs } }]`,
        'Jobs: { Type: AWS::SNS::Topic, Properties: { TopicName: jobs } }',
      ),
      'index.mjs': `${SDK('sns', 'SNSClient, PublishCommand')}export const handler = () => new SNSClient({}).send(new PublishCommand({ TopicArn: process.env.TOPIC, Message: 'm' }));\n`,
    });
    expect(rows.filter((row) => row.includes('sns:'))).toEqual(['kept sns:Publish ${Jobs}']);
  });
});

it('an environment variable for the Region that the template does not set is the own Region', async () => {
  const { said, rows } = await proposeFolder({
    'template.yaml': FUNCTION(
      'Environment: { Variables: { TABLE: !Ref Table } }',
      'Table: { Type: AWS::DynamoDB::Table, Properties: { SSESpecification: { SSEEnabled: true, KMSMasterKeyId: alias/x } } }',
    ),
    'index.mjs': `${SDK('dynamodb', 'DynamoDBClient, GetItemCommand')}export const handler = () => new DynamoDBClient({ region: process.env.REGION }).send(new GetItemCommand({ TableName: process.env.TABLE, Key: {} }));\n`,
  });
  expect([...said, ...rows].filter((text) => text.includes('REGION'))).toEqual([]);
});

describe('the Serverless Framework', () => {
  const service = (extra: string) => `service: shop
plugins: [serverless-pseudo-parameters, serverless-iam-roles-per-function]
custom:
  serverless-iam-roles-per-function: { defaultInherit: true }
provider:
  name: aws
  iam:
    role:
      statements:
        - { Effect: Allow, Action: 'cloudwatch:PutMetricData', Resource: '*' }
${extra}`;
  const files = {
    'serverless.yml': service(`functions:
  list:
    handler: list.handler
    iamRoleStatements:
      - { Effect: Allow, Action: 'dynamodb:Scan', Resource: 'arn:aws:dynamodb:#{AWS::Region}:#{AWS::AccountId}:table/orders' }
resources:
  Resources:
    Orders: { Type: AWS::DynamoDB::Table, Properties: { TableName: orders } }
`),
    'list.js': `${SDK('dynamodb', 'DynamoDBClient, ScanCommand')}export const handler = () => new DynamoDBClient({}).send(new ScanCommand({ TableName: 'orders' }));\n`,
  };

  it('knows pseudo parameters and inherited statements', async () => {
    const { rows } = await proposeFolder(files);
    expect(rows.filter((row) => !row.includes('logs:'))).toEqual([
      'removed cloudwatch:PutMetricData *',
      'kept dynamodb:Scan ${Orders.Arn}',
    ]);
  });

  it.each([
    ['the default of the plugin', (text: string) => text],
    [
      'a setting of the function',
      (text: string) =>
        text
          .replace('defaultInherit: true', 'defaultInherit: false')
          .replace('    iamRoleStatements:', '    iamRoleStatementsInherit: true # all of it\n    iamRoleStatements:'),
    ],
  ])('ends the inheritance by %s, so that nothing is left to remove', async (_name, change) => {
    const before = { ...files, 'serverless.yml': change(files['serverless.yml']) };
    const { changes } = await proposeFolder(before);
    const { after } = changes[0]!;
    expect(after).toMatch(/^ {4}iamRoleStatementsInherit: false( # all of it)?$/m);
    const second = await proposeFolder({ ...files, 'serverless.yml': after });
    expect({ changes: second.changes, verdicts: second.verdicts }).toEqual({ changes: [], verdicts: ['list same'] });
  });

  it('says nothing of a runtime that the file leaves to the framework', async () => {
    const { proposals } = await proposeFolder(files);
    expect(proposals[0]?.functions[0]?.runtime).toBe('nodejs-default');
  });
});

describe('several roles in one Terraform file', () => {
  const fn = (name: string, policy: string) => `resource "aws_iam_role" "${name}" {
  assume_role_policy = "{}"
}
${policy}
resource "aws_lambda_function" "${name}" {
  function_name = "${name}"
  role          = aws_iam_role.${name}.arn
  handler       = "index.handler"
  runtime       = "nodejs22.x"
  filename      = data.archive_file.${name}.output_path
}
data "archive_file" "${name}" {
  type        = "zip"
  source_dir  = "${name}"
  output_path = "${name}.zip"
}
`;
  const document = (name: string) => `data "aws_iam_policy_document" "${name}" {
  statement {
    actions   = ["s3:*", "logs:*"]
    resources = ["*"]
  }
}
`;
  const own = (name: string) =>
    `${document(name)}resource "aws_iam_role_policy" "${name}" {\n  role   = aws_iam_role.${name}.id\n  policy = data.aws_iam_policy_document.${name}.json\n}\n`;
  const code = (names: string) =>
    `${SDK('s3', `S3Client, ${names}`)}export const handler = () => new S3Client({}).send(new ${names}({ Bucket: 'photos', Key: 'k' }));\n`;
  const sources = {
    'a/index.mjs': code('GetObjectCommand'),
    'b/index.mjs': code('PutObjectCommand'),
    'c/index.mjs': code('DeleteObjectCommand'),
  };
  const actionsOf = (text: string, label: string) => {
    const block = text.slice(text.indexOf(`"aws_iam_policy_document" "${label}"`));
    return [...block.slice(0, block.indexOf('\n}\n')).matchAll(/"(s3:\w+|s3:\*)"/g)].map(([, action]) => action);
  };

  it('each get their own, although every edit moves the lines of the next', async () => {
    const text = `${fn('a', own('a'))}${fn('b', own('b'))}${fn('c', own('c'))}`;
    const { changes, said } = await proposeFolder({ 'main.tf': text, ...sources });
    const { after } = changes[0]!;
    expect(said).toEqual([]);
    expect(['a', 'b', 'c'].map((label) => actionsOf(after, label))).toEqual([
      ['s3:GetObject'],
      ['s3:PutObject'],
      ['s3:DeleteObject'],
    ]);
    expect((await proposeFolder({ 'main.tf': after, ...sources })).changes).toEqual([]);
  });

  it('several documents of one role become one; what other roles have too is detached and stays', async () => {
    const managed = (name: string, label = name) =>
      `${document(name)}resource "aws_iam_policy" "${label}" {\n  policy = data.aws_iam_policy_document.${name}.json\n}\n`;
    const attach = (role: string, policy: string) =>
      `# ${policy} of ${role}\nresource "aws_iam_role_policy_attachment" "${role}_${policy}" {\n  role       = aws_iam_role.${role}.name\n  policy_arn = aws_iam_policy.${policy}.arn\n}\n`;
    const text = [
      managed('shared'),
      managed('extra').replace('  statement {', '  # checkov:skip=CKV_AWS_111: why\n  statement {'),
      fn('a', `${own('a')}${attach('a', 'shared')}${attach('a', 'extra')}`),
      fn('b', `${own('b')}${attach('b', 'shared')}`),
    ].join('\n');
    const { changes, said, verdicts } = await proposeFolder({ 'main.tf': text, ...sources });
    expect({ said, verdicts }).toEqual({
      said: [],
      verdicts: ['aws_lambda_function.a only-removes', 'aws_lambda_function.b only-removes'],
    });
    const { after } = changes[0]!;
    expect(['a', 'b', 'shared'].map((label) => actionsOf(after, label))).toEqual([
      ['s3:GetObject'],
      ['s3:PutObject'],
      ['s3:*'],
    ]);
    expect(after).not.toMatch(/extra"|_attachment/);
    expect(after).toContain('# checkov:skip=CKV_AWS_111: why');
    const second = await proposeFolder({ 'main.tf': after, ...sources });
    expect({ changes: second.changes, verdicts: second.verdicts }).toEqual({
      changes: [],
      verdicts: ['aws_lambda_function.a same', 'aws_lambda_function.b same'],
    });
  });

  it('leave a managed policy alone that both are attached to', async () => {
    const attach = (name: string) =>
      `resource "aws_iam_role_policy_attachment" "${name}" {\n  role       = aws_iam_role.${name}.name\n  policy_arn = aws_iam_policy.shared.arn\n}\n`;
    const shared = `${document('shared')}resource "aws_iam_policy" "shared" {\n  policy = data.aws_iam_policy_document.shared.json\n}\n`;
    const text = `${shared}${fn('a', attach('a'))}${fn('b', attach('b'))}`;
    const { changes, said } = await proposeFolder({ 'main.tf': text, ...sources });
    expect(changes).toEqual([]);
    expect(said).toEqual(
      ['a', 'b'].map(
        (name) =>
          `IT708 The policy of aws_lambda_function.${name} was not edited: its policy shared is used in several places.`,
      ),
    );
  });
});

describe("what only the deployment or the request decides, and today's policy names", () => {
  const KEY = (resource: string) =>
    `Policies:
  - Version: '2012-10-17'
    Statement:
      - { Effect: Allow, Action: 's3:GetObject', Resource: 'arn:aws:s3:::*' }
      - { Effect: Allow, Action: ${resource}, Resource: 'arn:aws:kms:eu-west-1:111122223333:key/1' }`;
  const kms = ({ rows }: { rows: string[] }) => rows.filter((row) => row.includes('kms'));

  it('the key of a bucket that another stack may encrypt is kept', async () => {
    const files = { 'template.yaml': FUNCTION(KEY('kms:Decrypt')), 'index.mjs': READ };
    expect(kms(await proposeFolder(files))).toEqual(['kept kms:Decrypt arn:aws:kms:eu-west-1:111122223333:key/1']);
  });

  it('but not when it is written as a wildcard, or no call can need it', async () => {
    const wide = { 'template.yaml': FUNCTION(KEY("'kms:*'")), 'index.mjs': READ };
    expect((await proposeFolder(wide)).removed.filter((line) => line.includes('kms'))).toHaveLength(1);
    const idle = { 'template.yaml': FUNCTION(KEY('kms:Decrypt')), 'index.mjs': NOTHING };
    expect((await proposeFolder(idle)).removed.filter((line) => line.includes('kms'))).toHaveLength(1);
  });

  it('nor the key of a bucket of this template, which is not encrypted with it', async () => {
    const read = READ.replaceAll('event.bucket', 'process.env.BUCKET');
    const own = `${KEY('kms:Decrypt')}\nEnvironment:\n  Variables:\n    BUCKET: !Ref Uploads`;
    const files = { 'template.yaml': FUNCTION(own, 'Uploads:\n  Type: AWS::S3::Bucket'), 'index.mjs': read };
    expect((await proposeFolder(files)).removed.filter((line) => line.includes('kms'))).toHaveLength(1);
  });

  it('passing a role is kept when the request may name one', async () => {
    const { rows, removed } = await proposeFolder({
      'template.yaml': FUNCTION(`Policies:
  - Version: '2012-10-17'
    Statement:
      - { Effect: Allow, Action: 'appsync:*', Resource: '*' }
      - { Effect: Allow, Action: iam:PassRole, Resource: 'arn:aws:iam::111122223333:role/logs' }`),
      'index.mjs': `${SDK('appsync', 'AppSyncClient, UpdateGraphqlApiCommand')}export const handler = (event) => new AppSyncClient({}).send(new UpdateGraphqlApiCommand({ ...event, apiId: event.id }));\n`,
    });
    expect(rows.filter((row) => row.includes('PassRole'))).toEqual([
      'kept iam:PassRole arn:aws:iam::111122223333:role/logs',
    ]);
    expect(removed.filter((line) => line.includes('role/logs'))).toHaveLength(1);
  });

  it('a grant on a parameter is not said to be unused beside a need that may be on anything', async () => {
    const { analysis } = await analyzeProject(
      folderOf({
        'template.yaml': FUNCTION(`Policies:
  - Version: '2012-10-17'
    Statement:
      - { Effect: Allow, Action: 'lambda:GetAlias', Resource: !Ref UploadBucket }`),
        'index.mjs': `${SDK('lambda', 'LambdaClient, GetAliasCommand')}export const handler = (event) => new LambdaClient({}).send(new GetAliasCommand({ FunctionName: event.arn, Name: 'live' }));\n`,
      }),
      {},
    );
    const [comparison] = compareFunctions(analysis);
    expect(comparison!.rows.map(({ change, action, resource }) => `${change} ${action} ${resource}`)).toEqual([
      'undecided lambda:GetAlias arn:aws:lambda:*:*:function:*',
      'kept lambda:GetAlias ${UploadBucket}',
    ]);
  });
});

describe('what an extension of a layer does', () => {
  it.each([
    ['named', 'arn:aws:lambda:us-east-1:027255383542:layer:AWS-AppConfig-Extension:82', 1],
    ['the default of a parameter', '!Ref Layer', 1],
    ['another layer', 'arn:aws:lambda:us-east-1:027255383542:layer:Other:82', 0],
  ])('keeps its grants: %s', async (_name, layer, kept) => {
    const { added } = await proposeFolder({
      'template.yaml': FUNCTION(`Layers: [${layer}]
Policies:
  - Statement:
      - { Effect: Allow, Action: [appconfig:GetLatestConfiguration, s3:GetObject], Resource: '*' }`).replace(
        'Parameters:\n',
        "Parameters:\n  Layer: { Type: String, Default: 'arn:aws:lambda:eu-west-1:1:layer:AWS-AppConfig-Extension:1' }\n",
      ),
      'index.mjs': NOTHING,
    });
    expect(added.filter((line) => line.includes('appconfig:GetLatestConfiguration'))).toHaveLength(kept);
    expect(added.filter((line) => line.includes('s3:'))).toEqual([]);
  });
});

describe('an inline policy that cannot be read', () => {
  it('is a policy whose text is not known: nothing is called lacking, nothing written', async () => {
    const { rows, verdicts, changes } = await proposeFolder({
      'template.yaml': `Resources:
  Role:
    Type: AWS::IAM::Role
    Properties: { AssumeRolePolicyDocument: {} }
  More:
    Type: AWS::IAM::Policy
    Properties:
      PolicyName: more
      Roles: [!Ref Role]
      PolicyDocument: !Transform { Name: Policies, Parameters: {} }
  Fn:
    Type: AWS::Lambda::Function
    Properties: { Handler: index.handler, Runtime: nodejs22.x, Code: ., Role: !GetAtt Role.Arn }
`,
      'index.mjs': READ,
    });
    expect(verdicts).toEqual(['Fn unknown']);
    expect(rows.filter((row) => row.startsWith('lacking'))).toEqual([]);
    expect(changes).toEqual([]);
  });
});

describe('a log group that is named after its function', () => {
  it.each([':*', '*'])('is the one the function writes to: grant on its ARN with %s', async (end) => {
    const { rows, verdicts } = await proposeFolder({
      'main.tf': `resource "aws_lambda_function" "f" {
  function_name = "my-fn"
  role          = aws_iam_role.r.arn
  handler       = "index.handler"
  runtime       = "nodejs22.x"
  filename      = "index.mjs"
}
resource "aws_cloudwatch_log_group" "g" {
  name = "/aws/lambda/\${aws_lambda_function.f.function_name}"
}
resource "aws_iam_role" "r" {
  assume_role_policy = "{}"
}
resource "aws_iam_role_policy" "p" {
  role   = aws_iam_role.r.id
  policy = jsonencode({ Statement = [{ Effect = "Allow", Action = ["logs:CreateLogStream", "logs:PutLogEvents"], Resource = "\${aws_cloudwatch_log_group.g.arn}${end}" }] })
}
`,
      'index.mjs': NOTHING,
    });
    const change = end === ':*' ? 'kept' : 'narrowed';
    expect(rows).toEqual(
      ['CreateLogStream', 'PutLogEvents'].map(
        (one) => `${change} logs:${one} \${aws_cloudwatch_log_group.g.Arn}${end}`,
      ),
    );
    expect(verdicts).toEqual([end === ':*' ? 'aws_lambda_function.f same' : 'aws_lambda_function.f only-removes']);
  });
});
