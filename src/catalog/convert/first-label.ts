import { literalOf, unknownText } from '../../model/text.js';
import { splitText } from './arn-text.js';
import { arnReference, soleReference } from './reference.js';
import type { Converter } from './types.js';

/**
 * The id that a host's name begins with: `abc123.dsql.us-east-1.on.aws` → `abc123`. A host that is known only as a whole may be of any id.
 * https://docs.aws.amazon.com/aurora-dsql/latest/userguide/authentication-authorization.html
 */
export const firstLabel: Converter = (text, context) => {
  const reference = soleReference(text);
  if (reference?.targetType && context.arnOfCfn(reference.targetType, context.prefix))
    return [{ upTo: arnReference(reference) }];
  const [first = [], ...rest] = splitText(text, '.');
  const isId = first.length > 0 && (rest.length > 0 || literalOf(text) !== undefined);
  return [{ part: isId ? first : unknownText('the id is in a host name that is not known') }];
};
