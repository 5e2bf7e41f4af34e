/** What a SAM event type is: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-eventsource.html */
export interface SamEvent {
  kind: string;
  /** Properties that name the source, the first that is set counts. */
  source?: readonly string[];
  /** Source when none is named: the API SAM makes. */
  implicit?: { target: string; type: string };
  /** Key of the event source table, for what Lambda polls. */
  polls?: string;
}

export const SAM_EVENTS: { readonly [type: string]: SamEvent } = {
  S3: { kind: 's3', source: ['Bucket'] },
  SNS: { kind: 'sns', source: ['Topic'] },
  SQS: { kind: 'sqs', source: ['Queue'], polls: 'sqs' },
  Kinesis: { kind: 'kinesis', source: ['Stream'], polls: 'kinesis' },
  DynamoDB: { kind: 'dynamodb-stream', source: ['Stream'], polls: 'dynamodb' },
  MSK: { kind: 'msk', source: ['Stream'], polls: 'msk' },
  SelfManagedKafka: { kind: 'kafka', polls: 'kafka' },
  MQ: { kind: 'mq', source: ['Broker'], polls: 'mq' },
  DocumentDB: { kind: 'documentdb', source: ['Cluster'], polls: 'documentdb' },
  Schedule: { kind: 'schedule' },
  ScheduleV2: { kind: 'schedule' },
  EventBridgeRule: { kind: 'event-rule', source: ['Pattern'] },
  CloudWatchEvent: { kind: 'event-rule', source: ['Pattern'] },
  CloudWatchLogs: { kind: 'logs', source: ['LogGroupName'] },
  IoTRule: { kind: 'iot' },
  AlexaSkill: { kind: 'alexa' },
  Cognito: { kind: 'cognito', source: ['UserPool'] },
  Api: {
    kind: 'api',
    source: ['RestApiId'],
    implicit: { target: 'ServerlessRestApi', type: 'AWS::ApiGateway::RestApi' },
  },
  HttpApi: {
    kind: 'api',
    source: ['ApiId'],
    implicit: { target: 'ServerlessHttpApi', type: 'AWS::ApiGatewayV2::Api' },
  },
  WebSocketApi: { kind: 'websocket', source: ['ApiId'] },
};

/** Kind of trigger for each kind of event source. */
export const TRIGGER_OF_SOURCE: { readonly [kind: string]: string } = { dynamodb: 'dynamodb-stream' };
