import { intrinsicNode, listNode, mapNode, scalarNode } from '../template/build.js';
import { child, entriesOf, itemsOf, scalarOf, type TemplateNode } from '../template/node.js';

/** An event of a Serverless function in SAM's words. */
interface Translated {
  type: string;
  properties: { [name: string]: TemplateNode | undefined };
}

type Translate = (value: TemplateNode) => Translated;

const named =
  (type: string, property: string, ...keys: string[]): Translate =>
  (value) => ({
    type,
    properties: {
      [property]:
        value.kind === 'map' ? keys.map((key) => child(value, key)).find((node) => node !== undefined) : value,
    },
  });

const mq: Translate = (value) => ({
  type: 'MQ',
  properties: {
    Broker: child(value, 'arn'),
    SourceAccessConfigurations: access(value, { basicAuthArn: 'BASIC_AUTH' }),
  },
});

/** Keys of `events` items: https://www.serverless.com/framework/docs/providers/aws/guide/events */
const EVENTS: { readonly [event: string]: Translate } = {
  s3: named('S3', 'Bucket', 'bucket'),
  sns: named('SNS', 'Topic', 'arn', 'topicName'),
  sqs: named('SQS', 'Queue', 'arn'),
  stream: (value) => ({
    type: streamType(value),
    properties: { Stream: value.kind === 'map' ? child(value, 'arn') : value, DestinationConfig: failure(value) },
  }),
  msk: (value) => ({
    type: 'MSK',
    properties: {
      Stream: child(value, 'arn'),
      SourceAccessConfigurations: access(value, { saslScram512: 'SASL_SCRAM_512_AUTH' }),
    },
  }),
  kafka: (value) => ({
    type: 'SelfManagedKafka',
    properties: {
      KafkaBootstrapServers: child(value, 'bootstrapServers'),
      SourceAccessConfigurations: access(child(value, 'accessConfigurations'), {
        saslPlainAuth: 'BASIC_AUTH',
        saslScram256Auth: 'SASL_SCRAM_256_AUTH',
        saslScram512Auth: 'SASL_SCRAM_512_AUTH',
        clientCertificateTlsAuth: 'CLIENT_CERTIFICATE_TLS_AUTH',
        serverRootCaCertificate: 'SERVER_ROOT_CA_CERTIFICATE',
        vpcSubnet: 'VPC_SUBNET',
        vpcSecurityGroup: 'VPC_SECURITY_GROUP',
      }),
    },
  }),
  activemq: mq,
  rabbitmq: mq,
  documentDb: (value) => ({
    type: 'DocumentDB',
    properties: { Cluster: child(value, 'cluster'), SourceAccessConfigurations: access(value, { auth: 'BASIC_AUTH' }) },
  }),
  schedule: () => ({ type: 'Schedule', properties: {} }),
  eventBridge: (value) => ({
    type: child(value, 'pattern') ? 'EventBridgeRule' : child(value, 'schedule') ? 'Schedule' : 'EventBridgeRule',
    properties: { Pattern: child(value, 'pattern') },
  }),
  cloudwatchEvent: (value) => ({ type: 'CloudWatchEvent', properties: { Pattern: child(value, 'event') } }),
  cloudwatchLog: named('CloudWatchLogs', 'LogGroupName', 'logGroup'),
  cognitoUserPool: named('Cognito', 'UserPool', 'pool'),
  iot: () => ({ type: 'IoTRule', properties: {} }),
  alexaSkill: () => ({ type: 'AlexaSkill', properties: {} }),
  alexaSmartHome: () => ({ type: 'AlexaSkill', properties: {} }),
  http: (value) => ({ type: 'Api', properties: { RestApiId: reference(value, 'ApiGatewayRestApi') } }),
  httpApi: (value) => ({ type: 'HttpApi', properties: { ApiId: reference(value, 'HttpApi') } }),
  websocket: (value) => ({ type: 'WebSocketApi', properties: { ApiId: reference(value, 'WebsocketsApi') } }),
};

/** APIs the framework makes when a function has an event of the kind: https://www.serverless.com/framework/docs/providers/aws/guide/resources */
export const IMPLIED_APIS: { readonly [event: string]: { id: string; type: string; protocol?: string } } = {
  http: { id: 'ApiGatewayRestApi', type: 'AWS::ApiGateway::RestApi' },
  httpApi: { id: 'HttpApi', type: 'AWS::ApiGatewayV2::Api' },
  websocket: { id: 'WebsocketsApi', type: 'AWS::ApiGatewayV2::Api', protocol: 'WEBSOCKET' },
};

/** SAM `Events` of a function's `events`; events that nothing is known of are left out. */
export function eventsOf(node: TemplateNode | undefined): TemplateNode | undefined {
  if (!node) return undefined;
  const events: { [name: string]: TemplateNode } = {};
  for (const item of itemsOf(node)) {
    for (const [kind, value] of item.kind === 'map'
      ? entriesOf(item)
      : [[scalarOf(item) ?? '', item] as [string, TemplateNode]]) {
      const translate = Object.hasOwn(EVENTS, kind) ? EVENTS[kind] : undefined;
      if (!translate) continue;
      const { type, properties } = translate(value);
      events[`${kind}${Object.keys(events).length}`] = mapNode(item, {
        Type: scalarNode(value, type),
        Properties: mapNode(value, properties),
      });
    }
  }
  return mapNode(node, events);
}

/** Kinds of the events of a function, as written. */
export const eventKinds = (node: TemplateNode | undefined): string[] =>
  itemsOf(node).flatMap((item) => (item.kind === 'map' ? [...item.entries.keys()] : [scalarOf(item) ?? '']));

const reference = (like: TemplateNode, id: string): TemplateNode => intrinsicNode(like, 'Ref', scalarNode(like, id));

/** `type` decides; without it the ARN does, of which `StreamArn` and `dynamodb` are a table's. */
function streamType(value: TemplateNode): string {
  const type = scalarOf(child(value, 'type'));
  if (type) return type === 'dynamodb' ? 'DynamoDB' : 'Kinesis';
  const arn = value.kind === 'map' ? child(value, 'arn') : value;
  const shown = JSON.stringify(arn, (key, inner: unknown) => (key === 'source' ? undefined : inner)) ?? '';
  return /dynamodb|StreamArn/.test(shown) ? 'DynamoDB' : 'Kinesis';
}

function failure(value: TemplateNode): TemplateNode | undefined {
  const target = child(value, 'destinations', 'onFailure');
  const arn = target?.kind === 'map' ? child(target, 'arn') : target;
  return arn && mapNode(arn, { OnFailure: mapNode(arn, { Destination: arn }) });
}

function access(value: TemplateNode | undefined, types: { [key: string]: string }): TemplateNode | undefined {
  if (!value) return undefined;
  const items = Object.entries(types).flatMap(([key, type]) =>
    itemsOf(child(value, key)).map((uri) => mapNode(uri, { Type: scalarNode(uri, type), URI: uri })),
  );
  return listNode(value, items);
}
