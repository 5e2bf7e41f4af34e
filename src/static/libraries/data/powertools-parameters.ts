import type { Call, Library, Shape } from '../summary.js';

const NAME = '@aws-lambda-powertools/parameters';
const CONFIG = '@options.awsSdkV3Client | @options.clientConfig';

const getParameter: Call = {
  client: 'ssm',
  operation: 'GetParameter',
  input: { Name: '$0', WithDecryption: '$1.decrypt | $1.sdkOptions.WithDecryption' },
};
const getParameters: Call = {
  client: 'ssm',
  operation: 'GetParametersByPath',
  input: {
    Path: '$0',
    WithDecryption: '$1.decrypt | $1.sdkOptions.WithDecryption',
    Recursive: '$1.recursive | $1.sdkOptions.Recursive',
  },
};
// Names to decrypt one by one when not all are to be decrypted go through GetParameter.
const byName: readonly Call[] = [
  {
    client: 'ssm',
    operation: 'GetParameters',
    when: '$0.#',
    input: { Names: { list: '$0.#' }, WithDecryption: '$1.decrypt' },
  },
  {
    client: 'ssm',
    operation: 'GetParameter',
    each: '$0.*',
    when: '@item.decrypt',
    input: { Name: '@key', WithDecryption: '@item.decrypt' },
  },
];
const setParameter: Call = {
  client: 'ssm',
  operation: 'PutParameter',
  input: { Name: '$0', Type: '$1.parameterType', Tier: '$1.tier', KeyId: '$1.kmsKeyId', Overwrite: '$1.overwrite' },
};
const getSecret: Call = {
  client: 'secrets-manager',
  operation: 'GetSecretValue',
  input: { SecretId: '$0', VersionStage: '$1.sdkOptions.VersionStage' },
};

const appConfig = (options: string): readonly Call[] => [
  {
    client: 'appconfigdata',
    operation: 'StartConfigurationSession',
    input: {
      ApplicationIdentifier: `${options}.application`,
      EnvironmentIdentifier: `${options}.environment`,
      ConfigurationProfileIdentifier: '$0',
    },
  },
  {
    client: 'appconfigdata',
    operation: 'GetLatestConfiguration',
    input: {
      ApplicationIdentifier: `${options}.application`,
      EnvironmentIdentifier: `${options}.environment`,
      ConfigurationProfileIdentifier: '$0',
    },
  },
];

const method = (...calls: readonly Call[]): Shape => ({
  call: { calls: calls.map((call) => ({ ...call, config: CONFIG })) },
});
const provider = (members: { readonly [name: string]: Shape }): Shape => ({
  construct: { bind: { options: '$0' }, returns: { members } },
});

const ssm = {
  getParameter: { call: { calls: [getParameter] } },
  getParameters: { call: { calls: [getParameters] } },
  getParametersByName: { call: { calls: byName } },
  setParameter: { call: { calls: [setParameter] } },
  SSMProvider: provider({
    get: method(getParameter),
    getMultiple: method(getParameters),
    getParametersByName: method(...byName),
    set: method(setParameter),
  }),
};
const secrets = { getSecret: { call: { calls: [getSecret] } }, SecretsProvider: provider({ get: method(getSecret) }) };
const appconfig = {
  getAppConfig: { call: { calls: appConfig('$1') } },
  AppConfigProvider: provider({ get: method(...appConfig('@options')) }),
};
const dynamodb = {
  DynamoDBProvider: provider({
    get: method({ client: 'dynamodb', operation: 'GetItem', input: { TableName: '@options.tableName' } }),
    getMultiple: method({ client: 'dynamodb', operation: 'Query', input: { TableName: '@options.tableName' } }),
  }),
};

const SOURCE = 'https://docs.powertools.aws.dev/lambda/typescript/latest/features/parameters/';

/** Parameters, secrets and configuration by one function call. */
export const powertoolsParameters: readonly Library[] = [
  { packages: [`${NAME}/ssm`], source: SOURCE, exports: ssm },
  { packages: [`${NAME}/secrets`], source: SOURCE, exports: secrets },
  { packages: [`${NAME}/appconfig`], source: SOURCE, exports: appconfig },
  { packages: [`${NAME}/dynamodb`], source: SOURCE, exports: dynamodb },
  { packages: [NAME, `${NAME}/*`], source: SOURCE, exports: {} },
];
