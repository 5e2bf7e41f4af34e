/** `@scope/name` or `name` of a specifier that may lead into the package. */
export function packageName(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

/** Words of a package's name that say it works with an AWS service. */
const AWS_WORDS = new Set([
  'athena',
  'aws',
  'cloudwatch',
  'cognito',
  'dynamoose',
  'dynamo',
  'dynamodb',
  'eventbridge',
  'firehose',
  'kinesis',
  's3',
  'secretsmanager',
  'sns',
  'sqs',
  'ssm',
]);

/** True when a package's name suggests that it calls AWS: `next-s3-upload`, `@acme/lambda-invoke`. */
export function suggestsAws(name: string): boolean {
  const words = name.toLowerCase().split(/[^a-z0-9]+/);
  return words.some((one) => AWS_WORDS.has(one)) || /(?:^|[^a-z0-9])lambda-invoke/.test(name.toLowerCase());
}
