import { literal } from '../../../model/text.js';
import type { FunctionSpec, LocatedText } from '../../spec.js';
import type { Attached } from './attached.js';

/** Managed policy that SAM attaches for each kind of event it polls. */
const FOR_SOURCE: { readonly [kind: string]: string } = {
  sqs: 'AWSLambdaSQSQueueExecutionRole',
  kinesis: 'AWSLambdaKinesisExecutionRole',
  dynamodb: 'AWSLambdaDynamoDBExecutionRole',
  msk: 'AWSLambdaMSKExecutionRole',
};

/**
 * What SAM attaches to the role it makes without being asked: logs, VPC, tracing, event sources.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-function.html (Policies, Role, Tracing) and
 * the source of aws-sam-translator (samtranslator/model/sam_resources.py, eventsources/pull.py).
 */
export function samManaged(spec: FunctionSpec): Attached['managed'] {
  const names: { name: string; at: LocatedText['at'] }[] = [
    { name: spec.durable ? 'AWSLambdaBasicDurableExecutionRolePolicy' : 'AWSLambdaBasicExecutionRole', at: spec.at },
    ...(spec.tracing ? [{ name: 'AWSXrayWriteOnlyAccess', at: spec.tracing.at }] : []),
    ...(spec.network ? [{ name: 'AWSLambdaVPCAccessExecutionRole', at: spec.network.at }] : []),
    ...spec.eventSources.flatMap(({ kind, at }) => (FOR_SOURCE[kind] ? [{ name: FOR_SOURCE[kind], at }] : [])),
  ];
  return names.map(({ name, at }) => ({ text: literal(name), at, implicit: true }));
}
