import { literal, unknownText } from '../../model/text.js';
import { matchesTemplate, startsLikeArn } from './arn-text.js';
import type { Converter } from './types.js';

const ALIAS = 'alias/';

/**
 * The key of a member that takes a key's id or ARN or an alias: which key an alias stands for is not known.
 * https://docs.aws.amazon.com/payment-cryptography/latest/DataAPIReference/API_EncryptData.html
 */
export const keyOrAlias: Converter = (text, context) => {
  const head = text[0]?.kind === 'literal' ? text[0].text : '';
  if (head.startsWith(ALIAS)) return [{ part: unknownText('the key behind an alias is not known') }];
  if (!startsLikeArn(text)) return [{ part: text }];
  return [matchesTemplate(text, context.template) ? { upTo: text } : { part: unknownText('the key behind an alias') }];
};

/** The alias of such a member; a key is none. */
export const aliasOnly: Converter = (text, context) => {
  const head = text[0]?.kind === 'literal' ? text[0] : undefined;
  if (head?.text.startsWith(ALIAS)) return [{ part: [...literal(head.text.slice(ALIAS.length)), ...text.slice(1)] }];
  if (startsLikeArn(text)) return [matchesTemplate(text, context.template) ? { upTo: text } : { other: true }];
  return head === undefined ? [{ part: unknownText('the request may name an alias') }] : [{ other: true }];
};
