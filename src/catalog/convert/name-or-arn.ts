import { matchesTemplate, startsLikeArn } from './arn-text.js';
import { convertReference } from './reference.js';
import type { Converter } from './types.js';

/** The default: a name, an id, an ARN, or a reference to the resource. */
export const nameOrArn: Converter = (text, context) => {
  const reference = convertReference(text, context);
  if (reference) return [reference];
  if (startsLikeArn(text)) return [matchesTemplate(text, context.template) ? { upTo: text } : { other: true }];
  return [{ part: text }];
};
