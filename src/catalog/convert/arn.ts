import type { Text, UnknownPart } from '../../model/text.js';
import { matchesTemplate, startsLikeArn } from './arn-text.js';
import { convertReference } from './reference.js';
import type { Converter } from './types.js';

/** A member that always holds the whole ARN. A value nobody can see may name any Region and account. */
export const arn: Converter = (text, context) => {
  const reference = convertReference(text, context);
  if (reference) return [reference];
  if (startsLikeArn(text)) return [matchesTemplate(text, context.template) ? { upTo: text } : { other: true }];
  const only = text.length === 1 ? text[0] : undefined;
  if (only?.kind === 'unknown') return [{ part: text, fields: everywhere(only) }];
  if (only !== undefined && only.kind !== 'literal') return [{ upTo: text }];
  // A known text that is no ARN is a name, where the API takes both.
  return [{ part: text }];
};

const everywhere = (part: UnknownPart): { [field: string]: Text } => ({ Region: [part], Account: [part] });
