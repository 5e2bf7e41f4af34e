import { literalOf, type Text } from '../../model/text.js';
import { splitText } from './arn-text.js';
import { nameOrArn } from './name-or-arn.js';
import type { Converter } from './types.js';

/**
 * `https://sqs.eu-west-1.amazonaws.com/123456789012/orders`; older forms are `https://eu-west-1.queue.amazonaws.com/…` and
 * `https://queue.amazonaws.com/…` (us-east-1). https://docs.aws.amazon.com/general/latest/gr/sqs-service.html
 */
export const queueUrl: Converter = (text, context) => {
  const pieces = splitText(text, '/');
  const scheme = pieces[0] && literalOf(pieces[0]);
  if (scheme !== 'https:' && scheme !== 'http:') return nameOrArn(lastOf(pieces, text), context);
  const [, , host, account, ...name] = pieces;
  if (name.length === 0) return nameOrArn(lastOf(pieces, text), context);
  const region = host && regionOf(host);
  return [
    {
      part: name.at(-1)!,
      fields: { ...(region && { Region: region }), ...(account && account.length > 0 && { Account: account }) },
    },
  ];
};

/** `${accountUrl}/orders`: the name is known although the beginning is not. */
const lastOf = (pieces: Text[], text: Text): Text =>
  pieces.length > 1 && pieces.at(-1)!.length > 0 ? pieces.at(-1)! : text;

function regionOf(host: Text): Text | undefined {
  const labels = splitText(host, '.');
  const names = labels.map(literalOf);
  if (names[0] === 'sqs' || names[0] === 'sqs-fips') return labels[1];
  if (names[1] === 'queue') return labels[0];
  if (names[0] === 'queue') return [{ kind: 'literal', text: 'us-east-1' }];
  return undefined;
}
