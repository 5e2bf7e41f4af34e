/** Actions that no SDK operation makes: code signs the request itself, or a driver of another protocol does. Names are of the Service Authorization Reference. */
export const UNSEEN: readonly { actions: RegExp; how: string; docs: string }[] = [
  {
    actions: /^execute-api:(Invoke|InvalidateCache)$/i,
    how: 'code that calls an API with IAM authorization signs the request itself',
    docs: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-control-access-using-iam-policies-to-invoke-api.html',
  },
  {
    actions: /^appsync:(GraphQL|EventConnect|EventPublish|EventSubscribe)$/i,
    how: 'code that calls an AppSync API with IAM authorization signs the request itself',
    docs: 'https://docs.aws.amazon.com/appsync/latest/devguide/security-authz.html#aws-iam-authorization',
  },
  {
    actions: /^lambda:InvokeFunctionUrl$/i,
    how: 'code that calls a function URL signs the request itself',
    docs: 'https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html',
  },
  {
    actions: /^es:ESHttp(Delete|Get|Head|Patch|Post|Put|\*)$/i,
    how: 'requests to an OpenSearch domain are signed by its client',
    docs: 'https://docs.aws.amazon.com/opensearch-service/latest/developerguide/request-signing.html',
  },
  {
    actions: /^aoss:(APIAccessAll|DashboardsAccessAll)$/i,
    how: 'requests to an OpenSearch Serverless collection are signed by its client',
    docs: 'https://docs.aws.amazon.com/opensearch-service/latest/developerguide/security-iam-serverless.html',
  },
  {
    actions: /^neptune-db:[\w*]+$/i,
    how: 'requests to a Neptune database are signed by its driver',
    docs: 'https://docs.aws.amazon.com/neptune/latest/userguide/iam-auth-connecting.html',
  },
  {
    actions: /^rds-db:connect$/i,
    how: 'a token made without a call is the password of the database',
    docs: 'https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.IAMDBAuth.html',
  },
  {
    actions: /^dsql:DbConnect(Admin)?$/i,
    how: 'a token made without a call is the password of the database',
    docs: 'https://docs.aws.amazon.com/aurora-dsql/latest/userguide/authentication-authorization.html',
  },
  {
    actions: /^(elasticache|memorydb):Connect$/i,
    how: 'a token made without a call is the password of the cache',
    docs: 'https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth-iam.html',
  },
  {
    actions: /^kafka-cluster:[\w*]+$/i,
    how: 'a Kafka client logs in with IAM',
    docs: 'https://docs.aws.amazon.com/msk/latest/developerguide/iam-access-control.html',
  },
  {
    actions: /^cassandra:[\w*]+$/i,
    how: 'requests to a keyspace are signed by its driver',
    docs: 'https://docs.aws.amazon.com/keyspaces/latest/devguide/programmatic.credentials.html',
  },
  {
    actions: /^vpc-lattice-svcs:(Invoke|Connect)$/i,
    how: 'code that calls a service of VPC Lattice signs the request itself',
    docs: 'https://docs.aws.amazon.com/vpc-lattice/latest/ug/auth-policies.html',
  },
  {
    actions: /^aps:(RemoteWrite|QueryMetrics|GetLabels|GetSeries|GetMetricMetadata)$/i,
    how: 'requests to a Prometheus workspace are signed by its client',
    docs: 'https://docs.aws.amazon.com/prometheus/latest/userguide/AMP-APIReference-Prometheus-Compatible-Apis.html',
  },
  {
    actions: /^iot:(Connect|Receive|Subscribe)$/i,
    how: 'an MQTT client over WebSocket signs its connection itself',
    docs: 'https://docs.aws.amazon.com/iot/latest/developerguide/protocols.html',
  },
  {
    actions: /^(codecommit:Git(Pull|Push)|codeartifact:ReadFromRepository|sts:GetServiceBearerToken)$/i,
    how: 'a client of another protocol uses it',
    docs: 'https://docs.aws.amazon.com/codeartifact/latest/ug/auth-and-access-control-iam-identity-based-access-control.html',
  },
];
