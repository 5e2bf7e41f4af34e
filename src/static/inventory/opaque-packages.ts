const DEPENDS = 'is known to call AWS';

/**
 * Packages known to call AWS on their own or with credentials from the environment, for projects without node_modules or a lock file, each
 * with what is known of it. Each depends on an AWS SDK, or signs requests itself, by its package.json on npm
 * (https://www.npmjs.com/package/<name>).
 */
export const KNOWN_OPAQUE: { readonly [name: string]: string | undefined } = {
  // https://github.com/awslabs/amazon-dax-js-sdk
  '@amazon-dax-sdk/client-dax': 'calls the DAX cluster it is given (dax:GetItem and its like)',
  '@amazon-dax-sdk/lib-dax': 'calls the DAX cluster it is given (dax:GetItem and its like)',
  // https://arc.codes/docs/en/reference/runtime-helpers/node.js
  '@architect/functions': 'calls DynamoDB, SNS, SQS and SSM for what the app.arc manifest names',
  '@aws-amplify/backend': DEPENDS,
  '@aws/aws-distro-opentelemetry-node-autoinstrumentation': DEPENDS,
  '@begin/data': 'keeps its documents in a DynamoDB table',
  // https://github.com/getndazn/dazn-lambda-powertools: clients of AWS SDK version 2, made by the package.
  '@dazn/lambda-powertools-dynamodb-client': DEPENDS,
  '@dazn/lambda-powertools-eventbridge-client': DEPENDS,
  '@dazn/lambda-powertools-firehose-client': DEPENDS,
  '@dazn/lambda-powertools-kinesis-client': DEPENDS,
  '@dazn/lambda-powertools-lambda-client': DEPENDS,
  '@dazn/lambda-powertools-sns-client': DEPENDS,
  '@dazn/lambda-powertools-sqs-client': DEPENDS,
  '@dazn/lambda-powertools-step-functions-client': DEPENDS,
  '@ginger.io/beyonce': 'calls DynamoDB for its models',
  '@keyv/dynamo': 'keeps its entries in a DynamoDB table',
  '@langchain/community': 'has integrations that call AWS',
  '@llamaindex/aws': DEPENDS,
  '@serverless-stack/node': 'reads its configuration from SSM parameters of the app',
  '@shiftcoders/dynamo-easy': 'calls DynamoDB for mapped classes',
  // https://docs.amplify.aws/: the categories sign requests to AppSync, S3, Cognito and others with the credentials they are configured with.
  '@strands-agents/sdk': 'calls Bedrock models with credentials from the environment, unless it is given another model',
  'amazon-dax-client': 'calls the DAX cluster it is given (dax:GetItem and its like)',
  'amazon-qldb-driver-nodejs': 'runs its transactions through qldb:SendCommand',
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
  dynaglue: 'calls DynamoDB for its collections',
  dynamode: 'calls DynamoDB for its models',
  'dynamodb-lock-client': 'keeps locks in a DynamoDB table',
  'dynamodb-admin': DEPENDS,
  dynasty: DEPENDS,
  dyngoose: 'calls DynamoDB for its tables',
  dynogels: DEPENDS,
  'knex-aurora-data-api-client': 'runs its statements through the RDS Data API',
  'kysely-data-api': 'runs its statements through the RDS Data API',
  'lambda-warmer': 'may invoke its own function (lambda:InvokeFunction) to keep several instances warm',
  'lifion-kinesis': 'reads a Kinesis stream and keeps its state in DynamoDB',
  'multer-s3-transform': DEPENDS,
  'multer-sharp-s3': DEPENDS,
  'node-ses': 'sends mail through SES with the keys it is given',
  'nodemailer-ses-transport': 'sends mail through SES (ses:SendRawEmail)',
  'pino-cloudwatch': 'writes to CloudWatch Logs',
  's3-streamlogger': 'writes to an S3 bucket',
  's3-sync-client': DEPENDS,
  's3-upload-stream': DEPENDS,
  // https://sst.dev/docs/reference/sdk/: `Resource` reads links from the environment; task, bus and realtime sign requests themselves.
  sst: 'names what sst.config.ts links, which is not read, and signs requests of its own for tasks and buses',
  'typeorm-aurora-data-api-driver': 'runs its statements through the RDS Data API',
  vogels: DEPENDS,
};
