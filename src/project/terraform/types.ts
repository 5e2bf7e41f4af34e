/** How a Terraform resource type reads in CloudFormation's words. */
export interface TerraformType {
  type: string;
  /** Attribute → property path; what is not listed is left out. */
  properties?: { readonly [attribute: string]: string };
  /** Attributes that are what `Ref` gives (name, id, URL); all others become CloudFormation's spelling (`stream_arn` → `StreamArn`). */
  ref?: readonly string[];
}

const named = (type: string, property: string, attribute = 'name', ...ref: string[]): TerraformType => ({
  type,
  properties: { [attribute]: property },
  ref: [attribute, 'id', ...ref],
});

/** Types of the AWS provider: https://registry.terraform.io/providers/hashicorp/aws/latest/docs */
export const TERRAFORM_TYPES: { readonly [type: string]: TerraformType } = {
  aws_dynamodb_table: {
    type: 'AWS::DynamoDB::Table',
    properties: { name: 'TableName', 'server_side_encryption.0.kms_key_arn': 'SSESpecification.KMSMasterKeyId' },
    ref: ['name', 'id'],
  },
  aws_s3_bucket: named('AWS::S3::Bucket', 'BucketName', 'bucket'),
  aws_sqs_queue: {
    type: 'AWS::SQS::Queue',
    properties: { name: 'QueueName', kms_master_key_id: 'KmsMasterKeyId' },
    ref: ['url', 'id'],
  },
  aws_sns_topic: {
    type: 'AWS::SNS::Topic',
    properties: { name: 'TopicName', kms_master_key_id: 'KmsMasterKeyId' },
    ref: ['id'],
  },
  aws_kinesis_stream: {
    type: 'AWS::Kinesis::Stream',
    properties: { name: 'Name', kms_key_id: 'StreamEncryption.KeyId' },
    ref: ['name', 'id'],
  },
  aws_kinesis_stream_consumer: {
    type: 'AWS::Kinesis::StreamConsumer',
    properties: { stream_arn: 'StreamARN', name: 'ConsumerName' },
    ref: ['id'],
  },
  aws_kinesis_firehose_delivery_stream: named('AWS::KinesisFirehose::DeliveryStream', 'DeliveryStreamName'),
  aws_secretsmanager_secret: {
    type: 'AWS::SecretsManager::Secret',
    properties: { name: 'Name', kms_key_id: 'KmsKeyId' },
    ref: ['id'],
  },
  aws_ssm_parameter: {
    type: 'AWS::SSM::Parameter',
    properties: { name: 'Name', key_id: 'KmsKeyId' },
    ref: ['name', 'id'],
  },
  aws_kms_key: { type: 'AWS::KMS::Key', ref: ['key_id', 'id'] },
  aws_kms_alias: {
    type: 'AWS::KMS::Alias',
    properties: { name: 'AliasName', target_key_id: 'TargetKeyId' },
    ref: ['name', 'id'],
  },
  aws_sfn_state_machine: {
    type: 'AWS::StepFunctions::StateMachine',
    properties: { name: 'StateMachineName', definition: 'DefinitionString' },
    ref: ['id'],
  },
  aws_cloudwatch_event_bus: named('AWS::Events::EventBus', 'Name'),
  aws_cloudwatch_log_group: named('AWS::Logs::LogGroup', 'LogGroupName'),
  aws_apigatewayv2_api: {
    type: 'AWS::ApiGatewayV2::Api',
    properties: { name: 'Name', protocol_type: 'ProtocolType', target: 'Target' },
    ref: ['id'],
  },
  aws_apigatewayv2_integration: {
    type: 'AWS::ApiGatewayV2::Integration',
    properties: { api_id: 'ApiId', integration_uri: 'IntegrationUri' },
    ref: ['id'],
  },
  aws_apigatewayv2_authorizer: {
    type: 'AWS::ApiGatewayV2::Authorizer',
    properties: { api_id: 'ApiId', authorizer_uri: 'AuthorizerUri' },
    ref: ['id'],
  },
  aws_api_gateway_rest_api: { type: 'AWS::ApiGateway::RestApi', properties: { name: 'Name' }, ref: ['id'] },
  aws_api_gateway_integration: {
    type: 'AWS::ApiGateway::Method',
    properties: { rest_api_id: 'RestApiId', uri: 'Integration.Uri' },
    ref: ['id'],
  },
  aws_api_gateway_authorizer: {
    type: 'AWS::ApiGateway::Authorizer',
    properties: { rest_api_id: 'RestApiId', authorizer_uri: 'AuthorizerUri' },
    ref: ['id'],
  },
  aws_cognito_user_pool: {
    type: 'AWS::Cognito::UserPool',
    properties: { 'lambda_config.0': 'LambdaConfig' },
    ref: ['id'],
  },
  aws_ecs_cluster: named('AWS::ECS::Cluster', 'ClusterName'),
  aws_ecs_task_definition: { type: 'AWS::ECS::TaskDefinition', properties: { family: 'Family' }, ref: ['id'] },
  aws_msk_cluster: { type: 'AWS::MSK::Cluster', properties: { cluster_name: 'ClusterName' }, ref: ['id'] },
  aws_mq_broker: { type: 'AWS::AmazonMQ::Broker', properties: { broker_name: 'BrokerName' }, ref: ['id'] },
  aws_docdb_cluster: {
    type: 'AWS::DocDB::DBCluster',
    properties: { cluster_identifier: 'DBClusterIdentifier' },
    ref: ['id'],
  },
  aws_rds_cluster: {
    type: 'AWS::RDS::DBCluster',
    properties: { cluster_identifier: 'DBClusterIdentifier' },
    ref: ['id', 'cluster_identifier'],
  },
  aws_db_instance: {
    type: 'AWS::RDS::DBInstance',
    properties: { identifier: 'DBInstanceIdentifier' },
    ref: ['identifier'],
  },
  aws_efs_file_system: { type: 'AWS::EFS::FileSystem', properties: { kms_key_id: 'KmsKeyId' }, ref: ['id'] },
  aws_efs_access_point: { type: 'AWS::EFS::AccessPoint', properties: { file_system_id: 'FileSystemId' }, ref: ['id'] },
  aws_appsync_graphql_api: { type: 'AWS::AppSync::GraphQLApi', ref: ['id'] },
  aws_appsync_datasource: {
    type: 'AWS::AppSync::DataSource',
    properties: { api_id: 'ApiId', 'lambda_config.0.function_arn': 'LambdaConfig.LambdaFunctionArn' },
    ref: ['id'],
  },
  aws_lambda_layer_version: { type: 'AWS::Lambda::LayerVersion', properties: { layer_name: 'LayerName' }, ref: ['id'] },
  aws_lambda_alias: {
    type: 'AWS::Lambda::Alias',
    properties: { function_name: 'FunctionName', name: 'Name' },
    ref: ['arn', 'id'],
  },
  aws_lambda_event_source_mapping: {
    type: 'AWS::Lambda::EventSourceMapping',
    properties: {
      event_source_arn: 'EventSourceArn',
      function_name: 'FunctionName',
      topics: 'Topics',
      queues: 'Queues',
      'destination_config.0.on_failure.0.destination_arn': 'DestinationConfig.OnFailure.Destination',
      source_access_configuration: 'SourceAccessConfigurations',
      self_managed_event_source: 'SelfManagedEventSource',
    },
  },
  aws_lambda_permission: {
    type: 'AWS::Lambda::Permission',
    properties: {
      function_name: 'FunctionName',
      principal: 'Principal',
      source_arn: 'SourceArn',
      source_account: 'SourceAccount',
      principal_org_id: 'PrincipalOrgID',
      function_url_auth_type: 'FunctionUrlAuthType',
    },
  },
  aws_lambda_function_event_invoke_config: {
    type: 'AWS::Lambda::EventInvokeConfig',
    properties: {
      function_name: 'FunctionName',
      'destination_config.0.on_failure.0.destination': 'DestinationConfig.OnFailure.Destination',
      'destination_config.0.on_success.0.destination': 'DestinationConfig.OnSuccess.Destination',
    },
  },
  aws_lambda_function_url: { type: 'AWS::Lambda::Url', properties: { function_name: 'TargetFunctionArn' } },
  aws_sns_topic_subscription: {
    type: 'AWS::SNS::Subscription',
    properties: { topic_arn: 'TopicArn', endpoint: 'Endpoint' },
  },
  aws_cloudwatch_log_subscription_filter: {
    type: 'AWS::Logs::SubscriptionFilter',
    properties: { destination_arn: 'DestinationArn', log_group_name: 'LogGroupName' },
  },
  aws_scheduler_schedule: {
    type: 'AWS::Scheduler::Schedule',
    properties: { 'target.0.arn': 'Target.Arn', name: 'Name' },
  },
  aws_iot_topic_rule: {
    type: 'AWS::IoT::TopicRule',
    properties: { name: 'RuleName', lambda: 'TopicRulePayload.Actions' },
  },
  aws_s3_bucket_notification: {
    type: 'Terraform::BucketNotification',
    properties: { bucket: 'Bucket', lambda_function: 'LambdaFunctions' },
  },
  aws_cloudwatch_event_rule: {
    type: 'Terraform::EventRule',
    properties: { event_pattern: 'EventPattern', schedule_expression: 'ScheduleExpression', name: 'Name' },
    ref: ['name', 'id'],
  },
  aws_cloudwatch_event_target: { type: 'Terraform::EventTarget', properties: { arn: 'Arn', rule: 'Rule' } },
  aws_lambda_function: {
    type: 'AWS::Lambda::Function',
    properties: {
      function_name: 'FunctionName',
      handler: 'Handler',
      runtime: 'Runtime',
      role: 'Role',
      layers: 'Layers',
      kms_key_arn: 'KmsKeyArn',
      image_uri: 'ImageUri',
      package_type: 'PackageType',
      code_signing_config_arn: 'CodeSigningConfigArn',
      'environment.0.variables': 'Environment.Variables',
      'vpc_config.0': 'VpcConfig',
      'tracing_config.0.mode': 'TracingConfig.Mode',
      'dead_letter_config.0.target_arn': 'DeadLetterConfig.TargetArn',
      'file_system_config.0.arn': 'FileSystemConfigs.0.Arn',
      'logging_config.0.log_group': 'LoggingConfig.LogGroup',
      'durable_config.0': 'DurableConfig',
    },
    ref: ['function_name', 'id'],
  },
  aws_iam_role: {
    type: 'AWS::IAM::Role',
    properties: {
      name: 'RoleName',
      managed_policy_arns: 'ManagedPolicyArns',
      permissions_boundary: 'PermissionsBoundary',
    },
    ref: ['name', 'id'],
  },
  aws_iam_role_policy: { type: 'AWS::IAM::Policy', properties: { role: 'Roles', policy: 'PolicyDocument' } },
  aws_iam_policy: {
    type: 'AWS::IAM::ManagedPolicy',
    properties: { name: 'ManagedPolicyName', policy: 'PolicyDocument' },
    ref: ['arn', 'id'],
  },
  aws_iam_role_policy_attachment: {
    type: 'Terraform::RoleAttachment',
    properties: { role: 'Role', policy_arn: 'PolicyArn' },
  },
  aws_iam_policy_attachment: {
    type: 'Terraform::RoleAttachment',
    properties: { roles: 'Role', policy_arn: 'PolicyArn' },
  },
  aws_iam_role_policy_attachments_exclusive: {
    type: 'Terraform::RoleAttachment',
    properties: { role_name: 'Role', policy_arns: 'PolicyArn' },
  },
};

/** `stream_arn` → `StreamArn`: the AWS provider's attributes are CloudFormation's in snake case. */
export const camelCase = (attribute: string): string =>
  attribute
    .split('_')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
