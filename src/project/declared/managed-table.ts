/**
 * AWS managed policies that execution roles get from templates without anybody choosing them. Sources: each policy's page,
 * https://docs.aws.amazon.com/aws-managed-policy/latest/reference/<name>.html. All of them allow their actions on every resource,
 * except where `resource` says otherwise. Any other managed policy stays a name.
 */
export const KNOWN_MANAGED: { readonly [name: string]: readonly { actions: readonly string[]; resource?: string }[] } =
  {
    AWSLambdaBasicExecutionRole: [{ actions: ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'] }],
    AWSLambdaVPCAccessExecutionRole: [
      {
        actions: [
          'logs:CreateLogGroup',
          'logs:CreateLogStream',
          'logs:PutLogEvents',
          'ec2:CreateNetworkInterface',
          'ec2:DescribeNetworkInterfaces',
          'ec2:DescribeSubnets',
          'ec2:DeleteNetworkInterface',
          'ec2:AssignPrivateIpAddresses',
          'ec2:UnassignPrivateIpAddresses',
        ],
      },
    ],
    AWSLambdaSQSQueueExecutionRole: [
      {
        actions: [
          'sqs:ReceiveMessage',
          'sqs:DeleteMessage',
          'sqs:GetQueueAttributes',
          'logs:CreateLogGroup',
          'logs:CreateLogStream',
          'logs:PutLogEvents',
        ],
      },
    ],
    AWSLambdaDynamoDBExecutionRole: [
      {
        actions: [
          'dynamodb:DescribeStream',
          'dynamodb:GetRecords',
          'dynamodb:GetShardIterator',
          'dynamodb:ListStreams',
          'logs:CreateLogGroup',
          'logs:CreateLogStream',
          'logs:PutLogEvents',
        ],
      },
    ],
    AWSLambdaKinesisExecutionRole: [
      {
        actions: [
          'kinesis:DescribeStream',
          'kinesis:DescribeStreamSummary',
          'kinesis:GetRecords',
          'kinesis:GetShardIterator',
          'kinesis:ListShards',
          'kinesis:ListStreams',
          'kinesis:SubscribeToShard',
          'logs:CreateLogGroup',
          'logs:CreateLogStream',
          'logs:PutLogEvents',
        ],
      },
    ],
    AWSLambdaMSKExecutionRole: [
      {
        actions: [
          'kafka:DescribeCluster',
          'kafka:DescribeClusterV2',
          'kafka:GetBootstrapBrokers',
          'ec2:CreateNetworkInterface',
          'ec2:DescribeNetworkInterfaces',
          'ec2:DescribeVpcs',
          'ec2:DeleteNetworkInterface',
          'ec2:DescribeSubnets',
          'ec2:DescribeSecurityGroups',
          'logs:CreateLogGroup',
          'logs:CreateLogStream',
          'logs:PutLogEvents',
        ],
      },
    ],
    AWSLambdaBasicDurableExecutionRolePolicy: [
      {
        actions: [
          'logs:CreateLogGroup',
          'logs:CreateLogStream',
          'logs:PutLogEvents',
          'lambda:CheckpointDurableExecution',
          'lambda:GetDurableExecutionState',
        ],
      },
    ],
    AWSXRayDaemonWriteAccess: [
      {
        actions: [
          'xray:PutTraceSegments',
          'xray:PutTelemetryRecords',
          'xray:GetSamplingRules',
          'xray:GetSamplingTargets',
          'xray:GetSamplingStatisticSummaries',
        ],
      },
    ],
    AWSXrayWriteOnlyAccess: [
      {
        actions: [
          'xray:PutTraceSegments',
          'xray:PutTelemetryRecords',
          'xray:GetSamplingRules',
          'xray:GetSamplingTargets',
          'xray:GetSamplingStatisticSummaries',
        ],
      },
    ],
    CloudWatchLambdaInsightsExecutionRolePolicy: [
      { actions: ['logs:CreateLogGroup'] },
      {
        actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        resource: 'arn:aws:logs:*:*:log-group:/aws/lambda-insights:*',
      },
    ],
    AdministratorAccess: [{ actions: ['*'] }],
  };
