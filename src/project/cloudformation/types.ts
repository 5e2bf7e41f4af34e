/** SAM's own types by the CloudFormation type they become: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-resources-and-properties.html */
export const SAM_TYPES: { readonly [type: string]: string } = {
  'AWS::Serverless::Function': 'AWS::Lambda::Function',
  'AWS::Serverless::Api': 'AWS::ApiGateway::RestApi',
  'AWS::Serverless::HttpApi': 'AWS::ApiGatewayV2::Api',
  'AWS::Serverless::WebSocketApi': 'AWS::ApiGatewayV2::Api',
  'AWS::Serverless::SimpleTable': 'AWS::DynamoDB::Table',
  'AWS::Serverless::StateMachine': 'AWS::StepFunctions::StateMachine',
  'AWS::Serverless::GraphQLApi': 'AWS::AppSync::GraphQLApi',
  'AWS::Serverless::LayerVersion': 'AWS::Lambda::LayerVersion',
  'AWS::Serverless::Application': 'AWS::CloudFormation::Stack',
};

/** `Globals` section → the type it is for. */
export const GLOBALS: { readonly [section: string]: string } = {
  Function: 'AWS::Serverless::Function',
  Api: 'AWS::Serverless::Api',
  HttpApi: 'AWS::Serverless::HttpApi',
  WebSocketApi: 'AWS::Serverless::WebSocketApi',
  SimpleTable: 'AWS::Serverless::SimpleTable',
  StateMachine: 'AWS::Serverless::StateMachine',
  LayerVersion: 'AWS::Serverless::LayerVersion',
};

/** Types whose name property is a label: code never finds the resource by it (`Ref` gives an id). */
const LABEL_ONLY: ReadonlySet<string> = new Set([
  'AWS::ApiGateway::RestApi',
  'AWS::ApiGateway::ApiKey',
  'AWS::ApiGateway::UsagePlan',
  'AWS::ApiGateway::Authorizer',
  'AWS::ApiGateway::Stage',
  'AWS::ApiGatewayV2::Api',
  'AWS::ApiGatewayV2::Stage',
  'AWS::AppSync::GraphQLApi',
  'AWS::AppSync::DataSource',
  'AWS::Cognito::UserPool',
  'AWS::Cognito::UserPoolClient',
  'AWS::Cognito::IdentityPool',
  'AWS::EC2::SecurityGroup',
  'AWS::Lambda::LayerVersion',
  'AWS::CloudFront::Function',
]);

/** Name property where it is neither `Name` nor `<LastPartOfType>Name`. */
const NAME_PROPERTIES: { readonly [type: string]: string } = {
  'AWS::RDS::DBInstance': 'DBInstanceIdentifier',
  'AWS::RDS::DBCluster': 'DBClusterIdentifier',
  'AWS::OpenSearchService::Domain': 'DomainName',
  'AWS::Redshift::Cluster': 'ClusterIdentifier',
  'AWS::Logs::LogGroup': 'LogGroupName',
  'AWS::KinesisFirehose::DeliveryStream': 'DeliveryStreamName',
  'AWS::IoT::TopicRule': 'RuleName',
  'AWS::StepFunctions::StateMachine': 'StateMachineName',
  'AWS::DynamoDB::GlobalTable': 'TableName',
  'AWS::MSK::Cluster': 'ClusterName',
  'AWS::Bedrock::Agent': 'AgentName',
};

/** Property that holds the declared name of a resource; SAM's spelling for SAM's types comes after CloudFormation's. */
export function namePropertiesOf(type: string): string[] {
  if (LABEL_ONLY.has(type)) return [];
  const last = type.split('::').at(-1) ?? '';
  return [NAME_PROPERTIES[type] ?? `${last}Name`, 'Name'];
}

/** Attribute that is the name, for types whose `Ref` is something else (a URL, an ARN). */
export const NAME_ATTRIBUTE: { readonly [type: string]: string } = {
  'AWS::SQS::Queue': 'QueueName',
  'AWS::SNS::Topic': 'TopicName',
  'AWS::StepFunctions::StateMachine': 'Name',
};

/** Property paths that name the customer managed key a resource is encrypted with. */
export const KEY_PROPERTIES: { readonly [type: string]: readonly string[] } = {
  'AWS::S3::Bucket': [
    'BucketEncryption.ServerSideEncryptionConfiguration.0.ServerSideEncryptionByDefault.KMSMasterKeyID',
  ],
  'AWS::DynamoDB::Table': ['SSESpecification.KMSMasterKeyId'],
  'AWS::DynamoDB::GlobalTable': ['Replicas.0.SSESpecification.KMSMasterKeyId'],
  'AWS::Kinesis::Stream': ['StreamEncryption.KeyId'],
  'AWS::KinesisFirehose::DeliveryStream': ['DeliveryStreamEncryptionConfigurationInput.KeyARN'],
  'AWS::SQS::Queue': ['KmsMasterKeyId'],
  'AWS::SNS::Topic': ['KmsMasterKeyId'],
  'AWS::EFS::FileSystem': ['KmsKeyId'],
  'AWS::MSK::Cluster': ['EncryptionInfo.EncryptionAtRest.DataVolumeKMSKeyId'],
  'AWS::StepFunctions::StateMachine': ['EncryptionConfiguration.KmsKeyId'],
  'AWS::Events::EventBus': ['KmsKeyIdentifier'],
  'AWS::Lambda::Function': ['KmsKeyArn'],
};

/** Names used for the same purpose by every other type. */
export const COMMON_KEY_PROPERTIES: readonly string[] = [
  'KmsKeyId',
  'KmsKeyArn',
  'KMSKeyId',
  'KMSKeyArn',
  'KmsMasterKeyId',
  'KmsKeyIdentifier',
];
