import type { Library, Shape } from '../summary.js';

const ADVICE =
  'Add the action the signed request needs by hand (execute-api:Invoke, appsync:GraphQL, es:ESHttpGet, lambda:InvokeFunctionUrl …).';
const signing = { reason: 'it signs a request by hand; what the request asks for is not known', advice: ADVICE };

const signer = (source: string, packages: readonly string[], exports: { readonly [name: string]: Shape }): Library => ({
  source,
  packages,
  exports,
});

const reporting: Shape = { call: { reports: signing }, construct: { reports: signing } };

const options = {
  hostname: '@options.hostname',
  port: '@options.port',
  username: '@options.username',
  region: '@options.region',
};

/**
 * Tokens for database connections, and requests signed by hand. `rds-signer:Connect` and `dsql-signer:DbConnect…` are no API operations:
 * the catalog maps them to the action the token stands for.
 */
export const signers: readonly Library[] = [
  signer(
    'https://docs.aws.amazon.com/AWSJavaScriptSDK/v3/latest/Package/-aws-sdk-rds-signer/',
    ['@aws-sdk/rds-signer', 'aws-sdk-js-v3-rds-signer'],
    {
      Signer: {
        construct: {
          bind: { options: '$0' },
          returns: {
            members: {
              getAuthToken: {
                call: { calls: [{ client: 'rds-signer', operation: 'Connect', input: options, config: '@options' }] },
              },
            },
          },
        },
      },
    },
  ),
  signer(
    'https://docs.aws.amazon.com/AWSJavaScriptSDK/v3/latest/Package/-aws-sdk-dsql-signer/',
    ['@aws-sdk/dsql-signer'],
    {
      DsqlSigner: {
        construct: {
          bind: { options: '$0' },
          returns: {
            members: {
              getDbConnectAuthToken: {
                call: {
                  calls: [{ client: 'dsql-signer', operation: 'DbConnect', input: options, config: '@options' }],
                },
              },
              getDbConnectAdminAuthToken: {
                call: {
                  calls: [{ client: 'dsql-signer', operation: 'DbConnectAdmin', input: options, config: '@options' }],
                },
              },
            },
          },
        },
      },
    },
  ),
  // A key pair signs CloudFront's URLs and cookies: no IAM permission.
  signer(
    'https://docs.aws.amazon.com/AWSJavaScriptSDK/v3/latest/Package/-aws-sdk-cloudfront-signer/',
    ['@aws-sdk/cloudfront-signer'],
    {},
  ),
  signer(
    'https://github.com/smithy-lang/smithy-typescript/tree/main/packages/signature-v4',
    [
      '@smithy/signature-v4',
      '@aws-sdk/signature-v4',
      '@aws-sdk/signature-v4-multi-region',
      '@aws-sdk/signature-v4-crt',
    ],
    { SignatureV4: reporting, SignatureV4MultiRegion: reporting, CrtSignerV4: reporting },
  ),
  signer('https://github.com/mhart/aws4', ['aws4'], { sign: reporting, RequestSigner: reporting }),
  signer('https://github.com/mhart/aws4fetch', ['aws4fetch'], { AwsClient: reporting, AwsV4Signer: reporting }),
  signer('https://github.com/jamesmbourne/aws4-axios', ['aws4-axios'], { aws4Interceptor: reporting }),
  signer(
    'https://opensearch.org/docs/latest/clients/javascript/',
    ['@opensearch-project/opensearch/aws', '@opensearch-project/opensearch/aws-v3'],
    {
      AwsSigv4Signer: reporting,
    },
  ),
  signer('https://github.com/compwright/aws-elasticsearch-connector', ['aws-elasticsearch-connector', 'http-aws-es'], {
    default: reporting,
  }),
];
