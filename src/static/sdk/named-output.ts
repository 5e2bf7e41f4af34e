import type { Argument } from '../../model/argument.js';
import type { ApiOperation } from '../../model/sdk-call.js';
import { concatTexts, literal, type Text } from '../../model/text.js';
import type { CallContext, ObjectValue } from '../interpret/value.js';
import { unknownValue } from './values.js';

/** A member of a response that is made of the name in the request, as its text with `${Region}`, `${Account}` and `${Name}`. */
interface NamedMember {
  member: string;
  name: string;
  /** Input member with the owner's account, where the API has one. */
  account?: string;
  text: string;
}

/**
 * Responses that say where a resource is whose name the request has. What is sent there is sent to that resource.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_GetQueueUrl.html,
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html,
 * https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html
 */
const NAMED_MEMBERS: { readonly [operation: string]: NamedMember | undefined } = {
  'sqs:GetQueueUrl': {
    member: 'QueueUrl',
    name: 'QueueName',
    account: 'QueueOwnerAWSAccountId',
    text: 'https://sqs.${Region}.amazonaws.com/${Account}/${Name}',
  },
  'sqs:CreateQueue': {
    member: 'QueueUrl',
    name: 'QueueName',
    text: 'https://sqs.${Region}.amazonaws.com/${Account}/${Name}',
  },
  'sns:CreateTopic': { member: 'TopicArn', name: 'Name', text: 'arn:${Partition}:sns:${Region}:${Account}:${Name}' },
};

/** The response of such an operation, its other members unknown; undefined for other operations and for names nobody knows. */
export function namedOutput(
  call: ApiOperation & { input: Argument; region?: Argument },
  context: CallContext,
): ObjectValue | undefined {
  const known = NAMED_MEMBERS[`${call.client}:${call.operation}`];
  const members = call.input.kind === 'object' ? call.input.members : {};
  const name = known && textOf(members[known.name]);
  if (!known || !name) return undefined;
  const places: { readonly [placeholder: string]: Text } = {
    '${Name}': name,
    '${Partition}': pseudo('AWS::Partition'),
    '${Region}': textOf(call.region) ?? pseudo('AWS::Region'),
    '${Account}': textOf(known.account === undefined ? undefined : members[known.account]) ?? pseudo('AWS::AccountId'),
  };
  const text = concatTexts(...known.text.split(/(\$\{\w+\})/).map((piece) => places[piece] ?? literal(piece)));
  const { file, line, column } = context.at;
  return {
    kind: 'object',
    id: `response ${file}:${line}:${column}`,
    fields: new Map([[known.member, { kind: 'string', text }]]),
    open: unknownValue(`it comes from the response of ${call.client}:${call.operation}`, context.at),
  };
}

const textOf = (argument: Argument | undefined): Text | undefined =>
  argument?.kind === 'text' ? argument.text : undefined;

const pseudo = (target: string): Text => [{ kind: 'reference', target, targetKind: 'pseudo' }];
