import { describe, expect, it } from 'vitest';
import { openCatalog } from '../../src/catalog/index.js';
import type { EventFilter } from '../../src/dynamic/evidence-source.js';
import { collectFolder, logPath, writeLogs } from './records.js';

/**
 * Small histories whose usage was written down from the documentation before the tool read them. Record format:
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html and …-user-identity.html
 */
type Fields = { [member: string]: unknown };

const ACCOUNT = '123456789012';
const OTHER = '999988887777';
const NIGHTLY = `arn:aws:iam::${ACCOUNT}:role/team/jobs/nightly`;
const REGION = 'eu-central-1';
const at = (service: string, rest: string, account = ACCOUNT) => `arn:aws:${service}:${REGION}:${account}:${rest}`;

let made = 0;
const assumed = (issuer: string, extra: Fields = {}): Fields => ({
  type: 'AssumedRole',
  principalId: 'AROAEXAMPLE:run-1',
  arn: `arn:aws:sts::${issuer.split(':')[4]}:assumed-role/${issuer.split('/').at(-1)}/run-1`,
  accountId: issuer.split(':')[4],
  accessKeyId: 'ASIAEXAMPLE',
  sessionContext: {
    sessionIssuer: {
      type: 'Role',
      principalId: 'AROAEXAMPLE',
      arn: issuer,
      accountId: issuer.split(':')[4],
      userName: 'x',
    },
    attributes: { creationDate: '2026-08-02T09:00:00Z', mfaAuthenticated: 'false' },
  },
  ...extra,
});

/** `service:EventName` and what the event says beyond the common members. */
const call = (name: string, requestParameters: unknown, change: Fields = {}): Fields => ({
  eventVersion: '1.09',
  userIdentity: assumed(NIGHTLY),
  eventTime: '2026-08-02T10:00:00Z',
  eventSource: `${name.split(':')[0]}.amazonaws.com`,
  eventName: name.split(':')[1],
  awsRegion: REGION,
  sourceIPAddress: '198.51.100.4',
  userAgent: 'aws-sdk',
  requestParameters,
  responseElements: null,
  requestID: 'r',
  eventID: `id-${++made}`,
  readOnly: false,
  eventType: 'AwsApiCall',
  managementEvent: true,
  recipientAccountId: ACCOUNT,
  eventCategory: 'Management',
  ...change,
});
const res = (type: string, ARN: string, accountId = ACCOUNT) => ({ accountId, type, ARN });
const data = (...resources: unknown[]): Fields => ({ eventCategory: 'Data', managementEvent: false, resources });
const object = (event: string, key: string, change: Fields = {}, bucket = 'inbox') =>
  call(
    `s3:${event}`,
    { bucketName: bucket, key, Host: `${bucket}.s3.${REGION}.amazonaws.com` },
    {
      ...data(
        { type: 'AWS::S3::Object', ARN: `arn:aws:s3:::${bucket}/${key}` },
        res('AWS::S3::Bucket', `arn:aws:s3:::${bucket}`),
      ),
      ...change,
    },
  );
const item = (table: string, change: Fields = {}) =>
  call(
    'dynamodb:GetItem',
    { tableName: table, key: { id: { s: '1' } } },
    { ...data(res('AWS::DynamoDB::Table', at('dynamodb', `table/${table}`))), ...change },
  );
const by = (userIdentity: Fields): Fields => ({ userIdentity });

interface History {
  name: string;
  files?: { [path: string]: Fields[] };
  records?: Fields[];
  filter?: Partial<EventFilter>;
  uses: string[];
  skipped?: { [reason: string]: number };
}

const same = (one: Fields): Fields => ({ ...one });
const twice = item('T');
const late = item('T', { eventTime: '2026-08-02T23:59:30Z' });
const lists = (id: string) => call('iam:ListRoles', null, { awsRegion: 'us-east-1', eventID: id });
const KEY = at('kms', 'key/0a1b2c3d-0000-4000-8000-000000000001');
const decrypt = (invokedBy: string, change: Fields = {}) =>
  call(
    'kms:Decrypt',
    { encryptionContext: { 'aws:dynamodb:tableName': 'T' }, encryptionAlgorithm: 'SYMMETRIC_DEFAULT' },
    {
      userIdentity: assumed(NIGHTLY, { invokedBy }),
      sourceIPAddress: invokedBy,
      userAgent: invokedBy,
      resources: [res('AWS::KMS::Key', KEY)],
      ...change,
    },
  );
const ROLE_B = `arn:aws:iam::${ACCOUNT}:role/b`;
const SSO = `arn:aws:iam::${ACCOUNT}:role/aws-reserved/sso.amazonaws.com/${REGION}/AWSReservedSSO_Ops_0123456789abcdef`;
const GOV = 'arn:aws-us-gov:iam::123456789012:role/gov';
const CN = 'arn:aws-cn:iam::123456789012:role/cn';

const HISTORIES: History[] = [
  {
    name: 'a role with a path',
    records: [item('T')],
    uses: [`dynamodb:GetItem ${at('dynamodb', 'table/T')} allowed direct 1`],
  },
  {
    name: 'a chain of roles',
    records: [
      call('sts:AssumeRole', { roleArn: ROLE_B, roleSessionName: 's' }, { resources: [res('AWS::IAM::Role', ROLE_B)] }),
      item('T', by(assumed(ROLE_B))),
    ],
    uses: [
      `(b) dynamodb:GetItem ${at('dynamodb', 'table/T')} allowed direct 1`,
      `sts:AssumeRole ${ROLE_B} allowed direct 1`,
    ],
  },
  {
    name: 'a chain with tags and a source identity',
    records: [
      call(
        'sts:AssumeRole',
        { roleArn: ROLE_B, roleSessionName: 's', sourceIdentity: 'jo', tags: [{ key: 'k', value: 'v' }] },
        { resources: [res('AWS::IAM::Role', ROLE_B)] },
      ),
    ],
    uses: ['AssumeRole', 'SetSourceIdentity', 'TagSession'].map((one) => `sts:${one} ${ROLE_B} allowed direct 1`),
  },
  {
    name: 'sessions of SAML and web identity begin without a role and go on as one',
    records: [
      call(
        'sts:AssumeRoleWithSAML',
        { roleArn: ROLE_B },
        by({ type: 'SAMLUser', userName: 'jo', identityProvider: 'p' }),
      ),
      call('sts:AssumeRoleWithWebIdentity', { roleArn: ROLE_B }, by({ type: 'WebIdentityUser', userName: 'jo' })),
      item(
        'T',
        by({
          ...assumed(NIGHTLY),
          sessionContext: {
            webIdFederationData: { federatedProvider: 'arn:aws:iam::123456789012:oidc-provider/x', attributes: {} },
            sessionIssuer: { type: 'Role', arn: NIGHTLY },
          },
        }),
      ),
    ],
    uses: [`dynamodb:GetItem ${at('dynamodb', 'table/T')} allowed direct 1`],
    skipped: { 'not-a-role': 2 },
  },
  {
    name: 'a service-linked role',
    records: [
      call(
        'ec2:DescribeInstances',
        null,
        by(
          assumed(
            `arn:aws:iam::${ACCOUNT}:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling`,
          ),
        ),
      ),
    ],
    uses: [],
    skipped: { 'service-linked-role': 1 },
  },
  {
    name: 'callers that are no role',
    records: [
      by({ type: 'Root', arn: `arn:aws:iam::${ACCOUNT}:root` }),
      by({
        type: 'IAMUser',
        arn: `arn:aws:iam::${ACCOUNT}:user/u`,
        sessionContext: { sessionIssuer: {}, attributes: { mfaAuthenticated: 'true' } },
      }),
      by({ type: 'AWSService', invokedBy: 'lambda.amazonaws.com' }),
      by({ type: 'AWSAccount', accountId: OTHER, principalId: 'AROA:s' }),
      by({
        type: 'FederatedUser',
        sessionContext: { sessionIssuer: { type: 'IAMUser', arn: `arn:aws:iam::${ACCOUNT}:user/u` } },
      }),
      by({ type: 'IdentityCenterUser', onBehalfOf: { userId: 'u' } }),
      by({ type: 'Unknown' }),
      by({ type: 'AssumedRole', arn: `arn:aws:sts::${ACCOUNT}:assumed-role/nightly/s` }),
      by({ type: 'AssumedRole', sessionContext: { sessionIssuer: null } }),
      { userIdentity: null },
    ].map((who) => item('T', who)),
    uses: [],
    skipped: { 'not-a-role': 10 },
  },
  {
    name: 'a permission set of Identity Center',
    records: [call('ec2:DescribeInstances', { instancesSet: {} }, by(assumed(SSO)))],
    uses: ['(AWSReservedSSO_Ops_0123456789abcdef) ec2:DescribeInstances * allowed direct 1'],
  },
  {
    name: 'another account’s bucket, in the owner’s log alone',
    records: [object('GetObject', 'in/a.csv', { recipientAccountId: OTHER, sharedEventID: 's-1' })],
    uses: ['s3:GetObject arn:aws:s3:::inbox/in/a.csv allowed direct 1'],
  },
  {
    name: 'another account’s bucket, in both logs',
    records: [
      object('GetObject', 'in/a.csv', { recipientAccountId: OTHER, sharedEventID: 's-2' }),
      object('GetObject', 'in/a.csv', { sharedEventID: 's-2' }),
    ],
    uses: ['s3:GetObject arn:aws:s3:::inbox/in/a.csv allowed direct 1'],
  },
  {
    name: 'another account’s table by name in its own account, by ARN abroad',
    records: [
      call(
        'dynamodb:GetItem',
        { tableName: at('dynamodb', 'table/Far', OTHER) },
        data(res('AWS::DynamoDB::Table', at('dynamodb', 'table/Far', OTHER), OTHER)),
      ),
    ],
    uses: [`dynamodb:GetItem ${at('dynamodb', 'table/Far', OTHER)} allowed direct 1`],
  },
  {
    name: 'refusals in their spellings',
    records: [
      item('T', {
        errorCode: 'AccessDeniedException',
        errorMessage: 'User: … is not authorized to perform: dynamodb:GetItem',
      }),
      object('GetObject', 'in/a.csv', { errorCode: 'AccessDenied', errorMessage: 'Access Denied' }),
      call(
        'ec2:StopInstances',
        { instancesSet: { items: [{ instanceId: 'i-1' }] } },
        { errorCode: 'Client.UnauthorizedOperation' },
      ),
    ],
    uses: [
      `dynamodb:GetItem ${at('dynamodb', 'table/T')} denied direct 1`,
      `ec2:StopInstances ${at('ec2', 'instance/i-1')} denied direct 1`,
      's3:GetObject arn:aws:s3:::inbox/in/a.csv denied direct 1',
    ],
  },
  {
    name: 'a dry run proves the permission, and other failures behind the check are use',
    records: [
      call(
        'ec2:StopInstances',
        { instancesSet: { items: [{ instanceId: 'i-1' }] } },
        { errorCode: 'Client.DryRunOperation', errorMessage: 'Request would have succeeded, but DryRun flag is set.' },
      ),
      item('T', { errorCode: 'ProvisionedThroughputExceededException' }),
      item('T', { errorCode: 'ValidationException' }),
      item('T', { errorCode: 'ResourceNotFoundException' }),
      object('GetObject', 'in/a.csv', { errorCode: 'NoSuchKey' }),
    ],
    uses: [
      `dynamodb:GetItem ${at('dynamodb', 'table/T')} allowed direct 3`,
      `ec2:StopInstances ${at('ec2', 'instance/i-1')} allowed direct 1`,
      's3:GetObject arn:aws:s3:::inbox/in/a.csv allowed direct 1',
    ],
  },
  {
    name: 'a function whose own role may not decrypt was invoked all the same',
    records: [
      call(
        'lambda:Invoke',
        { functionName: at('lambda', 'function:f') },
        { ...data(res('AWS::Lambda::Function', at('lambda', 'function:f'))), errorCode: 'KMSAccessDeniedException' },
      ),
      call(
        'lambda:Invoke',
        { functionName: at('lambda', 'function:f') },
        { ...data(res('AWS::Lambda::Function', at('lambda', 'function:f'))), errorCode: 'EC2AccessDeniedException' },
      ),
    ],
    uses: [`lambda:InvokeFunction ${at('lambda', 'function:f')} allowed direct 2`],
  },
  {
    name: 'old and wrong credentials prove nothing',
    records: ['ExpiredToken', 'Client.RequestExpired', 'InvalidClientTokenId'].map((errorCode) =>
      item('T', { errorCode }),
    ),
    uses: [],
    skipped: { 'not-authenticated': 3 },
  },
  {
    name: 'a key used by services for the role',
    records: [
      decrypt('dynamodb.amazonaws.com'),
      decrypt('secretsmanager.amazonaws.com'),
      decrypt('AWS Internal'),
      decrypt('sqs.amazonaws.com', { eventName: 'GenerateDataKey' }),
      decrypt('x', { userIdentity: assumed(NIGHTLY) }),
    ],
    uses: [
      `kms:Decrypt ${KEY} allowed AWS Internal 1`,
      `kms:Decrypt ${KEY} allowed direct 1`,
      `kms:Decrypt ${KEY} allowed dynamodb.amazonaws.com 1`,
      `kms:Decrypt ${KEY} allowed secretsmanager.amazonaws.com 1`,
      `kms:GenerateDataKey ${KEY} allowed sqs.amazonaws.com 1`,
    ],
  },
  {
    name: 'a source identity in the session changes nothing',
    records: [
      item(
        'T',
        by({
          ...assumed(NIGHTLY),
          sessionContext: {
            sourceIdentity: 'jo',
            sessionIssuer: { type: 'Role', arn: NIGHTLY },
            ec2RoleDelivery: '2.0',
          },
        }),
      ),
    ],
    uses: [`dynamodb:GetItem ${at('dynamodb', 'table/T')} allowed direct 1`],
  },
  {
    name: 'messages, one and many',
    records: [
      'SendMessage',
      'SendMessageBatch',
      'ReceiveMessage',
      'DeleteMessageBatch',
      'ChangeMessageVisibilityBatch',
    ].map((event) =>
      call(
        `sqs:${event}`,
        { queueUrl: `https://sqs.${REGION}.amazonaws.com/${ACCOUNT}/jobs` },
        data(res('AWS::SQS::Queue', at('sqs', 'jobs'))),
      ),
    ),
    uses: [
      `sqs:ChangeMessageVisibility ${at('sqs', 'jobs')} allowed direct 1`,
      `sqs:DeleteMessage ${at('sqs', 'jobs')} allowed direct 1`,
      `sqs:ReceiveMessage ${at('sqs', 'jobs')} allowed direct 1`,
      `sqs:SendMessage ${at('sqs', 'jobs')} allowed direct 2`,
    ],
  },
  {
    name: 'topics and telephones',
    records: [
      call(
        'sns:Publish',
        { topicArn: at('sns', 'news'), message: 'HIDDEN_DUE_TO_SECURITY_REASONS' },
        data(res('AWS::SNS::Topic', at('sns', 'news'))),
      ),
      call('sns:PublishBatch', { topicArn: at('sns', 'news') }, data(res('AWS::SNS::Topic', at('sns', 'news')))),
      call(
        'sns:Publish',
        { phoneNumber: 'HIDDEN_DUE_TO_SECURITY_REASONS', message: 'HIDDEN_DUE_TO_SECURITY_REASONS' },
        data({ type: 'AWS::SNS::PhoneNumber' }),
      ),
    ],
    uses: ['sns:Publish * allowed direct 1', `sns:Publish ${at('sns', 'news')} allowed direct 2`],
  },
  {
    name: 'functions, plain and by alias',
    records: [
      call(
        'lambda:Invoke',
        { functionName: at('lambda', 'function:f'), invocationType: 'Event' },
        data(res('AWS::Lambda::Function', at('lambda', 'function:f'))),
      ),
      call(
        'lambda:Invoke',
        { functionName: 'f', qualifier: 'live' },
        data(res('AWS::Lambda::Function', at('lambda', 'function:f:live'))),
      ),
    ],
    uses: [
      `lambda:InvokeFunction ${at('lambda', 'function:f')} allowed direct 1`,
      `lambda:InvokeFunction ${at('lambda', 'function:f:live')} allowed direct 1`,
    ],
  },
  {
    name: 'tables in batches, transactions and by index',
    records: [
      call(
        'dynamodb:BatchWriteItem',
        { requestItems: { A: [], B: [] } },
        data(
          res('AWS::DynamoDB::Table', at('dynamodb', 'table/A')),
          res('AWS::DynamoDB::Table', at('dynamodb', 'table/B')),
        ),
      ),
      call(
        'dynamodb:Query',
        { tableName: 'A', indexName: 'by-day' },
        data(res('AWS::DynamoDB::Table', at('dynamodb', 'table/A'))),
      ),
      call(
        'dynamodb:TransactWriteItems',
        { transactItems: [{ put: { tableName: 'A' } }, { conditionCheck: { tableName: 'B' } }] },
        data(
          res('AWS::DynamoDB::Table', at('dynamodb', 'table/A')),
          res('AWS::DynamoDB::Table', at('dynamodb', 'table/B')),
        ),
      ),
    ],
    uses: [
      `dynamodb:BatchWriteItem ${at('dynamodb', 'table/A')} allowed direct 1`,
      `dynamodb:BatchWriteItem ${at('dynamodb', 'table/B')} allowed direct 1`,
      `dynamodb:ConditionCheckItem ${at('dynamodb', 'table/B')} allowed direct 1`,
      `dynamodb:PutItem ${at('dynamodb', 'table/A')} allowed direct 1`,
      `dynamodb:Query ${at('dynamodb', 'table/A/index/by-day')} allowed direct 1`,
    ],
  },
  {
    name: 'objects by other names of calls',
    records: [
      object('HeadObject', 'fixed/app.json'),
      object('CreateMultipartUpload', 'fixed/big.bin'),
      object('UploadPart', 'fixed/big.bin'),
      object('CompleteMultipartUpload', 'fixed/big.bin'),
      call(
        's3:ListObjects',
        { bucketName: 'inbox', 'list-type': '2', prefix: 'in/' },
        data(res('AWS::S3::Bucket', 'arn:aws:s3:::inbox'), {
          type: 'AWS::S3::Object',
          ARNPrefix: 'arn:aws:s3:::inbox/in/',
        }),
      ),
    ],
    uses: [
      's3:GetObject arn:aws:s3:::inbox/fixed/app.json allowed direct 1',
      's3:ListBucket arn:aws:s3:::inbox allowed direct 1',
      's3:PutObject arn:aws:s3:::inbox/fixed/big.bin allowed direct 3',
    ],
  },
  {
    name: 'an object copied between buckets',
    records: [
      call(
        's3:CopyObject',
        { bucketName: 'outbox', key: 'b.csv', 'x-amz-copy-source': 'inbox/a.csv' },
        data(
          { type: 'AWS::S3::Object', ARN: 'arn:aws:s3:::outbox/b.csv' },
          { type: 'AWS::S3::Object', ARN: 'arn:aws:s3:::inbox/a.csv' },
          res('AWS::S3::Bucket', 'arn:aws:s3:::outbox'),
        ),
      ),
    ],
    uses: [
      's3:GetObject arn:aws:s3:::inbox/a.csv allowed direct 1',
      's3:PutObject arn:aws:s3:::outbox/b.csv allowed direct 1',
    ],
  },
  {
    name: 'keys with signs that patterns know, and of other scripts',
    records: ['a*b', 'a?b', 'a${b}', 'größe/日本'].map((key) => object('PutObject', key)),
    uses: ['a${$}{b}', 'a${*}b', 'a${?}b', 'größe/日本'].map(
      (key) => `s3:PutObject arn:aws:s3:::inbox/${key} allowed direct 1`,
    ),
  },
  {
    name: 'keys made at run time, beside fixed ones',
    records: [
      object('PutObject', 'out/0f8fad5b-d9cb-469f-a165-70867728950e.json'),
      object('PutObject', 'out/7c9e6679-7425-40de-944b-e07fc1f90ae7.json'),
      object('PutObject', 'day=2026-08-01/part-00017.gz'),
      object('GetObject', 'config/app.json'),
    ],
    uses: [
      's3:GetObject arn:aws:s3:::inbox/config/app.json allowed direct 1',
      's3:PutObject arn:aws:s3:::inbox/day=*/part-*.gz allowed direct 1',
      's3:PutObject arn:aws:s3:::inbox/out/*.json allowed direct 2',
    ],
  },
  {
    name: 'names of tables, queues and buckets stay, with numbers and in number',
    records: Array.from({ length: 12 }, (_, n) => item(`orders-2026-${n + 10}`)),
    uses: Array.from(
      { length: 12 },
      (_, n) => `dynamodb:GetItem ${at('dynamodb', `table/orders-2026-${n + 10}`)} allowed direct 1`,
    ),
  },
  {
    name: 'resources without an ARN, without a type, with nothing',
    records: [
      item('T', { resources: [{ accountId: ACCOUNT, type: 'AWS::DynamoDB::Table' }] }),
      item('T', { resources: [{ ARN: at('dynamodb', 'table/T') }] }),
      item('T', { resources: null }),
      item('T', { resources: [] }),
      item('T', { resources: undefined }),
    ],
    uses: [`dynamodb:GetItem ${at('dynamodb', 'table/T')} allowed direct 5`],
  },
  {
    name: 'requests that are not there, hidden or cut',
    records: [
      item('T', { requestParameters: null }),
      item('T', { requestParameters: 'HIDDEN_DUE_TO_SECURITY_REASONS' }),
      item('T', { requestParameters: { omitted: true, originalSize: 300_000, reason: 'x' } }),
      item('T', { requestParameters: null, resources: undefined }),
    ],
    uses: [
      `dynamodb:GetItem ${at('dynamodb', 'table/*')} allowed direct 1`,
      `dynamodb:GetItem ${at('dynamodb', 'table/T')} allowed direct 3`,
    ],
  },
  {
    name: 'Insights, network activity and signing in',
    records: [
      { ...item('T'), eventType: 'AwsCloudTrailInsight', eventCategory: 'Insight', insightDetails: {} },
      { ...item('T'), eventType: 'AwsVpceEvent', eventCategory: 'NetworkActivity', errorCode: 'VpceAccessDenied' },
      call('signin:ConsoleLogin', null, {
        eventType: 'AwsConsoleSignIn',
        responseElements: { ConsoleLogin: 'Success' },
      }),
      call('lambda:UpdateFunctionCode', null, { eventType: 'AwsServiceEvent' }),
    ],
    uses: [],
    skipped: { insight: 1, 'network-activity': 1, 'service-or-console-event': 2 },
  },
  {
    name: 'digests and Insights beside the logs',
    files: {
      [logPath('2026-08-02', '1005', 'a', `${ACCOUNT}/CloudTrail/${REGION}`)]: [item('T')],
      [`AWSLogs/${ACCOUNT}/CloudTrail-Digest/${REGION}/2026/08/02/${ACCOUNT}_CloudTrail-Digest_${REGION}_main_${REGION}_20260802T101010Z.json.gz`]:
        [item('D')],
      [`AWSLogs/${ACCOUNT}/CloudTrail-Insight/${REGION}/2026/08/02/${ACCOUNT}_CloudTrail-Insight_${REGION}_20260802T1010Z_x.json.gz`]:
        [item('I')],
    },
    uses: [`dynamodb:GetItem ${at('dynamodb', 'table/T')} allowed direct 1`],
  },
  {
    name: 'one event twice in a file',
    records: [twice, same(twice)],
    uses: [`dynamodb:GetItem ${at('dynamodb', 'table/T')} allowed direct 1`],
    skipped: { duplicate: 1 },
  },
  {
    name: 'one event in two files',
    files: { 'a.json': [same(twice)], 'b.json': [same(twice)] },
    uses: [`dynamodb:GetItem ${at('dynamodb', 'table/T')} allowed direct 1`],
    skipped: { duplicate: 1 },
  },
  {
    name: 'one event on both sides of midnight',
    files: {
      [logPath('2026-08-02', '2359', 'a', `${ACCOUNT}/CloudTrail/${REGION}`)]: [late],
      [logPath('2026-08-03', '0001', 'b', `${ACCOUNT}/CloudTrail/${REGION}`)]: [same(late)],
    },
    uses: [`dynamodb:GetItem ${at('dynamodb', 'table/T')} allowed direct 1`],
    skipped: { duplicate: 1 },
  },
  {
    name: 'a global service is logged in us-east-1, whatever region is asked for',
    files: {
      [logPath('2026-08-02', '1005', 'a', `${ACCOUNT}/CloudTrail/${REGION}`)]: [item('T')],
      [logPath('2026-08-02', '1005', 'b', `${ACCOUNT}/CloudTrail/us-east-1`)]: [lists('g-1')],
    },
    uses: [`dynamodb:GetItem ${at('dynamodb', 'table/T')} allowed direct 1`, 'iam:ListRoles * allowed direct 1'],
  },
  {
    name: 'times at the edges of the window: the beginning is in it, the end is not',
    records: ['2026-08-02T09:59:59Z', '2026-08-02T10:00:00Z', '2026-08-02T10:59:59Z', '2026-08-02T11:00:00Z'].map(
      (eventTime) => item('T', { eventTime }),
    ),
    filter: { since: '2026-08-02T10:00:00Z', until: '2026-08-02T11:00:00Z' },
    uses: [`dynamodb:GetItem ${at('dynamodb', 'table/T')} allowed direct 2`],
    skipped: { 'outside-window': 2 },
  },
  {
    name: 'times with fractions, zones, and none',
    records: ['2026-08-02T10:00:00.250Z', '2026-08-02T12:30:00+02:00', '', 'yesterday', null].map((eventTime) =>
      item('T', { eventTime }),
    ),
    filter: { since: '2026-08-02T10:00:00Z', until: '2026-08-02T11:00:00Z' },
    uses: [`dynamodb:GetItem ${at('dynamodb', 'table/T')} allowed direct 2`],
    skipped: { 'missing-fields': 3 },
  },
  {
    name: 'a record of 2018, without what came later',
    records: [
      {
        eventVersion: '1.05',
        userIdentity: assumed(NIGHTLY),
        eventTime: '2026-08-02T10:00:00Z',
        eventSource: 'dynamodb.amazonaws.com',
        eventName: 'DescribeTable',
        awsRegion: REGION,
        requestParameters: { tableName: 'T' },
        responseElements: null,
        eventID: 'old-1',
        eventType: 'AwsApiCall',
      },
    ],
    uses: [`dynamodb:DescribeTable ${at('dynamodb', 'table/T')} allowed direct 1`],
  },
  {
    name: 'China and GovCloud',
    records: [
      call('dynamodb:DescribeTable', { tableName: 'T' }, { ...by(assumed(CN)), awsRegion: 'cn-north-1' }),
      call('dynamodb:DescribeTable', { tableName: 'T' }, { ...by(assumed(GOV)), awsRegion: 'us-gov-west-1' }),
      call(
        'sqs:CreateQueue',
        { queueName: 'q' },
        { ...by(assumed(CN)), eventSource: 'sqs.amazonaws.com.cn', awsRegion: 'cn-north-1' },
      ),
    ],
    uses: [
      `(cn) dynamodb:DescribeTable arn:aws-cn:dynamodb:cn-north-1:${ACCOUNT}:table/T allowed direct 1`,
      `(cn) sqs:CreateQueue arn:aws-cn:sqs:cn-north-1:${ACCOUNT}:q allowed direct 1`,
      `(gov) dynamodb:DescribeTable arn:aws-us-gov:dynamodb:us-gov-west-1:${ACCOUNT}:table/T allowed direct 1`,
    ],
  },
  {
    name: 'a megabyte in a record',
    records: [call('dynamodb:GetItem', { filler: 'ü"\\{}[]'.repeat(150_000), tableName: 'T' }, data())],
    uses: [`dynamodb:GetItem ${at('dynamodb', 'table/T')} allowed direct 1`],
  },
  {
    name: 'a role that is passed',
    records: [
      call('lambda:CreateFunction20150331', { functionName: 'f', role: ROLE_B }),
      call('states:CreateStateMachine', { name: 'm', roleArn: ROLE_B }),
    ],
    uses: [
      `iam:PassRole ${ROLE_B} allowed direct 2`,
      `lambda:CreateFunction ${at('lambda', 'function:f')} allowed direct 1`,
      `states:CreateStateMachine ${at('states', 'stateMachine:m')} allowed direct 1`,
    ],
  },
  {
    name: 'executions, by machine and by themselves',
    records: [
      call('states:StartExecution', { stateMachineArn: at('states', 'stateMachine:flow'), name: 'x' }),
      call('states:DescribeExecution', {
        executionArn: at('states', 'execution:flow:0f8fad5b-d9cb-469f-a165-70867728950e'),
      }),
    ],
    uses: [
      `states:DescribeExecution ${at('states', 'execution:flow:*')} allowed direct 1`,
      `states:StartExecution ${at('states', 'stateMachine:flow')} allowed direct 1`,
    ],
  },
  {
    name: 'streams, parameters and metrics',
    records: [
      call(
        'kinesis:PutRecords',
        { streamName: 'clicks' },
        data(res('AWS::Kinesis::Stream', at('kinesis', 'stream/clicks'))),
      ),
      call('ssm:GetParameters', { names: ['/app/a', 'b'], withDecryption: true }),
      call('monitoring:PutMetricData', { namespace: 'N' }),
    ],
    uses: [
      'cloudwatch:PutMetricData * allowed direct 1',
      `kinesis:PutRecords ${at('kinesis', 'stream/clicks')} allowed direct 1`,
      `ssm:GetParameters ${at('ssm', 'parameter/app/a')} allowed direct 1`,
      `ssm:GetParameters ${at('ssm', 'parameter/b')} allowed direct 1`,
    ],
  },
  {
    name: 'secrets by ARN and by name',
    records: [
      call('secretsmanager:GetSecretValue', { secretId: at('secretsmanager', 'secret:db-AbCdEf') }),
      call('secretsmanager:GetSecretValue', { secretId: 'mail' }),
    ],
    uses: [
      `secretsmanager:GetSecretValue ${at('secretsmanager', 'secret:db-AbCdEf')} allowed direct 1`,
      `secretsmanager:GetSecretValue ${at('secretsmanager', 'secret:mail-??????')} allowed direct 1`,
    ],
  },
  {
    name: 'calls that need no permission',
    records: [call('sts:GetCallerIdentity', null)],
    uses: [],
    skipped: { 'no-permission-needed': 1 },
  },
  {
    name: 'events of services nobody knows',
    records: [call('frobnicator:Frob', { a: 1 })],
    uses: [],
    skipped: { unmapped: 1 },
  },
];

describe('a history of', () => {
  const catalog = openCatalog();
  it.each(HISTORIES)('$name', async ({ files, records, filter, uses, skipped = {} }) => {
    const root = writeLogs(files ?? { 'a.json': records! });
    const { usage, complete } = await collectFolder(root, filter, catalog);
    // Rows of one action by several calls (`UploadPart`, `PutObject`) count together here.
    const counts = new Map<string, number>();
    for (const { arn, usages } of usage.roles)
      for (const { action, resource, outcome, via, count } of usages) {
        const role = arn === NIGHTLY ? '' : `(${arn.split('/').at(-1)}) `;
        const row = `${role}${action} ${resource} ${outcome} ${via ?? 'direct'}`;
        counts.set(row, (counts.get(row) ?? 0) + count);
      }
    expect([...counts].map(([row, count]) => `${row} ${count}`).sort()).toEqual([...uses].sort());
    const [source] = usage.sources;
    expect(source!.events.skipped).toEqual(skipped);
    expect(complete).toBe(true);
  });
});
