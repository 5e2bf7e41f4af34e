// What a role of the synthetic organisation does: one habit per operation. Each makes the variable part of a record.
// `logged` is `data` for data events, which carry `resources`; management events mostly carry none, as in real trails.

const json = JSON.stringify;
const arn = (service, region, account, rest) => `arn:aws:${service}:${region}:${account}:${rest}`;

/** name → (role, random) → maker of { source, name, parameters, resources?, invokedBy?, category? }; called once per event. */
export const HABITS = {
  'read objects': ({ bucket }, r) => s3('GetObject', bucket, () => `uploads/${r.uuid()}/document.pdf`),
  'read settings': ({ bucket }) => s3('GetObject', bucket, () => 'config/settings.json'),
  'write reports': ({ bucket }, r) =>
    s3('PutObject', bucket, (day) => `reports/${day.replaceAll('-', '/')}/report-${r.hex(20)}.csv`),
  'list objects':
    ({ bucket }) =>
    () => ({
      source: 's3',
      name: 'ListObjects',
      category: 'Data',
      parameters: json({
        'list-type': '2',
        bucketName: bucket,
        prefix: 'uploads/',
        Host: `${bucket}.s3.amazonaws.com`,
      }),
      resources: json([{ type: 'AWS::S3::Object', ARNPrefix: `arn:aws:s3:::${bucket}/uploads/` }, s3Bucket(bucket)]),
    }),
  'get item': (role, r) => table('GetItem', role, r),
  'put item': (role, r) => table('PutItem', role, r),
  'query index': (role) => () => ({
    source: 'dynamodb',
    name: 'Query',
    category: 'Data',
    parameters: json({
      tableName: role.table,
      indexName: 'byCustomer',
      keyConditions: 'HIDDEN_DUE_TO_SECURITY_REASONS',
    }),
    resources: json([
      {
        accountId: role.account,
        type: 'AWS::DynamoDB::Table',
        ARN: arn('dynamodb', role.region, role.account, `table/${role.table}`),
      },
    ]),
  }),
  'send message': (role) => () => ({
    source: 'sqs',
    name: 'SendMessage',
    category: 'Data',
    parameters: json({
      queueUrl: `https://sqs.${role.region}.amazonaws.com/${role.account}/${role.queue}`,
      messageBody: 'HIDDEN_DUE_TO_SECURITY_REASONS',
    }),
    resources: json([
      { accountId: role.account, type: 'AWS::SQS::Queue', ARN: arn('sqs', role.region, role.account, role.queue) },
    ]),
  }),
  'invoke function': (role) => () => ({
    source: 'lambda',
    name: 'Invoke',
    category: 'Data',
    parameters: json({
      functionName: arn('lambda', role.region, role.account, `function:${role.callee}`),
      invocationType: 'Event',
    }),
    resources: json([
      {
        accountId: role.account,
        type: 'AWS::Lambda::Function',
        ARN: arn('lambda', role.region, role.account, `function:${role.callee}`),
      },
    ]),
  }),
  'decrypt for dynamodb': (role) => () => ({
    source: 'kms',
    name: 'Decrypt',
    invokedBy: 'dynamodb.amazonaws.com',
    parameters: json({
      encryptionContext: { 'aws:dynamodb:tableName': role.table, 'aws:dynamodb:subscriberId': role.account },
      encryptionAlgorithm: 'SYMMETRIC_DEFAULT',
    }),
    resources: json([
      { accountId: role.account, type: 'AWS::KMS::Key', ARN: arn('kms', role.region, role.account, `key/${role.key}`) },
    ]),
  }),
  'get secret': (role) => () => ({
    source: 'secretsmanager',
    name: 'GetSecretValue',
    parameters: json({ secretId: arn('secretsmanager', role.region, role.account, `secret:${role.secret}`) }),
  }),
  'get parameter': (role) => () => ({
    source: 'ssm',
    name: 'GetParameter',
    parameters: json({ name: `/${role.app}/settings`, withDecryption: true }),
  }),
  'get parameters': (role) => () => ({
    source: 'ssm',
    name: 'GetParametersByPath',
    parameters: json({ path: `/${role.app}`, recursive: true }),
  }),
  'publish metric': () => () => ({
    source: 'monitoring',
    name: 'PutMetricData',
    category: 'Data',
    parameters: json({ namespace: 'Shop' }),
  }),
  'start execution': (role, r) => () => ({
    source: 'states',
    name: 'StartExecution',
    parameters: json({
      stateMachineArn: arn('states', role.region, role.account, `stateMachine:${role.machine}`),
      name: r.uuid(),
      input: 'HIDDEN_DUE_TO_SECURITY_REASONS',
    }),
  }),
  'describe execution': (role, r) => () => ({
    source: 'states',
    name: 'DescribeExecution',
    parameters: json({
      executionArn: arn('states', role.region, role.account, `execution:${role.machine}:${r.uuid()}`),
    }),
  }),
  'describe instances': () => () => ({
    source: 'ec2',
    name: 'DescribeInstances',
    parameters: json({ maxResults: 100, instancesSet: {}, filterSet: {} }),
  }),
  'create log stream': (role, r) => () => ({
    source: 'logs',
    name: 'CreateLogStream',
    parameters: json({ logGroupName: `/aws/lambda/${role.app}`, logStreamName: `2026/08/01/[$LATEST]${r.hex(32)}` }),
  }),
  'update function': (role) => () => ({
    source: 'lambda',
    name: 'UpdateFunctionCode20150331v2',
    parameters: json({ functionName: role.callee, dryRun: false, publish: true }),
  }),
  'assume role': (role) => () => ({
    source: 'sts',
    name: 'AssumeRole',
    parameters: json({
      roleArn: `arn:aws:iam::${role.account}:role/shared/${role.app}-reader`,
      roleSessionName: 'job',
    }),
    resources: json([
      {
        accountId: role.account,
        type: 'AWS::IAM::Role',
        ARN: `arn:aws:iam::${role.account}:role/shared/${role.app}-reader`,
      },
    ]),
  }),
  'describe table': (role) => () => ({
    source: 'dynamodb',
    name: 'DescribeTable',
    parameters: json({ tableName: role.table }),
  }),
  'who am I': () => () => ({ source: 'sts', name: 'GetCallerIdentity', parameters: 'null' }),
};

const s3Bucket = (bucket) => ({ accountId: '111122223333', type: 'AWS::S3::Bucket', ARN: `arn:aws:s3:::${bucket}` });

const s3 = (name, bucket, keyOf) => (day) => {
  const key = keyOf(day);
  return {
    source: 's3',
    name,
    category: 'Data',
    parameters: json({ bucketName: bucket, Host: `${bucket}.s3.amazonaws.com`, key }),
    resources: json([{ type: 'AWS::S3::Object', ARN: `arn:aws:s3:::${bucket}/${key}` }, s3Bucket(bucket)]),
  };
};

const table = (name, role, r) => () => ({
  source: 'dynamodb',
  name,
  category: 'Data',
  parameters: json({ tableName: role.table, key: { pk: r.hex(12) }, returnConsumedCapacity: 'NONE' }),
  resources: json([
    {
      accountId: role.account,
      type: 'AWS::DynamoDB::Table',
      ARN: arn('dynamodb', role.region, role.account, `table/${role.table}`),
    },
  ]),
});
