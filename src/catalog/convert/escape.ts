import { escapeLiteral } from '../../model/arn-render.js';
import type { Text, TextPart } from '../../model/text.js';

/**
 * A request's value as IAM pattern text: `*`, `?` and `${` in it stand for themselves, also in what an environment variable is deployed
 * with and in the alternatives of a hole. Done once, before converters add wildcards of their own.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#policy-vars-specialchars
 */
export const escapeText = (text: Text): Text => text.map(escapePart);

function escapePart(part: TextPart): TextPart {
  if (part.kind === 'literal') return { ...part, text: escapeLiteral(part.text) };
  if (part.kind === 'env') {
    return {
      ...part,
      ...(part.value && { value: escapeText(part.value) }),
      ...(part.fallback && { fallback: escapeText(part.fallback) }),
    };
  }
  return part.kind === 'unknown' && part.oneOf ? { ...part, oneOf: part.oneOf.map(escapeText) } : part;
}

/** The value itself again, for a converter that has to decode it first. */
export const unescapeText = (text: Text): Text =>
  text.map((part) => (part.kind === 'literal' ? { ...part, text: part.text.replace(/\$\{([*?$])\}/g, '$1') } : part));
