import { concatTexts, literal, literalOf, type Text } from '../../model/text.js';
import { matchesTemplate, startsLikeArn } from './arn-text.js';
import { convertReference } from './reference.js';
import type { Converter } from './types.js';

const SUFFIX = literal('-??????');

/**
 * A secret's ARN ends in six characters that its name does not have; `-??????` matches exactly these, `-*` would match other secrets.
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_examples.html
 */
export const secret: Converter = (text, context) => {
  const reference = convertReference(text, context);
  if (reference) return [reference];
  if (!startsLikeArn(text)) return [{ part: concatTexts(text, SUFFIX) }];
  if (!matchesTemplate(text, context.template)) return [{ other: true }];
  return [{ upTo: isComplete(text) ? text : concatTexts(text, SUFFIX) }];
};

/** A complete ARN ends in a hyphen and six characters; one with an unknown end is taken as it stands. */
function isComplete(text: Text): boolean {
  const exact = literalOf(text);
  return exact === undefined ? text.at(-1)?.kind !== 'literal' : /-[A-Za-z0-9]{6}$/.test(exact);
}

/** A member that always holds the secret's ARN: a value set at deployment is the whole ARN. */
export const secretArn: Converter = (text, context) =>
  text.length === 1 && (text[0]?.kind === 'env' || text[0]?.kind === 'reference') && !convertReference(text, context)
    ? [{ upTo: text }]
    : secret(text, context);
