import { concatTexts, literal, literalOf, type Text } from '../../model/text.js';
import type { Converter } from './types.js';

/**
 * The path of a new role, user, group or policy, as it stands in the ARN before the name: `/service-role/` → `service-role/`, `/` → nothing.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-arns
 */
export const iamPath: Converter = (text) => [{ part: withoutFirstSlash(text) }];

function withoutFirstSlash(text: Text): Text {
  const [first, ...rest] = text;
  if (first?.kind === 'literal') return concatTexts(literal(first.text.replace(/^\//, '')), rest);
  return literalOf(text) === '' ? [] : text;
}
