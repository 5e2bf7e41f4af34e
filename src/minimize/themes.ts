/**
 * What services are for, so that a policy that has to be split falls into parts with a name people understand. Services not listed here
 * form a theme of their own, named after their prefix.
 */
const THEMES: { readonly [theme: string]: readonly string[] } = {
  data: [
    'dax',
    'docdb-elastic',
    'dynamodb',
    'elasticache',
    'elasticfilesystem',
    'es',
    'fsx',
    'memorydb',
    'neptune-db',
    'rds',
    'rds-data',
    'rds-db',
    'redshift',
    'redshift-data',
    's3',
    's3express',
    's3tables',
    'timestream',
  ],
  messaging: [
    'events',
    'firehose',
    'kafka',
    'kafka-cluster',
    'kinesis',
    'mobiletargeting',
    'mq',
    'pipes',
    'scheduler',
    'ses',
    'sns',
    'sqs',
  ],
  compute: ['batch', 'ecr', 'ecs', 'eks', 'execute-api', 'lambda', 'states'],
  security: ['acm', 'cognito-identity', 'cognito-idp', 'iam', 'kms', 'secretsmanager', 'ssm', 'sts'],
  observability: ['cloudtrail', 'cloudwatch', 'logs', 'xray'],
  network: ['cloudfront', 'ec2', 'elasticloadbalancing', 'route53', 'wafv2'],
  analytics: ['athena', 'elasticmapreduce', 'glue', 'lakeformation', 'quicksight'],
  intelligence: [
    'bedrock',
    'comprehend',
    'lex',
    'personalize',
    'polly',
    'rekognition',
    'sagemaker',
    'textract',
    'transcribe',
    'translate',
  ],
};

/** Theme of a service prefix. */
export const themeOf = (prefix: string): string =>
  Object.keys(THEMES).find((theme) => THEMES[theme]!.includes(prefix)) ?? prefix;
