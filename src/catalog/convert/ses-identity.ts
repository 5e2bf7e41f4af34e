import { literal, literalOf } from '../../model/text.js';
import { nameOrArn } from './name-or-arn.js';
import type { Converter } from './types.js';

/**
 * `Orders <orders@example.com>`: either the address or its domain is the verified identity that is checked.
 * https://docs.aws.amazon.com/ses/latest/dg/creating-identities.html
 */
export const sesIdentity: Converter = (text, context) => {
  const exact = literalOf(text);
  const address = exact && (/<([^<>]+)>\s*$/.exec(exact)?.[1] ?? exact).trim();
  if (!address || address.startsWith('arn:') || !address.includes('@')) return nameOrArn(text, context);
  return [{ part: literal(address) }, { part: literal(address.slice(address.lastIndexOf('@') + 1)) }];
};
