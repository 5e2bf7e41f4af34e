/** How resources of one type name the functions they invoke. */
export interface Link {
  type: string;
  kind: string;
  /** Path of the function's ARN or name, relative to the properties (see walk.ts). */
  target: string;
  /** `self`, or the path of what sends the events; for list items relative to the properties all the same. */
  source?: string;
}

/** Trigger kinds by resource type. Sources: each type's page in https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html */
export const LINKS: readonly Link[] = [
  {
    type: 'AWS::S3::Bucket',
    kind: 's3',
    target: 'NotificationConfiguration.LambdaConfigurations.*.Function',
    source: 'self',
  },
  {
    type: 'Terraform::BucketNotification',
    kind: 's3',
    target: 'LambdaFunctions.*.lambda_function_arn',
    source: 'Bucket',
  },
  { type: 'AWS::SNS::Subscription', kind: 'sns', target: 'Endpoint', source: 'TopicArn' },
  { type: 'AWS::SNS::Topic', kind: 'sns', target: 'Subscription.*.Endpoint', source: 'self' },
  { type: 'AWS::Events::Rule', kind: 'event-rule', target: 'Targets.*.Arn', source: 'EventPattern' },
  { type: 'AWS::Scheduler::Schedule', kind: 'schedule', target: 'Target.Arn' },
  { type: 'AWS::Pipes::Pipe', kind: 'pipe', target: 'Target', source: 'Source' },
  { type: 'AWS::Pipes::Pipe', kind: 'pipe', target: 'Enrichment', source: 'Source' },
  { type: 'AWS::IoT::TopicRule', kind: 'iot', target: 'TopicRulePayload.Actions.*.Lambda.FunctionArn', source: 'self' },
  { type: 'AWS::Cognito::UserPool', kind: 'cognito', target: 'LambdaConfig.*', source: 'self' },
  { type: 'AWS::Cognito::UserPool', kind: 'cognito', target: 'LambdaConfig.*.LambdaArn', source: 'self' },
  { type: 'AWS::Logs::SubscriptionFilter', kind: 'logs', target: 'DestinationArn', source: 'LogGroupName' },
  { type: 'AWS::ApiGateway::Method', kind: 'api', target: 'Integration.Uri', source: 'RestApiId' },
  { type: 'AWS::ApiGateway::Authorizer', kind: 'api-authorizer', target: 'AuthorizerUri', source: 'RestApiId' },
  { type: 'AWS::ApiGateway::RestApi', kind: 'api', target: 'Body.**', source: 'self' },
  { type: 'AWS::ApiGateway::RestApi', kind: 'api', target: 'DefinitionBody.**', source: 'self' },
  { type: 'AWS::ApiGatewayV2::Integration', kind: 'api', target: 'IntegrationUri', source: 'ApiId' },
  { type: 'AWS::ApiGatewayV2::Authorizer', kind: 'api-authorizer', target: 'AuthorizerUri', source: 'ApiId' },
  { type: 'AWS::ApiGatewayV2::Api', kind: 'api', target: 'Body.**', source: 'self' },
  { type: 'AWS::ApiGatewayV2::Api', kind: 'api', target: 'DefinitionBody.**', source: 'self' },
  { type: 'AWS::ApiGatewayV2::Api', kind: 'api', target: 'Routes.*.FunctionArn', source: 'self' },
  { type: 'AWS::ApiGatewayV2::Api', kind: 'api', target: 'Target', source: 'self' },
  { type: 'AWS::AppSync::DataSource', kind: 'appsync', target: 'LambdaConfig.LambdaFunctionArn', source: 'ApiId' },
  { type: 'AWS::AppSync::GraphQLApi', kind: 'appsync', target: 'DataSources.Lambda.*.FunctionArn', source: 'self' },
  { type: 'AWS::ElasticLoadBalancingV2::TargetGroup', kind: 'alb', target: 'Targets.*.Id', source: 'self' },
  { type: 'AWS::StepFunctions::StateMachine', kind: 'states', target: 'Definition.**', source: 'self' },
  { type: 'AWS::StepFunctions::StateMachine', kind: 'states', target: 'DefinitionSubstitutions.*', source: 'self' },
  { type: 'AWS::StepFunctions::StateMachine', kind: 'states', target: 'DefinitionString', source: 'self' },
  {
    type: 'AWS::SecretsManager::RotationSchedule',
    kind: 'secret-rotation',
    target: 'RotationLambdaARN',
    source: 'SecretId',
  },
  { type: 'AWS::Config::ConfigRule', kind: 'config', target: 'Source.SourceIdentifier', source: 'self' },
  { type: 'AWS::Lambda::Url', kind: 'url', target: 'TargetFunctionArn' },
  {
    type: 'AWS::Bedrock::Agent',
    kind: 'bedrock-agent',
    target: 'ActionGroups.*.ActionGroupExecutor.Lambda',
    source: 'self',
  },
  {
    type: 'AWS::CloudFront::Distribution',
    kind: 'edge',
    target: 'DistributionConfig.DefaultCacheBehavior.LambdaFunctionAssociations.*.LambdaFunctionARN',
    source: 'self',
  },
];

/** Principal of a resource-based permission → kind of trigger. */
export const KIND_OF_PRINCIPAL: { readonly [principal: string]: string } = {
  's3.amazonaws.com': 's3',
  'sns.amazonaws.com': 'sns',
  'events.amazonaws.com': 'event-rule',
  'scheduler.amazonaws.com': 'schedule',
  'apigateway.amazonaws.com': 'api',
  'cognito-idp.amazonaws.com': 'cognito',
  'iot.amazonaws.com': 'iot',
  'logs.amazonaws.com': 'logs',
  'elasticloadbalancing.amazonaws.com': 'alb',
  'secretsmanager.amazonaws.com': 'secret-rotation',
  'config.amazonaws.com': 'config',
  'appsync.amazonaws.com': 'appsync',
  'lexv2.amazonaws.com': 'lex',
  'lex.amazonaws.com': 'lex',
  'ses.amazonaws.com': 'ses',
  'alexa-appkit.amazon.com': 'alexa',
  'alexa-connectedhome.amazon.com': 'alexa',
  'bedrock.amazonaws.com': 'bedrock-agent',
  'states.amazonaws.com': 'states',
  'codecommit.amazonaws.com': 'codecommit',
  'cloudformation.amazonaws.com': 'custom-resource',
};
