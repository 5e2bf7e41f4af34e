import { literalOf } from '../../model/text.js';
import type { Converter } from './types.js';

/**
 * The account that a request names as the owner of the resource (`registryId`, `domainOwner`). Where the member is not set, or holds no
 * account (`-`, the name of a catalog), it is the caller's own.
 */
export const accountId: Converter = (text, context) => {
  const named = literalOf(text);
  return [{ part: named === undefined || /^\d{12}$/.test(named) ? text : (context.fields['Account'] ?? text) }];
};
