import { openCatalog } from '../../src/catalog/index.js';
import { minimize } from '../../src/minimize/index.js';
import type { Analysis, FunctionAnalysis } from '../../src/model/analysis.js';
import type { DeployedResource, LambdaFunction, Project } from '../../src/model/function.js';
import type { Permission } from '../../src/model/permission.js';
import { concatTexts, literal, type Text, type TextPart } from '../../src/model/text.js';
import { withTemplatePolicies } from '../../src/template-policies.js';

/** What CloudFormation gives for each name of the shop's template once it is deployed: written down by hand from its documentation. */
export const DEPLOYED: { [name: string]: { type: string; ref: string; attributes: { [name: string]: string } } } = {
  Orders: {
    type: 'AWS::DynamoDB::Table',
    ref: 'shop-orders',
    attributes: { Arn: 'arn:aws:dynamodb:eu-west-1:111122223333:table/shop-orders' },
  },
  Uploads: { type: 'AWS::S3::Bucket', ref: 'shop-uploads', attributes: { Arn: 'arn:aws:s3:::shop-uploads' } },
  OrderEvents: {
    type: 'AWS::SNS::Topic',
    ref: 'arn:aws:sns:eu-west-1:111122223333:shop-events',
    attributes: { TopicArn: 'arn:aws:sns:eu-west-1:111122223333:shop-events', TopicName: 'shop-events' },
  },
  MailKey: {
    type: 'AWS::SecretsManager::Secret',
    ref: 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:MailKey-a1b2c3',
    attributes: { Id: 'arn:aws:secretsmanager:eu-west-1:111122223333:secret:MailKey-a1b2c3' },
  },
  Subnet: { type: 'AWS::EC2::Subnet', ref: 'subnet-0abc', attributes: { SubnetId: 'subnet-0abc' } },
  Flow: {
    type: 'AWS::StepFunctions::StateMachine',
    ref: 'arn:aws:states:eu-west-1:111122223333:stateMachine:Flow',
    attributes: { Arn: 'arn:aws:states:eu-west-1:111122223333:stateMachine:Flow' },
  },
  jobQueue: {
    type: 'AWS::SQS::Queue',
    ref: 'https://sqs.eu-west-1.amazonaws.com/111122223333/jobs',
    attributes: { Arn: 'arn:aws:sqs:eu-west-1:111122223333:jobs' },
  },
  Worker: {
    type: 'AWS::IAM::Role',
    ref: 'shop-worker',
    attributes: { Arn: 'arn:aws:iam::111122223333:role/shop-worker' },
  },
};

/** The ARN of each resource, whatever attribute or `Ref` gives it. */
export const ARNS: { [name: string]: string } = {
  ...Object.fromEntries(
    Object.entries(DEPLOYED).map(([name, { ref, attributes }]) => [name, attributes['Arn'] ?? ref]),
  ),
  Subnet: 'arn:aws:ec2:eu-west-1:111122223333:subnet/subnet-0abc',
};

export const PSEUDO: { [name: string]: string } = {
  'AWS::Partition': 'aws',
  'AWS::Region': 'eu-west-1',
  'AWS::AccountId': '111122223333',
  'AWS::URLSuffix': 'amazonaws.com',
  'AWS::StackName': 'shop',
};

export const at = (line: number) => ({ file: 'src/app.ts', line, column: 3 });

export const arnOf = (target: string): TextPart => ({
  kind: 'reference',
  target,
  attribute: 'Arn',
  targetKind: 'resource',
  targetType: DEPLOYED[target]!.type,
});

export const refTo = (target: string, targetKind: 'pseudo' | 'parameter' | 'import' | 'dynamic'): TextPart => ({
  kind: 'reference',
  target,
  targetKind,
});

/** The name at the end of a queue's URL that only the deployment knows. */
const nameOfUrl = (target: string, targetKind: 'parameter' | 'import'): TextPart => ({
  kind: 'reference',
  target,
  targetKind,
  piece: { separator: '/', index: 4 },
});

const text = (...parts: (string | TextPart)[]): Text =>
  concatTexts(parts.flatMap((part): Text => (typeof part === 'string' ? literal(part) : [part])));

const env = (name: string): TextPart => ({ kind: 'env', name });

export const arn = (service: string, ...rest: (string | TextPart)[]): Text =>
  text(
    'arn:',
    refTo('AWS::Partition', 'pseudo'),
    `:${service}:`,
    refTo('AWS::Region', 'pseudo'),
    ':',
    refTo('AWS::AccountId', 'pseudo'),
    ':',
    ...rest,
  );

export const permission = (
  action: `${string}:${string}`,
  resource: Text,
  extra: Partial<Permission> = {},
): Permission => ({
  action,
  resource,
  evidence: [{ source: 'static', strength: 'proven', at: at(4), operation: action, path: ['handler'] }],
  ...extra,
});

/** Everything a policy of ours can hold: each kind of reference, alone and in text, escapes, conditions, quotes and odd characters. */
export const CREATE_ORDER: Permission[] = [
  permission('dynamodb:GetItem', [arnOf('Orders')]),
  permission('dynamodb:PutItem', [arnOf('Orders')]),
  permission('dynamodb:Query', [arnOf('Orders')]),
  permission('dynamodb:Query', text(arnOf('Orders'), '/index/*')),
  permission('s3:GetObject', text(arnOf('Uploads'), '/*')),
  permission('s3:PutObject', text(arnOf('Uploads'), '/it\'s ${*} "quoted" `tick` ${aws:PrincipalTag/team} 100%{x} $')),
  permission('sns:Publish', [arnOf('OrderEvents')]),
  permission('secretsmanager:GetSecretValue', [arnOf('MailKey')]),
  permission('sqs:SendMessage', [arnOf('jobQueue')]),
  permission('sqs:SendMessage', text(arnOf('jobQueue'), '-dlq')),
  permission('sqs:SendMessage', arn('sqs', nameOfUrl('OutboxUrl', 'parameter'))),
  permission('sqs:ReceiveMessage', arn('sqs', nameOfUrl('inbox-url', 'import'), '.fifo')),
  permission('ec2:CreateNetworkInterface', [arnOf('Subnet')]),
  permission('dynamodb:Scan', arn('dynamodb', 'table/', env('AUDIT_TABLE'))),
  permission('dynamodb:DeleteItem', [env('AUDIT_TABLE_ARN')]),
  permission('ssm:GetParameter', arn('ssm', 'parameter/', refTo('Stage', 'parameter'), '/mail')),
  permission('kms:Decrypt', [refTo('${AWS::StackName}-KeyArn', 'import')]),
  permission('kinesis:PutRecord', [refTo('shared-stream-arn', 'import')]),
  permission('kinesis:PutRecords', text(refTo('shared-stream-arn', 'import'), '-v2')),
  permission('lambda:InvokeFunction', arn('lambda', 'function:', refTo('resolve:ssm:/shop/fn', 'dynamic'))),
  permission('s3:ListAllMyBuckets', literal('*')),
  permission('iam:PassRole', [arnOf('Worker')], {
    condition: {
      StringEquals: { 'iam:PassedToService': [text('states.amazonaws.com'), text("o'ther.amazonaws.com")] },
    },
  }),
  permission('kms:GenerateDataKey', arn('kms', 'key/*'), {
    condition: {
      'ForAnyValue:StringLike': { 'kms:ResourceAliases': [text('alias/', refTo('Stage', 'parameter'), '-*')] },
      StringEquals: {
        'kms:ViaService': [text('s3.', refTo('AWS::Region', 'pseudo'), '.', refTo('AWS::URLSuffix', 'pseudo'))],
      },
    },
  }),
];

export const lambda = (id: string, extra: Partial<LambdaFunction> = {}): LambdaFunction => ({
  id,
  handler: { file: 'src/app.ts', export: 'handler' },
  runtime: 'nodejs22.x',
  codePath: 'src',
  environment: {},
  triggers: [],
  platform: [],
  declaredAt: { file: 'template.yaml', line: 10, column: 3 },
  template: 'template.yaml',
  ...extra,
});

export const catalog = openCatalog();
export const OPTIONS = { toolVersion: '1.2.3', catalog };

export function shop(kind = 'sam', functions: FunctionAnalysis[] = [result('CreateOrder', CREATE_ORDER)]): Analysis {
  const resources = Object.fromEntries(
    Object.entries(DEPLOYED).map(([target, { type }]): [string, DeployedResource] => [
      target,
      { target, type, at: { file: 'template.yaml', line: 1, column: 1 }, properties: {} },
    ]),
  );
  const project: Project = {
    root: '/project',
    kind,
    functions: functions.map(({ fn }) => fn),
    resources,
    findings: [],
    templates: { 'template.yaml': { kind, resources } },
  };
  const analysis: Analysis = { project, catalogVersion: catalog.version, arnContext: {}, functions };
  return withTemplatePolicies(analysis, catalog);
}

export function result(id: string, permissions: Permission[], extra: Partial<FunctionAnalysis> = {}): FunctionAnalysis {
  const { policies } = minimize(permissions, { arnContext: {}, name: `${id}-policy`, catalog });
  return { fn: lambda(id), calls: [], permissions, policies, findings: [], ledger: [], files: [], ...extra };
}
