const DEPENDS = 'is known to call AWS';

/**
 * Packages known to call AWS on their own or with credentials from the environment, for projects without node_modules or a lock file, each
 * with what is known of it. Each depends on an AWS SDK, or signs requests itself, by its package.json on npm
 * (https://www.npmjs.com/package/<name>).
 */
export const KNOWN_OPAQUE: { readonly [name: string]: string | undefined } = {
  '@ai-sdk/amazon-bedrock': 'calls Bedrock models with credentials from the environment',
  '@aws-amplify/backend': DEPENDS,
  '@aws/aws-distro-opentelemetry-node-autoinstrumentation': DEPENDS,
  '@keyv/dynamo': 'keeps its entries in a DynamoDB table',
  '@langchain/aws': 'calls Bedrock and other services with credentials from the environment',
  '@langchain/community': 'has integrations that call AWS',
  '@llamaindex/aws': DEPENDS,
  '@serverless-stack/node': 'reads its configuration from SSM parameters of the app',
  '@shiftcoders/dynamo-easy': 'calls DynamoDB for mapped classes',
  // https://docs.amplify.aws/: the categories sign requests to AppSync, S3, Cognito and others with the credentials they are configured with.
  'aws-amplify': 'signs requests of its own (API, Storage, Auth …) with the credentials it is configured with',
  'aws-appsync': 'signs requests to AppSync (appsync:GraphQL) when it is told to use IAM',
  'aws-appsync-auth-link': 'signs requests to AppSync (appsync:GraphQL) when it is told to use IAM',
  'aws-appsync-subscription-link': 'signs requests to AppSync (appsync:GraphQL) when it is told to use IAM',
  'aws-iot-device-sdk': DEPENDS,
  'aws-iot-device-sdk-v2': DEPENDS,
  'aws-msk-iam-sasl-signer-js': 'signs connections to MSK (kafka-cluster:Connect and the topics used)',
  'aws-param-store': 'reads SSM parameters',
  'cacheable-dynamodb': DEPENDS,
  'cloudwatch-metrics': 'puts CloudWatch metrics',
  'dynamodb-lock-client': 'keeps locks in a DynamoDB table',
  'dynamodb-onetable': 'calls DynamoDB for its models',
  'dynamodb-admin': DEPENDS,
  dynasty: DEPENDS,
  dynogels: DEPENDS,
  'kysely-data-api': 'runs its statements through the RDS Data API',
  'lambda-warmer': 'may invoke its own function (lambda:InvokeFunction) to keep several instances warm',
  'multer-s3-transform': DEPENDS,
  'multer-sharp-s3': DEPENDS,
  'pino-cloudwatch': 'writes to CloudWatch Logs',
  's3-streamlogger': 'writes to an S3 bucket',
  's3-sync-client': DEPENDS,
  's3-upload-stream': DEPENDS,
  // https://sst.dev/docs/reference/sdk/: `Resource` reads links from the environment; task, bus and realtime sign requests themselves.
  sst: 'names what sst.config.ts links, which is not read, and signs requests of its own for tasks and buses',
  'typeorm-aurora-data-api-driver': 'runs its statements through the RDS Data API',
  vogels: DEPENDS,
};
