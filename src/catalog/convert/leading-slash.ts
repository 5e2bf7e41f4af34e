import { literal, type Text } from '../../model/text.js';
import { nameOrArn } from './name-or-arn.js';
import type { Converter } from './types.js';

/**
 * Names that may begin with a slash which the ARN does not repeat: `/app/db` is `parameter/app/db`.
 * https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-access.html
 */
export const leadingSlash: Converter = (text, context) => nameOrArn(withoutSlash(text), context);

function withoutSlash(text: Text): Text {
  const [first, ...rest] = text;
  if (first?.kind !== 'literal' || !first.text.startsWith('/')) return text;
  return [...literal(first.text.slice(1)), ...rest];
}
