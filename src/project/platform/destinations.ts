import type { Action } from '../../model/action.js';
import type { Permission } from '../../model/permission.js';
import { concatTexts, literal, type Text, writtenOut } from '../../model/text.js';
import type { FunctionSpec, LocatedText } from '../spec.js';
import { decryptWith } from './key.js';
import { implied } from './permission.js';
import type { Resources } from './resources.js';

/** What sending to a target takes, by the service of its ARN. */
interface DestinationFacts {
  actions: readonly { action: Action; suffix?: string }[];
  /** `kms:ViaService` label, and whether an encrypted target takes a data key, too. */
  via?: string;
}

/**
 * https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html (destinations and dead-letter queues),
 * https://docs.aws.amazon.com/lambda/latest/dg/kinesis-on-failure-destination.html (on-failure targets of event source mappings).
 */
const DESTINATIONS: { readonly [service: string]: DestinationFacts } = {
  sqs: { actions: [{ action: 'sqs:SendMessage' }], via: 'sqs' },
  sns: { actions: [{ action: 'sns:Publish' }], via: 'sns' },
  lambda: { actions: [{ action: 'lambda:InvokeFunction' }] },
  events: { actions: [{ action: 'events:PutEvents' }] },
  s3: { actions: [{ action: 's3:PutObject', suffix: '/*' }, { action: 's3:ListBucket' }], via: 's3' },
};

const SERVICE_OF_TYPE: { readonly [type: string]: string } = {
  'AWS::SQS::Queue': 'sqs',
  'AWS::SNS::Topic': 'sns',
  'AWS::Lambda::Function': 'lambda',
  'AWS::Lambda::Alias': 'lambda',
  'AWS::Lambda::Version': 'lambda',
  'AWS::Events::EventBus': 'events',
  'AWS::S3::Bucket': 's3',
};

/** Dead-letter queue and asynchronous destinations of a function. */
export const failurePermissions = (spec: FunctionSpec, resources: Resources): Permission[] => [
  ...(spec.deadLetter
    ? destinationPermissions(spec.deadLetter, resources, 'events that failed go to the dead-letter queue')
    : []),
  ...spec.destinations.flatMap((target) =>
    destinationPermissions(target, resources, 'results of asynchronous invocations go to the destination'),
  ),
];

/** Permissions to send to one target; none when its service is not known. */
export function destinationPermissions(target: LocatedText, resources: Resources, reason: string): Permission[] {
  const service = serviceOf(target.text) ?? target.service;
  const facts = service === undefined ? undefined : DESTINATIONS[service];
  if (!facts) return [];
  const [part] = target.text;
  const key = part?.kind === 'reference' ? resources[part.target]?.encryptionKey : undefined;
  const decrypt =
    key && facts.via
      ? decryptWith(key, resources, target.at, `${reason}, which is encrypted with a customer managed key`, facts.via)
      : [];
  return [
    ...facts.actions.map(({ action, suffix }) =>
      implied(action, concatTexts(target.text, literal(suffix ?? '')), target.at, reason),
    ),
    ...decrypt,
    ...decrypt.map((permission): Permission => ({ ...permission, action: 'kms:GenerateDataKey' })),
  ];
}

/** Service a target belongs to: from its ARN, or the type of the resource referred to. */
function serviceOf(text: Text): string | undefined {
  const [first] = text;
  if (first?.kind === 'reference') return SERVICE_OF_TYPE[first.targetType ?? ''];
  // The service is the third field, and it is literal in every ARN anybody writes; the partition before it may be a reference.
  return /^arn:[^:]*:([a-z0-9-]+):/.exec(writtenOut(text))?.[1];
}
