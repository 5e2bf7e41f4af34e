import type { Call, Effect, Library, Shape } from '../summary.js';

const CONFIG = '$0.awsClientOptions';
const ROLE = '$0.awsClientAssumeRole';

/** A middleware factory. Unless prefetching is off the requests go out when it is called, so that is where they are charged. */
const fetching = (...calls: readonly Call[]): Shape => ({
  call: { calls: calls.map((call) => ({ config: CONFIG, asOther: ROLE, ...call })), returns: { members: {} } },
});

const middleware = (name: string, shape: Shape): Library => ({
  packages: [`@middy/${name}`],
  source: `https://middy.js.org/docs/middlewares/${name}`,
  exports: { default: shape },
});

/** Requests that go out when the middleware's hook runs. `$0` of the factory is `@options` here. */
const hooked = (hook: string, call: Call): Shape => {
  const effect: Effect = {
    calls: [
      { ...call, config: '@options.awsClientOptions', asOther: '@options.awsClientAssumeRole', atCreation: true },
    ],
  };
  return { call: { bind: { options: '$0' }, returns: { members: { [hook]: { call: effect } } } } };
};

const appConfigInput = {
  ApplicationIdentifier: '@item.ApplicationIdentifier | @item.Application',
  EnvironmentIdentifier: '@item.EnvironmentIdentifier | @item.Environment',
  ConfigurationProfileIdentifier: '@item.ConfigurationProfileIdentifier | @item.Configuration',
};

/** Middlewares of versions before 1, which one package held; their names are options, not values of `fetchData`. */
const beforeOne: Library = {
  packages: ['middy/middlewares'],
  source: 'https://github.com/middyjs/middy/tree/0.36.0/src/middlewares',
  exports: {
    ssm: {
      call: {
        calls: [
          {
            client: 'ssm',
            operation: 'GetParameters',
            each: '$0.names.*',
            config: '$0.awsSdkOptions',
            input: { Names: { list: '@item' }, WithDecryption: { const: true } },
          },
          {
            client: 'ssm',
            operation: 'GetParametersByPath',
            each: '$0.paths.*',
            config: '$0.awsSdkOptions',
            input: { Path: '@item', Recursive: { const: true }, WithDecryption: { const: true } },
          },
        ],
        returns: { members: {} },
      },
    },
    secretsManager: {
      call: {
        calls: [
          {
            client: 'secrets-manager',
            operation: 'GetSecretValue',
            each: '$0.secrets.*',
            config: '$0.awsSdkOptions',
            input: { SecretId: '@item' },
          },
        ],
        returns: { members: {} },
      },
    },
  },
};

/** middy's own AWS middlewares; option names of version 1 (`names`, `paths`, `secrets`) beside today's `fetchData`. */
export const middy: readonly Library[] = [
  beforeOne,
  middleware(
    'ssm',
    fetching(
      {
        client: 'ssm',
        operation: 'GetParameters',
        each: '$0.fetchData.* | $0.names.*',
        itemEnds: { text: '/', is: false },
        input: { Names: { list: '@item' }, WithDecryption: { const: true } },
      },
      {
        client: 'ssm',
        operation: 'GetParametersByPath',
        each: '$0.fetchData.*',
        itemEnds: { text: '/', is: true },
        input: { Path: '@item', Recursive: { const: true }, WithDecryption: { const: true } },
      },
      {
        client: 'ssm',
        operation: 'GetParametersByPath',
        each: '$0.paths.*',
        input: { Path: '@item', WithDecryption: { const: true } },
      },
    ),
  ),
  middleware(
    'secrets-manager',
    fetching(
      {
        client: 'secrets-manager',
        operation: 'GetSecretValue',
        each: '$0.fetchData.* | $0.secrets.*',
        input: { SecretId: '@item' },
      },
      {
        client: 'secrets-manager',
        operation: 'DescribeSecret',
        when: '$0.fetchRotationDate | $0.fetchRotationRules',
        each: '$0.fetchData.*',
        input: { SecretId: '@item' },
      },
    ),
  ),
  middleware(
    'sts',
    fetching({ client: 'sts', operation: 'AssumeRole', each: '$0.fetchData.*', input: { RoleArn: '@item.RoleArn' } }),
  ),
  middleware(
    's3',
    fetching({
      client: 's3',
      operation: 'GetObject',
      each: '$0.fetchData.*',
      input: { Bucket: '@item.Bucket', Key: '@item.Key', VersionId: '@item.VersionId' },
    }),
  ),
  middleware(
    'dynamodb',
    fetching({
      client: 'dynamodb',
      operation: 'GetItem',
      each: '$0.fetchData.*',
      input: { TableName: '@item.TableName' },
    }),
  ),
  middleware(
    'appconfig',
    fetching(
      {
        client: 'appconfigdata',
        operation: 'StartConfigurationSession',
        each: '$0.fetchData.*',
        input: appConfigInput,
      },
      { client: 'appconfigdata', operation: 'GetLatestConfiguration', each: '$0.fetchData.*', input: appConfigInput },
    ),
  ),
  middleware(
    'service-discovery',
    fetching({
      client: 'servicediscovery',
      operation: 'DiscoverInstances',
      each: '$0.fetchData.*',
      input: { NamespaceName: '@item.NamespaceName', ServiceName: '@item.ServiceName' },
    }),
  ),
  middleware(
    'rds-signer',
    fetching({
      client: 'rds-signer',
      operation: 'Connect',
      each: '$0.fetchData.*',
      input: { hostname: '@item.hostname', port: '@item.port', username: '@item.username', region: '@item.region' },
    }),
  ),
  middleware(
    'dsql-signer',
    fetching(
      {
        client: 'dsql-signer',
        operation: 'DbConnectAdmin',
        each: '$0.fetchData.*',
        when: '@item.username',
        input: { hostname: '@item.hostname' },
      },
      {
        client: 'dsql-signer',
        operation: 'DbConnect',
        each: '$0.fetchData.*',
        unless: '@item.username',
        input: { hostname: '@item.hostname' },
      },
    ),
  ),
  middleware(
    's3-object-response',
    hooked('after', {
      client: 's3',
      operation: 'WriteGetObjectResponse',
      input: { RequestRoute: { unknown: 'it comes from the event' } },
    }),
  ),
  middleware(
    'ws-response',
    hooked('after', {
      client: 'apigatewaymanagementapi',
      operation: 'PostToConnection',
      input: { ConnectionId: { unknown: 'it comes from the event' } },
    }),
  ),
];
