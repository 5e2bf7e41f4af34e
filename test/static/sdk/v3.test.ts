import { describe, expect, it } from 'vitest';
import { openCatalog } from '../../../src/catalog/open.js';
import { createSdkModules } from '../../../src/static/sdk/index.js';
import { callIt, FakeContext, linesOf, member, newIt, toValue } from './fake-context.js';

const catalog = openCatalog();

function sdk() {
  const modules = createSdkModules(catalog);
  const context = new FakeContext();
  return { context, load: (specifier: string) => modules.resolve(specifier)!, modules };
}

describe('v3 commands', () => {
  it('are charged when built and upgraded when sent', () => {
    const { context, load } = sdk();
    const s3 = load('@aws-sdk/client-s3');
    const command = newIt(context, member(context, s3, 'GetObjectCommand'), toValue({ Bucket: 'a', Key: 'k' }));
    expect(linesOf(context.charges.all())).toEqual(['s3:GetObject constructed']);
    const client = newIt(context, member(context, s3, 'S3Client'), toValue({ region: 'eu-west-1' }));
    callIt(context, member(context, client, 'send'), command);
    const [call] = context.charges.all();
    expect(call).toMatchObject({
      charged: 'sent',
      region: { kind: 'text', text: [{ kind: 'literal', text: 'eu-west-1' }] },
      location: { line: 1 },
    });
    expect(context.reports.map((one) => [one.bucket, one.location.line])).toEqual([['granted', 3]]);
  });

  it('of an operation the catalog does not know are reported, not charged', () => {
    const { context, load } = sdk();
    newIt(context, member(context, load('@aws-sdk/client-s3'), 'FlyToTheMoonCommand'));
    expect(context.charges.all()).toEqual([]);
    expect(context.reports.map((one) => one.bucket)).toEqual(['unresolved-operation']);
  });
});

describe('clients with other credentials', () => {
  it('keep their calls apart from the own role', () => {
    const { context, load } = sdk();
    const providers = load('@aws-sdk/credential-providers');
    const credentials = callIt(
      context,
      member(context, providers, 'fromTemporaryCredentials'),
      toValue({ params: { RoleArn: 'arn:aws:iam::2:role/r' } }),
    );
    const client = newIt(context, member(context, load('@aws-sdk/client-s3'), 'S3'), toValue({ credentials }));
    callIt(context, member(context, client, 'getObject'), toValue({ Bucket: 'a', Key: 'k' }));
    expect(
      context.charges.all().map((call) => [`${call.client}:${call.operation}`, call.otherCredentials?.reason]),
    ).toEqual([
      ['sts:AssumeRole', undefined],
      ['s3:GetObject', 'they are of a role assumed by fromTemporaryCredentials'],
    ]);
  });
});

describe('types', () => {
  it('give clients, not commands', () => {
    const { modules } = sdk();
    expect(modules.valueOfType('@aws-sdk/client-s3', 'S3Client')).toMatchObject({
      kind: 'external',
      data: { kind: 'client', client: 's3' },
    });
    expect(modules.valueOfType('@aws-sdk/lib-dynamodb', 'DynamoDBDocumentClient')).toMatchObject({
      data: { client: 'dynamodb' },
    });
    expect(modules.valueOfType('aws-sdk', 'DynamoDB.DocumentClient')).toMatchObject({ data: { client: 'dynamodb' } });
    expect(modules.valueOfType('aws-sdk/clients/cognitoidentityserviceprovider', 'default')).toMatchObject({
      data: { client: 'cognito-identity-provider' },
    });
    expect(modules.valueOfType('@aws-sdk/client-s3', 'GetObjectCommand')).toBeUndefined();
    expect(modules.valueOfType('@aws-sdk/client-s3', 'GetObjectCommandInput')).toBeUndefined();
  });
});
