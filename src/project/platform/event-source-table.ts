import type { Action } from '../../model/action.js';

/** What Lambda's poller does with the function's role for one kind of event source. */
export interface EventSourceFacts {
  /** For people: `the queue`. */
  noun: string;
  /** Actions on the source itself. */
  onSource: readonly Action[];
  /** Actions that take no resource. */
  onAny: readonly Action[];
  /** Documented, but only ever seen in lists of permissions, never needed by a poller that knows its source. */
  listed?: readonly Action[];
  /** Service label of `kms:ViaService` when the source is encrypted with a customer managed key. */
  via?: string;
  /** The poller puts network interfaces into the VPC of the source. */
  network?: boolean;
  docs: string;
}

/** Kind of event source → facts. Every action stands on the documentation page beside it. */
export const EVENT_SOURCES: { readonly [kind: string]: EventSourceFacts } = {
  sqs: {
    noun: 'the queue',
    onSource: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
    onAny: [],
    via: 'sqs',
    docs: 'https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html',
  },
  kinesis: {
    noun: 'the stream',
    onSource: [
      'kinesis:DescribeStream',
      'kinesis:DescribeStreamSummary',
      'kinesis:GetRecords',
      'kinesis:GetShardIterator',
      'kinesis:ListShards',
    ],
    onAny: [],
    via: 'kinesis',
    docs: 'https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-create.html',
  },
  dynamodb: {
    noun: 'the table stream',
    onSource: ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'],
    onAny: [],
    listed: ['dynamodb:ListStreams'],
    via: 'dynamodb',
    docs: 'https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-eventsourcemapping.html',
  },
  msk: {
    noun: 'the MSK cluster',
    onSource: ['kafka:DescribeCluster', 'kafka:DescribeClusterV2'],
    onAny: ['kafka:GetBootstrapBrokers'],
    network: true,
    docs: 'https://docs.aws.amazon.com/lambda/latest/dg/with-msk-permissions.html',
  },
  kafka: {
    noun: 'the Kafka cluster',
    onSource: [],
    onAny: [],
    docs: 'https://docs.aws.amazon.com/lambda/latest/dg/kafka-permissions.html',
  },
  mq: {
    noun: 'the broker',
    onSource: ['mq:DescribeBroker'],
    onAny: [],
    network: true,
    docs: 'https://docs.aws.amazon.com/lambda/latest/dg/with-mq.html',
  },
  documentdb: {
    noun: 'the DocumentDB cluster',
    onSource: ['rds:DescribeDBClusters'],
    onAny: ['rds:DescribeDBClusterParameters', 'rds:DescribeDBSubnetGroups'],
    network: true,
    docs: 'https://docs.aws.amazon.com/lambda/latest/dg/with-documentdb.html',
  },
};

/** IAM authentication to an MSK cluster, with the field of the ARN each action is on. */
export const MSK_IAM_ACTIONS: readonly (readonly [action: Action, type: 'cluster' | 'topic' | 'group'])[] = [
  ['kafka-cluster:Connect', 'cluster'],
  ['kafka-cluster:DescribeClusterDynamicConfiguration', 'cluster'],
  ['kafka-cluster:DescribeTopic', 'topic'],
  ['kafka-cluster:ReadData', 'topic'],
  ['kafka-cluster:AlterGroup', 'group'],
  ['kafka-cluster:DescribeGroup', 'group'],
];

/** Service of a source's ARN, or CloudFormation type of the resource referred to → kind. */
export const KIND_OF_SOURCE: { readonly [serviceOrType: string]: string } = {
  sqs: 'sqs',
  kinesis: 'kinesis',
  dynamodb: 'dynamodb',
  kafka: 'msk',
  mq: 'mq',
  rds: 'documentdb',
  'AWS::SQS::Queue': 'sqs',
  'AWS::Kinesis::Stream': 'kinesis',
  'AWS::Kinesis::StreamConsumer': 'kinesis',
  'AWS::DynamoDB::Table': 'dynamodb',
  'AWS::DynamoDB::GlobalTable': 'dynamodb',
  'AWS::MSK::Cluster': 'msk',
  'AWS::MSK::ServerlessCluster': 'msk',
  'AWS::AmazonMQ::Broker': 'mq',
  'AWS::DocDB::DBCluster': 'documentdb',
};
