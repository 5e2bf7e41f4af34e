import { literal, type Text } from '../../model/text.js';
import { nameOrArn } from './name-or-arn.js';
import type { Converter } from './types.js';

/**
 * Names that may begin with a slash which the ARN does not repeat: `/app/db` is `parameter/app/db`. Public parameters belong to no account.
 * https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-access.html
 * https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-public-parameters.html
 */
export const leadingSlash: Converter = (text, context) => {
  const isPublic = text[0]?.kind === 'literal' && text[0].text.startsWith('/aws/service/');
  const converted = nameOrArn(withoutSlash(text), context);
  return isPublic ? converted.map((one) => ({ ...one, fields: { Account: [] } })) : converted;
};

function withoutSlash(text: Text): Text {
  const [first, ...rest] = text;
  if (first?.kind !== 'literal' || !first.text.startsWith('/')) return text;
  return [...literal(first.text.slice(1)), ...rest];
}
