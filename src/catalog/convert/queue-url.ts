import { literalOf, type Text, unknownText } from '../../model/text.js';
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
  if (scheme !== 'https:' && scheme !== 'http:') {
    const [converted = { part: text }] = nameOrArn(lastOf(pieces, text), context);
    return ['part' in converted && converted.part ? { ...converted, part: nameIn(converted.part) } : converted];
  }
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

/** Pieces of `https://<host>/<account>/<name>`, cut at its slashes. */
const NAME_PIECE = { separator: '/', index: 4 };

/** A value that only the deployment knows holds a URL, of which the name is the last piece. */
function nameIn(text: Text): Text {
  const [only, ...others] = text;
  if (only?.kind !== 'reference' || others.length > 0 || only.targetKind === 'pseudo' || only.piece) return text;
  // CloudFormation fills these in last: nothing can be cut out of them.
  // https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html
  if (only.target.startsWith('resolve:')) return unknownText(`the name is in the URL that ${only.target} holds`);
  return [{ ...only, piece: NAME_PIECE }];
}

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
