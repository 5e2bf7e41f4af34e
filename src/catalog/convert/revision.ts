import { concatTexts, literal } from '../../model/text.js';
import { splitText, startsLikeArn } from './arn-text.js';
import { arnReference, soleReference } from './reference.js';
import type { Converter } from './types.js';

/**
 * `family` (its newest revision), `family:3` or an ARN, with or without a revision.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RunTask.html
 */
export const withRevision: Converter = (text) => {
  const reference = soleReference(text);
  // `Ref` of a definition is its ARN with the revision.
  if (reference?.targetType && /::(Task|Job)Definition$/.test(reference.targetType))
    return [{ upTo: arnReference(reference) }];
  const fields = splitText(text, ':');
  const complete = startsLikeArn(text) ? fields.length >= 7 || text[0]?.kind !== 'literal' : fields.length >= 2;
  const resource =
    complete || (!startsLikeArn(text) && text.length === 1 && text[0]?.kind === 'unknown')
      ? text
      : concatTexts(text, literal(':*'));
  return [startsLikeArn(text) ? { upTo: resource } : { part: resource }];
};
