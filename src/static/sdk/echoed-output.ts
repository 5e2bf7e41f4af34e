import type { Argument } from '../../model/argument.js';
import type { ApiOperation } from '../../model/sdk-call.js';
import type { CallContext, ObjectValue, Value } from '../interpret/value.js';
import { siteOf, unionOf, unknownValue } from './values.js';

/** A member of a response that gives back a part of what the request asked for, under the same names. */
interface EchoedMember {
  member: string;
  of: string;
}

/**
 * What was not done is asked for again, on the same tables.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html,
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html
 */
const ECHOED_MEMBERS: { readonly [operation: string]: EchoedMember | undefined } = {
  'dynamodb:BatchWriteItem': { member: 'UnprocessedItems', of: 'RequestItems' },
  'dynamodb:BatchGetItem': { member: 'UnprocessedKeys', of: 'RequestItems' },
};

/** The response of such an operation, its other members unknown; undefined for other operations and for requests nobody knows. */
export function echoedOutput(call: ApiOperation & { input: Argument }, context: CallContext): ObjectValue | undefined {
  const operation = `${call.client}:${call.operation}`;
  const echoed = Object.hasOwn(ECHOED_MEMBERS, operation) ? ECHOED_MEMBERS[operation] : undefined;
  const asked = echoed && call.input.kind === 'object' ? call.input.members[echoed.of] : undefined;
  const value = asked && echoOf(asked, `${echoed?.member}@${siteOf(context.at)}`, context);
  if (!echoed || !value) return undefined;
  return {
    kind: 'object',
    id: `response ${siteOf(context.at)}`,
    fields: new Map([[echoed.member, value]]),
    open: unknownValue(`it comes from the response of ${operation}`, context.at, `${call.operation}()`),
  };
}

/** An object with the names of the asked one; what stands under them is not known. Undefined when the names are not known. */
function echoOf(asked: Argument, id: string, context: CallContext): Value | undefined {
  if (asked.kind === 'choice') {
    const all = asked.of.map((one, index) => echoOf(one, `${id}|${index}`, context));
    const known = all.filter((one) => one !== undefined);
    return known.length === all.length ? unionOf(known) : undefined;
  }
  if (asked.kind !== 'object' || asked.open) return undefined;
  const part = () => unknownValue('a part of the request that was not done', context.at);
  return {
    kind: 'object',
    id,
    fields: new Map(Object.keys(asked.members).map((name) => [name, part()])),
    ...(asked.computed && {
      computed: asked.computed.map(({ key }) => ({ key: { kind: 'string', text: key }, value: part() })),
    }),
  };
}
